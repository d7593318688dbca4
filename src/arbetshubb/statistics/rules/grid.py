"""Reads population by square in SWEREF 99 TM, as Statistics Sweden publishes it.

Squares are named by their south-west corner: ``3940006133000`` is east 394000 and north 6133000
(``rutid_scb``), or ``…RES1000mN6133000E394000`` (``rutid_inspire``). Smaller squares are added up
to whole kilometres.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import CELL_METRES, BoolArray, FloatArray, IntArray
from arbetshubb.statistics.rules.cube import NotThatShape
from arbetshubb.statistics.rules.figures import TOTAL, UNKNOWN, Axis, Figures, Status, StatusArray
from arbetshubb.statistics.rules.marks import ages_in, figure_in
from arbetshubb.statistics.rules.shapes import PEOPLE, WORKING_AGE, WORKING_AGES
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.values import folded

_ID: Final = ("rutidscb", "rutid", "ruta", "rutidinspire", "gridid")
_PEOPLE: Final = ("beftotalt", "totalt", "totalbefolkning", "befolkning", "folkmangd", "tot", "pop")
_DAY: Final = ("referenstid", "ar", "year")
_AGE_COLUMN: Final = re.compile(r"^(ald|ald_|alder_|å|a)?(?P<low>\d{1,3})[_-](?P<high>\d{1,3})$")
_BY_CORNER: Final = re.compile(r"^(?P<east>\d{6})(?P<north>\d{7})$")
_INSPIRE: Final = re.compile(r"CRS(?P<crs>\d+)RES\d+mN(?P<north>\d+)E(?P<east>\d+)$", re.IGNORECASE)
_EASTS: Final = (200_000, 1_000_000)
_NORTHS: Final = (6_000_000, 7_800_000)
_MOST_PROBLEMS: Final = 100


@dataclass(frozen=True, eq=False)
class Columns:
    """A file of squares as text or number columns, each as long as the file has squares.

    ``first_row`` is the number of the first square's row in the file.
    """

    file: str
    by_name: Mapping[str, Sequence[object]]
    first_row: int = 2

    def find(self, *names: str) -> str | None:
        """The file's own name of the first column under one of the folded ``names``."""
        for name in names:
            for own in self.by_name:
                if folded(own) == name:
                    return own
        return None


def is_grid(names: Sequence[str]) -> bool:
    """Whether the columns are those of squares with inhabitants."""
    known = {folded(name) for name in names}
    return bool(known & set(_ID)) and bool(known & set(_PEOPLE))


def figures_from_grid(columns: Columns, *, period: str = "") -> tuple[Figures, list[Problem]]:
    """People and, when the file has ages, people of working age in each 1 km square.

    Raises:
        NotThatShape: squares are in another system, or the file does not say its year.
    """
    identity, counted = columns.find(*_ID), columns.find(*_PEOPLE)
    if identity is None or counted is None:
        raise NotThatShape(code="table_unknown", found=", ".join(columns.by_name))
    year = period or _year(columns)
    cells, problems = _cells(columns, identity)
    people, people_status = _numbers(columns, [counted], problems)
    found = [_figures(cells, people, people_status, year, PEOPLE)]
    ages = _working_age_columns(columns)
    if ages:
        working, working_status = _numbers(columns, ages, problems)
        found.append(_figures(cells, working, working_status, year, WORKING_AGE))
    return _stacked(found), problems[:_MOST_PROBLEMS]


def corner_in(text: str) -> tuple[int, int] | None:
    """North and east in metres of a square's id; ``None`` when it is none in SWEREF 99 TM.

    Raises:
        NotThatShape: the id is of the European grid in another system.
    """
    plain = text.strip().removesuffix(".0")
    if found := _BY_CORNER.match(plain):
        north, east = int(found["north"]), int(found["east"])
    elif found := _INSPIRE.search(plain):
        if found["crs"] != "3006":
            raise NotThatShape(code="grid_other_system", system=f"EPSG:{found['crs']}")
        north, east = int(found["north"]), int(found["east"])
    else:
        return None
    if _NORTHS[0] <= north < _NORTHS[1] and _EASTS[0] <= east < _EASTS[1]:
        return north, east
    return None


def cell_code(north_km: int, east_km: int) -> str:
    """The square's id as ``rutid_scb`` has it."""
    return f"{east_km * CELL_METRES:06d}{north_km * CELL_METRES:07d}"


def corners_of(codes: Sequence[str]) -> tuple[IntArray, IntArray]:
    """``[cell]`` kilometres north and east of cells named as ``cell_code`` does."""
    number = np.asarray(codes, dtype=np.int64) if len(codes) else np.zeros(0, dtype=np.int64)
    east, north = np.divmod(number, 10_000_000)
    return north // CELL_METRES, east // CELL_METRES


@dataclass(frozen=True, eq=False)
class _Cells:
    codes: tuple[str, ...]
    index: IntArray
    is_good: BoolArray


