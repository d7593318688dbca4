"""Which answers a file of a travel survey holds, and what must hold for each. Reads no file.

A survey knows nobody: a file that tells who answered is refused whole. What is kept is coarse: a
1 km cell or only the municipality, whole kilometres, words out of lists. Free text, the order of
the answers and their times are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from arbetshubb.analysis.commuting import Fuel
from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus
from arbetshubb.analysis.workforce import Mode
from arbetshubb.mapping.rules.identity import identifying_cells, refused_columns
from arbetshubb.mapping.rules.survey_columns import (
    FUEL_WORDS,
    FUELS,
    MEASURE_COLUMNS,
    REASON_WORDS,
    REASONS,
    SURVEY_COLUMNS,
    WILLING,
    WILLING_CHOICES,
)
from arbetshubb.people.rules import MODE_WORDS, MODES
from arbetshubb.reference.gazetteer import Gazetteer, Located, NotLocated, Precision
from arbetshubb.tables.columns import ReadTable, Record, with_columns
from arbetshubb.tables.problems import Problem, Severity, in_file_order
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import choices_of, folded, number_in, word_of

MOST_KM: Final = 500.0
MOST_IN_CAR: Final = 9
WEEK_DAYS: Final = 7.0
USUAL_WEEK: Final = (5.0, 0.0, 0.0)
MAX_TEXT: Final = 100
_SEPARATORS: Final = re.compile(r"[,;|/+]")


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """One answer, as coarse as it is kept. An empty text means that nothing was said.

    Attributes:
        home_cell: id of a 1 km cell; empty when only the municipality is known.
        workplace: the site's id; empty when it is not said.
        mode_winter, mode_summer: ``Mode`` values.
        km: whole kilometres one way as stated, or ``-1``.
        in_car: how many sit in the car, at least 1.
        willing: one ``Willing`` value or empty a measure, in the order of ``MEASURE_COLUMNS``.
        reasons: ``Reason`` values.
    """

    unit: str
    home_municipality: str
    home_cell: str
    workplace: str
    mode_winter: str
    mode_summer: str
    office_days: float
    home_days: float
    hub_days: float
    in_car: int
    fuel: str
    km: int
    willing: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyRead:
    """The answers of a file and what was wrong in it. With an error, use none of them."""

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, eq=False)
class SurveyStudy:
    """What answers are checked against.

    ``units`` are the register's own names; ``municipalities`` every name in the country.
    """

    sites: Sequence[Site]
    units: Collection[str]
    municipalities: Collection[str]
    gazetteer: Gazetteer


@dataclass(slots=True)
class _Row:
    """A row under reading: its problems and whether it must be left out."""

    record: Record
    problems: list[Problem] = field(default_factory=list)

    def error(self, column: str, code: str, params: Mapping[str, str] | None = None) -> None:
        self.problems.append(self.record.error(column, code, params))

    def warning(self, column: str, code: str, params: Mapping[str, str] | None = None) -> None:
        self.problems.append(self.record.warning(column, code, params))

    @property
    def is_wrong(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def parse_survey(table: Table, study: SurveyStudy) -> SurveyRead:
    """The answers in ``table``, in an order that tells nothing; O(rows · columns).

    Left empty: ``mode_summer`` as in winter, days five at the workplace, ``in_car`` one.
    """
    refused = refused_columns(table, SURVEY_COLUMNS)
    if refused:
        return SurveyRead((), refused)
    read = with_columns(table, SURVEY_COLUMNS)
    identifying = identifying_cells(table)
    problems = [*read.problems, *identifying]
    if identifying or any(problem.is_error for problem in read.problems):
        return SurveyRead((), in_file_order(problems))
    if not read.rows:
        problems.append(Problem(read.name, read.header_row, "home", "", "no_rows"))
    answers = []
    for record, home in zip(read.records(), _homes(read, study), strict=True):
        row = _Row(record)
        answer = _answer(row, home, study)
        problems += row.problems
        if answer is not None and not row.is_wrong:
            answers.append(answer)
    return SurveyRead(tuple(sorted(answers)), in_file_order(problems))


def _homes(read: ReadTable, study: SurveyStudy) -> list[Located | NotLocated | Cell | str]:
    """Where each answer lives: located, a cell as written, a municipality's name, or not found."""
    names = {folded(name): name for name in study.municipalities}
    texts = [record["home"] for record in read.records()]
    located = study.gazetteer.locate_all(texts)
    return [
        _cell_in(text) or _home(text, found, names)
        for text, found in zip(texts, located, strict=True)
    ]


def _home(
    text: str, found: Located | NotLocated, names: Mapping[str, str]
) -> Located | NotLocated | str:
    whole = folded(text)
    is_kommun = whole.endswith("kommun")
    name = names.get(whole.removesuffix("kommun")) or names.get(
        whole.removesuffix("kommun").removesuffix("s")
    )
    if name and (is_kommun or isinstance(found, NotLocated)):
        return name
    return found


def _cell_in(text: str) -> Cell | None:
    try:
        return Cell.from_id(text.strip().upper())
    except ValueError:
        return None


