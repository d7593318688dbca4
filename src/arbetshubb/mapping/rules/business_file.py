"""Which business trips a file holds: sums by means of travel, unit and month. Reads no file.

The file is drawn from travel expenses and the travel agency's invoices. Nobody's name is in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from arbetshubb.mapping.rules.identity import identifying_cells, refused_columns
from arbetshubb.tables.columns import Column, Record, with_columns
from arbetshubb.tables.problems import Problem, in_file_order
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import choices_of, folded, number_in, vocabulary_of, word_of

MOST_KM: Final = 100_000_000.0
MOST_KRONOR: Final = 1_000_000_000.0
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100


class TripMode(StrEnum):
    """How somebody travels in their work."""

    OWN_CAR = "own_car"
    POOL_CAR = "pool_car"
    ELECTRIC_CAR = "electric_car"
    TAXI = "taxi"
    HIRE_CAR = "hire_car"
    BUS = "bus"
    TRAIN = "train"
    FLIGHT = "flight"


# The English word first, the Swedish second, then others that mean the same.
TRIP_WORDS: Final[Mapping[TripMode, tuple[str, ...]]] = MappingProxyType(
    {
        TripMode.OWN_CAR: ("own_car", "egen_bil", "privat bil i tjänsten", "private car", "car"),
        TripMode.POOL_CAR: ("pool_car", "poolbil", "tjänstebil", "company_car", "verksamhetsbil"),
        TripMode.ELECTRIC_CAR: ("electric_car", "elbil", "el-poolbil", "electric pool car"),
        TripMode.TAXI: ("taxi", "taxi", "cab"),
        TripMode.HIRE_CAR: ("hire_car", "hyrbil", "rental_car", "korttidshyrd bil"),
        TripMode.BUS: ("bus", "buss", "länsbuss"),
        TripMode.TRAIN: ("train", "tåg", "rail"),
        TripMode.FLIGHT: ("flight", "flyg", "air", "inrikesflyg", "utrikesflyg", "plane"),
    }
)
TRIP_MODES: Final = vocabulary_of(TRIP_WORDS)

BUSINESS_COLUMNS: Final = (
    Column("mode", ("färdsätt", "färdmedel", "resesätt"), is_required=True),
    Column("km", ("kilometer", "km_totalt", "körda_km"), is_required=True),
    Column("kronor", ("kostnad", "kr", "sek", "cost")),
    Column("period", ("månad", "år", "year", "month"), is_required=True),
    Column("unit", ("enhet", "avdelning", "förvaltning")),
)

_YEAR: Final = re.compile(r"(\d{4})")
_MONTH: Final = re.compile(r"(\d{4})[-/. ]?(\d{2})([-/. ]?\d{2})?")
_QUARTER: Final = re.compile(r"(\d{4})[-/. ]?[qk]v?([1-4])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Trips:
    """The trips of one unit by one means in one period: sums, not single trips.

    ``period`` is ``2026``, ``2026-Q1`` or ``2026-03``; a day becomes its month. ``kronor`` is
    ``None`` when the file does not say.
    """

    unit: str
    mode: str
    period: str
    km: float
    kronor: float | None

    @property
    def year(self) -> int:
        """The year the period lies in."""
        return int(self.period[:4])


@dataclass(frozen=True, slots=True)
class BusinessRead:
    """The trips of a file and what was wrong in it. With an error, use none of them."""

    trips: tuple[Trips, ...]
    problems: tuple[Problem, ...]


def parse_business(table: Table, *, units: Collection[str]) -> BusinessRead:
    """The trips in ``table``, summed by unit, means and period; O(rows).

    ``units`` are the register's own names; a unit that is not among them is a note, and its
    trips count to the whole only.
    """
    refused = refused_columns(table, BUSINESS_COLUMNS)
    if refused:
        return BusinessRead((), refused)
    read = with_columns(table, BUSINESS_COLUMNS)
    problems = [*read.problems, *identifying_cells(table)]
    if any(problem.is_error for problem in problems):
        return BusinessRead((), in_file_order(problems))
    if not read.rows:
        problems.append(Problem(read.name, read.header_row, "mode", "", "no_rows"))
    known = {folded(name): name for name in units}
    found = []
    for record in read.records():
        trips, wrong = _trips(record, known)
        problems += wrong
        if trips is not None:
            found.append(trips)
    return BusinessRead(_summed(found), in_file_order(problems))


def _trips(record: Record, units: Mapping[str, str]) -> tuple[Trips | None, list[Problem]]:
    problems: list[Problem] = []
    mode = word_of(record["mode"], TRIP_MODES)
    if mode is None:
        code = "word_unknown" if record["mode"] else "value_missing"
        problems.append(record.error("mode", code, choices_of(TRIP_WORDS)))
    period = period_in(record["period"])
    if not period:
        problems.append(record.error("period", "period_unknown"))
    km = _amount(record, "km", MOST_KM, problems)
    if km is None and not record["km"]:
        problems.append(record.error("km", "value_missing"))
    kronor = _amount(record, "kronor", MOST_KRONOR, problems)
    unit = record["unit"]
    if unit and units and folded(unit) not in units:
        problems.append(record.warning("unit", "unit_unknown"))
        unit = ""
    is_wrong = any(problem.is_error for problem in problems)
    if is_wrong or mode is None or km is None:
        return None, problems
    return Trips(units.get(folded(unit), unit), mode.value, period, km, kronor), problems


def period_in(text: str) -> str:
    """``2026``, ``2026-Q1`` or ``2026-03`` out of many ways to write it; empty when it is none."""
    text = text.strip()
    if quarter := _QUARTER.fullmatch(text):
        found = f"{quarter[1]}-Q{quarter[2]}"
    elif year := _YEAR.fullmatch(text):
        found = year[1]
    elif (month := _MONTH.fullmatch(text)) and 1 <= int(month[2]) <= 12:  # noqa: PLR2004 - months
        found = f"{month[1]}-{month[2]}"
    else:
        return ""
    return found if FIRST_YEAR <= int(found[:4]) <= LAST_YEAR else ""


def _amount(record: Record, column: str, most: float, problems: list[Problem]) -> float | None:
    if not record[column]:
        return None
    number = number_in(record[column])
    if number is None:
        problems.append(record.error(column, "number_expected"))
    elif number < 0:
        problems.append(record.error(column, "number_negative"))
    elif number > most:
        problems.append(record.error(column, "number_too_large", {"limit": f"{most:.0f}"}))
    else:
        return number
    return None


def _summed(rows: Collection[Trips]) -> tuple[Trips, ...]:
    """One row for each unit, means and period; kronor is not said when no row says it."""
    sums: dict[tuple[str, str, str], tuple[float, float | None]] = {}
    for row in rows:
        km, kronor = sums.get((row.unit, row.mode, row.period), (0.0, None))
        both = (kronor or 0.0) + (row.kronor or 0.0)
        is_said = kronor is not None or row.kronor is not None
        sums[row.unit, row.mode, row.period] = (km + row.km, both if is_said else None)
    return tuple(sorted(
        (Trips(*key, km=round(km, 1), kronor=kronor) for key, (km, kronor) in sums.items()),
        key=lambda each: (each.unit, each.mode, each.period),
    ))  # fmt: skip