def _cells(columns: Columns, identity: str) -> tuple[_Cells, list[Problem]]:
    problems: list[Problem] = []
    place: dict[str, int] = {}
    seen: set[str] = set()
    texts = [str(value) for value in columns.by_name[identity]]
    index = np.full(len(texts), -1, dtype=np.int64)
    for row, text in enumerate(texts):
        corner = corner_in(text)
        code = "square_unknown" if corner is None else "square_twice" if text in seen else ""
        if corner is None or code:
            if len(problems) < _MOST_PROBLEMS:
                problems.append(_problem(columns, row, identity, text, code))
            continue
        seen.add(text)
        name = cell_code(corner[0] // CELL_METRES, corner[1] // CELL_METRES)
        index[row] = place.setdefault(name, len(place))
    return _Cells(tuple(place), index, index >= 0), problems


def _numbers(
    columns: Columns, names: Sequence[str], problems: list[Problem]
) -> tuple[FloatArray, StatusArray]:
    """The sum of some columns for each square, not told when one of them is not."""
    total = np.zeros(len(columns.by_name[names[0]]))
    status = np.full(len(total), Status.OK, dtype=np.uint8)
    for name in names:
        plain = _plain_numbers(columns.by_name[name])
        if plain is not None:
            total += plain
            continue
        for row, given in enumerate(columns.by_name[name]):
            value, mark = _number(given)
            if mark is None or value < 0:
                if len(problems) < _MOST_PROBLEMS:
                    code = "figure_unreadable" if mark is None else "number_negative"
                    problems.append(_problem(columns, row, name, str(given), code))
            elif mark in UNKNOWN:
                status[row] = max(status[row], Status.SUPPRESSED)
            else:
                total[row] += value
    return total, status


def _plain_numbers(values: Sequence[object]) -> FloatArray | None:
    """The column as numbers when every one of them is a plain one: most files, in one step."""
    try:
        found = np.array(values).astype(np.float64)
    except (TypeError, ValueError):
        return None
    return found if found.size and bool((found >= 0).all()) else None


def _number(given: object) -> tuple[float, Status | None]:
    match given:
        case bool():
            return 0.0, None
        case int() | np.integer():
            return float(given), Status.OK
        case float() | np.floating() if not np.isnan(given):
            return float(given), Status.OK
        case None | float() | np.floating():
            return 0.0, Status.MISSING
        case _:
            read = figure_in(str(given))
            return read or (0.0, None)


def _figures(
    cells: _Cells, value: FloatArray, status: StatusArray, period: str, measure: str
) -> Figures:
    """One figure a 1 km square: smaller squares are summed, never over one that is not told."""
    good, size = cells.is_good, len(cells.codes)
    index = cells.index[good]
    total = np.bincount(index, value[good], minlength=size)
    hidden = np.bincount(index, np.isin(status[good], UNKNOWN), minlength=size) > 0
    marks = np.where(hidden, Status.SUPPRESSED, Status.OK).astype(np.uint8)
    return Figures(
        area=Axis(cells.codes, cells.codes, np.arange(size)),
        other=Axis.constant("", size),
        period=Axis.constant(period, size),
        measure=Axis.constant(measure, size),
        group=Axis.constant(TOTAL, size),
        value=np.where(hidden, np.nan, total),
        status=marks,
    )


def _stacked(parts: Sequence[Figures]) -> Figures:
    """Figures of the same cells and period, one measure after the other."""
    first = parts[0]
    size, count = len(first), len(parts)
    codes = tuple(part.measure.codes[0] for part in parts)
    zeros = np.zeros(size * count, dtype=np.int64)
    return Figures(
        area=Axis(first.area.codes, first.area.names, np.tile(first.area.index, count)),
        other=Axis(("",), ("",), zeros),
        period=Axis(first.period.codes, first.period.names, zeros),
        measure=Axis(codes, codes, np.repeat(np.arange(count), size)),
        group=Axis((TOTAL,), (TOTAL,), zeros),
        value=np.concatenate([part.value for part in parts]),
        status=np.concatenate([part.status for part in parts]),
    )


def _working_age_columns(columns: Columns) -> list[str]:
    """The columns that together are the working ages.

    Statistics Sweden's ``ald20_25`` is 20 up to, not including, 25: the next starts at 25.
    """
    low, high = WORKING_AGES
    classes: dict[str, tuple[int, int]] = {}
    for name in columns.by_name:
        plain = folded(name) if name.isalnum() else name.casefold()
        if found := _AGE_COLUMN.match(plain):
            classes[name] = (int(found["low"]), int(found["high"]))
        elif ages := ages_in(name):
            classes[name] = ages
    starts = {start for start, _end in classes.values()}
    inside = [
        (name, start, end - 1 if end > start and (end in starts or _is_scb(name)) else end)
        for name, (start, end) in classes.items()
    ]
    chosen = [(name, start, end) for name, start, end in inside if low <= start and end <= high]
    years = sum(end - start + 1 for _name, start, end in chosen)
    return [name for name, _start, _end in chosen] if years == high - low + 1 else []


def _is_scb(name: str) -> bool:
    """Statistics Sweden's own classes of age never hold their upper end."""
    return name.casefold().startswith("ald")


def _year(columns: Columns) -> str:
    name = columns.find(*_DAY)
    values = list(columns.by_name[name]) if name else []
    years = {str(value)[:4] for value in values if value is not None}
    if len(years) == 1 and (year := years.pop()).isdigit():
        return year
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", columns.file)
    if found:
        return found[1]
    raise NotThatShape(code="year_unknown")


def _problem(columns: Columns, row: int, column: str, value: str, code: str) -> Problem:
    return Problem(
        file=columns.file, row=columns.first_row + row, column=column, value=value, code=code,
        params={"value": value[:40]},
    )  # fmt: skip