def _answer(
    row: _Row, home: Located | NotLocated | Cell | str, study: SurveyStudy
) -> Answer | None:
    cell, municipality = _placed(row, home, study)
    winter = _mode(row, "mode_winter", Mode.CAR)
    summer = _mode(row, "mode_summer", winter) if row.record["mode_summer"] else winter
    days, fuel = _days(row), _fuel(row)
    if fuel == Fuel.ELECTRIC:
        winter, summer = _electric(winter), _electric(summer)
    elif Mode.ELECTRIC_CAR in {winter, summer}:
        fuel = fuel or Fuel.ELECTRIC.value
    return Answer(
        unit=_unit(row, study),
        home_municipality=municipality,
        home_cell=cell,
        workplace=_workplace(row, study),
        mode_winter=winter,
        mode_summer=summer,
        office_days=days[0],
        home_days=days[1],
        hub_days=days[2],
        in_car=_in_car(row),
        fuel=fuel,
        km=_km(row),
        willing=tuple(_willing(row, column) for column in MEASURE_COLUMNS.values()),
        reasons=_reasons(row),
    )


def _electric(mode: str) -> str:
    """A car that goes on electricity is an electric car, whichever question said so."""
    return Mode.ELECTRIC_CAR.value if mode == Mode.CAR else mode


def _placed(
    row: _Row, home: Located | NotLocated | Cell | str, study: SurveyStudy
) -> tuple[str, str]:
    """The cell and the municipality; a cell written as such is looked up by its middle."""
    match home:
        case NotLocated(code, params):
            row.error("home", code, params)
            return "", ""
        case Cell() as cell:
            found = study.gazetteer.locate(f"{cell.centre.north:.0f},{cell.centre.east:.0f}")
            if isinstance(found, NotLocated):
                row.error("home", found.code, found.params)
                return "", ""
            return cell.id, found.municipality
        case str() as name:
            return "", name
        case Located() as located:
            # The middle of a postal area is nobody's home: only the municipality is known.
            if located.precision is Precision.POSTAL_AREA:
                return "", located.municipality
            return Cell.containing(located.position).id, located.municipality


def _unit(row: _Row, study: SurveyStudy) -> str:
    given = row.record["unit"]
    if not given:
        return ""
    if len(given) > MAX_TEXT:
        row.error("unit", "text_too_long", {"limit": str(MAX_TEXT)})
    known = {folded(name): name for name in study.units}
    if known and folded(given) not in known:
        row.warning("unit", "unit_unknown")
        return ""
    return known.get(folded(given), given)


def _workplace(row: _Row, study: SurveyStudy) -> str:
    """The site with this id or name; without one, the only office if there is one."""
    given = folded(row.record["workplace"])
    if not given:
        offices = [site for site in study.sites if _is_office(site)]
        return offices[0].site_id if len(offices) == 1 else ""
    for site in study.sites:
        if given in {folded(site.site_id), folded(site.name)}:
            return site.site_id
    row.warning("workplace", "survey_workplace_unknown")
    return ""


def _is_office(site: Site) -> bool:
    return site.kind is SiteKind.OWN_OFFICE and site.status is not SiteStatus.CLOSED


def _mode(row: _Row, column: str, default: str) -> str:
    if not row.record[column]:
        row.error(column, "value_missing")
        return default
    found = word_of(row.record[column], MODES)
    if found is None and "samak" in folded(row.record[column]):
        return Mode.CAR.value
    if found is None:
        row.error(column, "word_unknown", choices_of(MODE_WORDS))
        return default
    return found.value


def _days(row: _Row) -> tuple[float, float, float]:
    columns = ("office_days", "home_days", "hub_days")
    if not any(row.record[column] for column in columns):
        return USUAL_WEEK
    office, home, hub = (_number(row, column, most=WEEK_DAYS) or 0.0 for column in columns)
    total = office + home + hub
    if total > WEEK_DAYS:
        row.error(next(name for name in columns if row.record[name]), "too_many_days",
                  {"days": f"{total:g}"})  # fmt: skip
    return round(office, 1), round(home, 1), round(hub, 1)


def _number(row: _Row, column: str, *, most: float) -> float | None:
    """The number in a cell, or ``None`` when it is empty or wrong."""
    if not row.record[column]:
        return None
    number = number_in(row.record[column])
    if number is None:
        row.error(column, "number_expected")
    elif number < 0:
        row.error(column, "number_negative")
    elif number > most:
        row.error(column, "number_too_large", {"limit": f"{most:g}"})
    else:
        return number
    return None


def _in_car(row: _Row) -> int:
    is_pool = any("samak" in folded(row.record[name]) for name in ("mode_winter", "mode_summer"))
    found = _number(row, "in_car", most=MOST_IN_CAR)
    if found is None:
        return 2 if is_pool else 1
    return max(1, round(found))


def _fuel(row: _Row) -> str:
    if not row.record["fuel"]:
        return ""
    found = word_of(row.record["fuel"], FUELS)
    if found is None:
        row.error("fuel", "word_unknown", choices_of(FUEL_WORDS))
        return ""
    return found.value


def _km(row: _Row) -> int:
    found = _number(row, "km", most=MOST_KM)
    return -1 if found is None else round(found)


def _willing(row: _Row, column: str) -> str:
    if not row.record[column]:
        return ""
    found = word_of(row.record[column], WILLING)
    if found is None:
        row.error(column, "word_unknown", WILLING_CHOICES)
        return ""
    return found.value


def _reasons(row: _Row) -> tuple[str, ...]:
    """The known words; others are not kept, since free text could name somebody."""
    found = set()
    for text in _SEPARATORS.split(row.record["reasons"]):
        if not text.strip():
            continue
        reason = word_of(text, REASONS)
        if reason is None:
            problem = row.record.warning("reasons", "reason_not_kept", choices_of(REASON_WORDS))
            row.problems.append(_without_value(problem))
        else:
            found.add(reason.value)
    return tuple(sorted(found))


def _without_value(problem: Problem) -> Problem:
    return Problem(
        problem.file, problem.row, problem.column, "•••", problem.code, problem.params,
        Severity.WARNING,
    )  # fmt: skip
