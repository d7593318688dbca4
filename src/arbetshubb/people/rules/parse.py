"""Which employees a file describes, and what must hold for each. Reads no file itself.

A home becomes a 1 km cell here, and nothing finer leaves this module.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Final

from arbetshubb.analysis.places import (
    Cell,
    FloatArray,
    Site,
    SiteKind,
    SiteStatus,
    Sweref,
    sweref_array,
)
from arbetshubb.analysis.workforce import Employee, Mode
from arbetshubb.people.rules.columns import (
    MODE_WORDS,
    MODES,
    PEOPLE_COLUMNS,
    PERSONAL_COLUMNS,
    looks_like_person_number,
)
from arbetshubb.reference.gazetteer import (
    Gazetteer,
    Located,
    NotLocated,
    Precision,
    nearest_km,
)
from arbetshubb.tables.columns import ReadTable, Record, with_columns
from arbetshubb.tables.problems import Problem, Severity, has_errors, in_file_order
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import choices_of, folded, number_in, word_of, yes_or_no_in

MAX_TEXT: Final = 100
FAR_KM: Final = 300.0
"""A home farther than this from every site is more likely a mistake than a commute."""

WEEK_DAYS: Final = 7.0
WORKING_DAYS: Final = 5.0
REMOTE_WEEK: Final = (3.0, 2.0, 0.0)
"""Office, home and hub days of somebody who may work remotely when the file says nothing."""
OFFICE_WEEK: Final = (5.0, 0.0, 0.0)

_PROTECTED: Final = "protected_identity"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An employee with the id the employer's file uses for them."""

    person_id: str
    employee: Employee


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """The people of a file and what was wrong in it. With an error, use none of them.

    ``protected`` counts rows with a protected identity: nothing of them was read.
    """

    people: tuple[PersonRow, ...]
    problems: tuple[Problem, ...]
    protected: int = 0

    @property
    def employees(self) -> tuple[Employee, ...]:
        """The employees without their ids, for the analysis."""
        return tuple(row.employee for row in self.people)


@dataclass(frozen=True, eq=False)
class _Study:
    """What rows are checked against."""

    sites: Mapping[str, Site]
    positions: FloatArray
    offices: tuple[Site, ...]
    municipalities: frozenset[str]


