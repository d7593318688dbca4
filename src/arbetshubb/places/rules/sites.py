"""Which sites a file describes, and what must hold for each. Reads no file itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus
from arbetshubb.places.rules.details import DETAIL_COLUMNS, SITE_ID
from arbetshubb.reference.gazetteer import Gazetteer, Located, NotLocated, Precision
from arbetshubb.reference.study import municipality_named
from arbetshubb.tables.columns import Column, ReadTable, Record, with_columns
from arbetshubb.tables.problems import Problem, has_errors, in_file_order
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import choices_of, number_in, vocabulary_of, whole_number_in, word_of

MAX_TEXT: Final = 200

SITE_COLUMNS: Final = (
    SITE_ID,
    Column("name", ("namn",), is_required=True),
    Column("municipality", ("kommun",)),
    Column("kind", ("slag", "typ", "type"), is_required=True),
    Column("position", ("läge", "koordinater", "coordinates", "locality", "ort")),
    Column("lat", ("latitude", "latitud", "breddgrad")),
    Column("lon", ("longitude", "longitud", "längdgrad", "lng")),
    Column("n", ("north", "northing", "nord", "norr")),
    Column("e", ("east", "easting", "öst", "ost")),
    Column("seats_min", ("platser_minst", "minst_platser", "antal_platser_minst")),
    Column("seats_max", ("platser_högst", "högst_platser", "antal_platser_högst")),
    Column("fixed_cost", ("fast_kostnad", "fast_kostnad_per_år")),
    Column("cost_per_seat", ("kostnad_per_plats", "kostnad_per_plats_och_år")),
    Column("cost_per_day", ("kostnad_per_dag", "dagpris")),
    Column("status", ("tillstånd",)),
    Column("provider", ("leverantör", "värd", "operatör", "ägare", "arbetsgivare")),
)

# The English word first, the Swedish second, then others that mean the same.
KIND_WORDS: Final[Mapping[SiteKind, tuple[str, ...]]] = MappingProxyType(
    {
        SiteKind.OWN_OFFICE: ("own_office", "eget kontor", "kontor", "office", "egen arbetsplats"),
        SiteKind.HUB: ("hub", "hubb", "arbetshubb", "work hub", "coworking"),
        SiteKind.CANDIDATE: ("candidate", "kandidat", "lokal", "premises"),
        SiteKind.HEALTH_CENTRE: ("health_centre", "hälsocentral", "vårdcentral", "health center"),
        SiteKind.BUSINESS_OFFICE: ("business_office", "näringslivskontor"),
        SiteKind.LIBRARY: ("library", "bibliotek"),
        SiteKind.OTHER: ("other", "annat", "övrigt", "skola", "school"),
    }
)
STATUS_WORDS: Final[Mapping[SiteStatus, tuple[str, ...]]] = MappingProxyType(
    {
        SiteStatus.EXISTING: ("existing", "finns", "befintlig", "open", "öppen", "i drift"),
        SiteStatus.CANDIDATE: ("candidate", "kandidat", "möjlig", "tänkbar", "ny", "new"),
        SiteStatus.CLOSED: ("closed", "stängd", "avvecklad", "nedlagd"),
    }
)

_KINDS: Final = vocabulary_of(KIND_WORDS)
_STATUSES: Final = vocabulary_of(STATUS_WORDS)
_COSTS: Final = ("fixed_cost", "cost_per_seat", "cost_per_day")
_PAIRS: Final = MappingProxyType({"lat": ("lat", "lon"), "n": ("n", "e")})
_EXISTING_KINDS: Final = frozenset({SiteKind.OWN_OFFICE, SiteKind.HUB})


@dataclass(frozen=True, slots=True)
class SitesRead:
    """The sites of a file and what was wrong in it. With an error, use none of the sites."""

    sites: tuple[Site, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Findings:
    """Problems collected while one row is read; ``is_fatal`` once the row cannot become a site."""

    problems: list[Problem]
    is_fatal: bool = False

    def error(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.is_fatal = True


def parse_sites(table: Table, *, gazetteer: Gazetteer) -> SitesRead:
    """The sites in ``table``. Every row is checked; a wrong one is reported and left out.

    Without ``status`` own offices and hubs exist and everything else is a candidate. The
    municipality, when not given, is the one that holds the position.
    """
    read = with_columns(table, (*SITE_COLUMNS, *DETAIL_COLUMNS))
    problems = [*read.problems, *_without_position_columns(read)]
    if has_errors(problems):
        return SitesRead((), in_file_order(problems))
    records = list(read.records())
    places = gazetteer.locate_all([_position_text(record) for record in records])
    sites: dict[str, Site] = {}
    for record, place in zip(records, places, strict=True):
        findings = _Findings(problems)
        site = _site(record, place, findings)
        if site is None:
            continue
        if site.site_id in sites:
            findings.error(record.error("site_id", "site_twice"))
            continue
        sites[site.site_id] = site
    if not records:
        problems.append(_no_rows(read))
    return SitesRead(tuple(sites.values()), in_file_order(problems))


def _site(record: Record, place: Located | NotLocated, findings: _Findings) -> Site | None:
    site_id = _text(record, "site_id", findings)
    name = _text(record, "name", findings)
    kind = word_of(record["kind"], _KINDS)
    if kind is None:
        code = "word_unknown" if record["kind"] else "value_missing"
        findings.error(record.error("kind", code, choices_of(KIND_WORDS)))
    status = _status(record, kind, findings)
    municipality = _municipality(record, place, findings)
    seats = _seats(record, findings)
    costs = {column: _cost(record, column, findings) for column in _COSTS}
    located = _located(record, place, findings)
    if findings.is_fatal or kind is None or status is None or located is None:
        return None
    return Site(
        site_id=site_id,
        name=name,
        municipality=municipality or located.municipality,
        kind=kind,
        position=located.position,
        status=status,
        seats_min=seats[0],
        seats_max=seats[1],
        fixed_cost=costs["fixed_cost"],
        cost_per_seat=costs["cost_per_seat"],
        cost_per_day=costs["cost_per_day"],
        provider=record["provider"][:MAX_TEXT],
    )


def _text(record: Record, column: str, findings: _Findings) -> str:
    text = record[column]
    if not text:
        findings.error(record.error(column, "value_missing"))
    elif len(text) > MAX_TEXT:
        findings.error(record.error(column, "text_too_long", {"limit": str(MAX_TEXT)}))
    return text


def _status(record: Record, kind: SiteKind | None, findings: _Findings) -> SiteStatus | None:
    if not record["status"]:
        return SiteStatus.EXISTING if kind in _EXISTING_KINDS else SiteStatus.CANDIDATE
    status = word_of(record["status"], _STATUSES)
    if status is None:
        findings.error(record.error("status", "word_unknown", choices_of(STATUS_WORDS)))
    return status


def _municipality(record: Record, place: Located | NotLocated, findings: _Findings) -> str | None:
    if not record["municipality"]:
        return None
    name = municipality_named(record["municipality"])
    if name is None:
        findings.error(record.error("municipality", "municipality_unknown"))
    elif isinstance(place, Located) and place.municipality != name:
        params = {"other": place.municipality}
        findings.problems.append(record.warning("municipality", "site_elsewhere", params))
    return name


def _seats(record: Record, findings: _Findings) -> tuple[int | None, int | None]:
    fewest = _whole(record, "seats_min", findings)
    most = _whole(record, "seats_max", findings)
    if fewest is not None and most is not None and fewest > most:
        findings.error(record.error("seats_max", "seats_reversed", {"fewest": str(fewest)}))
    return fewest, most


def _whole(record: Record, column: str, findings: _Findings) -> int | None:
    if not record[column]:
        return None
    number = whole_number_in(record[column])
    if number is None:
        findings.error(record.error(column, "whole_number_expected"))
    elif number < 0:
        findings.error(record.error(column, "number_negative"))
    return number


def _cost(record: Record, column: str, findings: _Findings) -> float | None:
    if not record[column]:
        return None
    number = number_in(record[column])
    if number is None:
        findings.error(record.error(column, "number_expected"))
    elif number < 0:
        findings.error(record.error(column, "number_negative"))
    return number


def _located(record: Record, place: Located | NotLocated, findings: _Findings) -> Located | None:
    column = _position_column(record)
    if isinstance(place, NotLocated):
        findings.error(record.error(column, place.code, place.params))
        return None
    if place.precision is Precision.POSTAL_AREA:
        params = {"place": place.place}
        findings.problems.append(record.warning(column, "site_in_postal_area", params))
    return place


def _position_text(record: Record) -> str:
    """The position as one text, whichever columns hold it."""
    first, second = _PAIRS.get(_position_column(record), ("position", ""))
    return f"{record[first]}; {record[second]}" if second else record[first]


def _position_column(record: Record) -> str:
    if record["position"]:
        return "position"
    return next((first for first, second in _PAIRS.values() if record[first] or record[second]),
                "position")  # fmt: skip


def _without_position_columns(read: ReadTable) -> Sequence[Problem]:
    has = read.index_of.keys()
    if "position" in has or {"lat", "lon"} <= has or {"n", "e"} <= has:
        return ()
    return (Problem(read.name, read.header_row, "position", "", "position_columns_missing"),)


def _no_rows(read: ReadTable) -> Problem:
    return Problem(read.name, read.header_row, "site_id", "", "no_rows")