@dataclass(slots=True)
class _Findings:
    problems: list[Problem] = field(default_factory=list)
    is_fatal: bool = False

    def error(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.is_fatal = True


def parse_people(
    table: Table,
    *,
    sites: Sequence[Site],
    gazetteer: Gazetteer,
    municipalities: Collection[str] = (),
) -> PeopleRead:
    """The people in ``table``. Every row is checked; a wrong one is reported and left out.

    What a cell left empty means: ``workplace`` the nearest own office, of the same employer when
    the sites' providers say which those are; ``mode`` car; ``remote_eligible`` yes;
    ``complex_issue`` no; days: all three empty means 3 office and 2 home days for those who may
    work remotely and 5 office days for others, and with any of them given the others are 0.

    ``municipalities`` are those of the study: a home outside them is a warning.
    """
    read = with_columns(table, PEOPLE_COLUMNS)
    problems = [_named_personal(problem) for problem in read.problems]
    if has_errors(problems):
        return PeopleRead((), in_file_order(problems))
    records, protected = _readable(read, problems)
    study = _Study(
        sites={site.site_id: site for site in sites},
        positions=sweref_array([site.position for site in sites]),
        offices=tuple(site for site in sites if _is_open_office(site)),
        municipalities=frozenset(municipalities),
    )
    homes = gazetteer.locate_all([record["home"] for record in records])
    people: dict[tuple[str, str], PersonRow] = {}
    for record, home in zip(records, homes, strict=True):
        findings = _Findings(problems)
        person = _person(record, home, study, findings)
        if person is None:
            continue
        key = (folded(person.employee.employer), person.person_id)
        first = people.setdefault(key, person)
        if first is not person:
            code = "person_twice" if first == person else "person_twice_differently"
            problems.append(record.warning("person_id", code))
    if not read.rows:
        problems.append(Problem(read.name, read.header_row, "person_id", "", "no_rows"))
    return PeopleRead(
        people=tuple(_with_one_municipality_a_cell(people.values())),
        problems=in_file_order(problems),
        protected=protected,
    )


def _is_open_office(site: Site) -> bool:
    return site.kind is SiteKind.OWN_OFFICE and site.status is not SiteStatus.CLOSED


def _named_personal(problem: Problem) -> Problem:
    """An unknown column that names personal data gets a warning of its own."""
    is_unknown = problem.code in {"column_unknown", "column_misspelt"}
    if is_unknown and folded(problem.column) in PERSONAL_COLUMNS:
        return replace(problem, code="column_personal", params={}, severity=Severity.WARNING)
    return problem


def _readable(read: ReadTable, problems: list[Problem]) -> tuple[list[Record], int]:
    """The rows that may be read at all, and how many are protected."""
    rows: list[Record] = []
    protected = 0
    for record in read.records():
        is_protected = yes_or_no_in(record[_PROTECTED] or "no")
        if is_protected is None:
            problems.append(record.error(_PROTECTED, "yes_or_no_expected"))
        elif is_protected:
            protected += 1
        else:
            rows.append(record)
    return rows, protected


def _person(
    record: Record, home: Located | NotLocated, study: _Study, findings: _Findings
) -> PersonRow | None:
    person_id = _text(record, "person_id", findings)
    _check_person_id(record, findings)
    employer = _text(record, "employer", findings)
    unit = _text(record, "unit", findings)
    is_eligible = _yes_or_no(record, "remote_eligible", findings, default=True)
    is_complex = _yes_or_no(record, "complex_issue", findings, default=False)
    mode = _mode(record, findings)
    days = _days(record, findings, is_eligible=is_eligible)
    place = _home(record, home, study, findings)
    workplace = _workplace(record, place, study, findings)
    if findings.is_fatal or place is None or workplace is None:
        return None
    employee = Employee(
        employer=employer,
        unit=unit,
        home=Cell.containing(place.position),
        municipality=place.municipality,
        workplace=workplace,
        office_days=days[0],
        home_days=days[1],
        hub_days=days[2],
        mode=mode,
        is_remote_eligible=is_eligible,
        is_complex_issue=is_complex,
    )
    return PersonRow(person_id, employee)


def _text(record: Record, column: str, findings: _Findings) -> str:
    text = record[column]
    if not text:
        findings.error(record.error(column, "value_missing"))
    elif len(text) > MAX_TEXT:
        findings.error(record.error(column, "text_too_long", {"limit": str(MAX_TEXT)}))
    return text


def _check_person_id(record: Record, findings: _Findings) -> None:
    person_id = record["person_id"]
    if looks_like_person_number(person_id):
        findings.error(record.error("person_id", "person_number"))
    elif "@" in person_id:
        findings.error(record.error("person_id", "person_id_is_address"))


def _yes_or_no(record: Record, column: str, findings: _Findings, *, default: bool) -> bool:
    if not record[column]:
        return default
    answer = yes_or_no_in(record[column])
    if answer is None:
        findings.error(record.error(column, "yes_or_no_expected"))
        return default
    return answer


def _mode(record: Record, findings: _Findings) -> Mode:
    if not record["mode"]:
        return Mode.CAR
    mode = word_of(record["mode"], MODES)
    if mode is None:
        findings.error(record.error("mode", "word_unknown", choices_of(MODE_WORDS)))
        return Mode.CAR
    return mode


def _days(record: Record, findings: _Findings, *, is_eligible: bool) -> tuple[float, float, float]:
    columns = ("office_days", "home_days", "hub_days")
    if not any(record[column] for column in columns):
        return REMOTE_WEEK if is_eligible else OFFICE_WEEK
    counts = [_day_count(record, column, findings) for column in columns]
    office, home, hub = (count or 0.0 for count in counts)
    if None not in counts:
        given = next(column for column in columns if record[column])
        _check_week(record, given, office + home + hub, findings)
    return office, home, hub


def _day_count(record: Record, column: str, findings: _Findings) -> float | None:
    if not record[column]:
        return 0.0
    number = number_in(record[column])
    if number is None:
        findings.error(record.error(column, "number_expected"))
        return None
    if number < 0:
        findings.error(record.error(column, "number_negative"))
        return None
    return number


def _check_week(record: Record, column: str, total: float, findings: _Findings) -> None:
    if total == 0:
        findings.error(record.error(column, "no_days"))
    elif total > WEEK_DAYS:
        findings.error(record.error(column, "too_many_days", {"days": f"{total:g}"}))
    elif total > WORKING_DAYS:
        findings.problems.append(record.warning(column, "many_days", {"days": f"{total:g}"}))


def _home(
    record: Record, home: Located | NotLocated, study: _Study, findings: _Findings
) -> Located | None:
    if isinstance(home, NotLocated):
        findings.error(record.error("home", home.code, home.params))
        return None
    if home.precision is Precision.POSTAL_AREA:
        params = {"place": home.place}
        findings.problems.append(record.warning("home", "home_in_postal_area", params))
    far = nearest_km(home.position, study.positions)
    if FAR_KM < far < float("inf"):
        params = {"km": f"{far:.0f}"}
        findings.problems.append(record.warning("home", "home_far_away", params))
    elif study.municipalities and home.municipality not in study.municipalities:
        params = {"municipality": home.municipality}
        findings.problems.append(record.warning("home", "home_outside_study", params))
    return home


def _workplace(
    record: Record, home: Located | None, study: _Study, findings: _Findings
) -> str | None:
    given = record["workplace"]
    if given:
        if given not in study.sites:
            findings.error(record.error("workplace", "workplace_unknown"))
            return None
        return given
    if home is None:
        return None
    employer = folded(record["employer"])
    own = [site for site in study.offices if folded(site.provider) == employer]
    choices = own or study.offices
    if not choices:
        findings.error(record.error("workplace", "no_own_office"))
        return None
    return min(choices, key=lambda site: _metres_between(home.position, site.position)).site_id


def _metres_between(one: Sweref, other: Sweref) -> float:
    return hypot(one.north - other.north, one.east - other.east)


def _with_one_municipality_a_cell(people: Iterable[PersonRow]) -> list[PersonRow]:
    """A cell across a border counts to the municipality where most of its people live."""
    rows = list(people)
    votes: dict[Cell, Counter[str]] = defaultdict(Counter)
    for row in rows:
        votes[row.employee.home][row.employee.municipality] += 1
    winner = {
        cell: min(counts, key=lambda name: (-counts[name], name)) for cell, counts in votes.items()
    }
    return [
        row
        if row.employee.municipality == winner[row.employee.home]
        else replace(row, employee=replace(row.employee, municipality=winner[row.employee.home]))
        for row in rows
    ]
