"""Reads PxWeb's CSV: one row a figure, or values of one variable spread over the columns."""

from __future__ import annotations

import re
from typing import Final

from arbetshubb.statistics.rules.cube import Cube, NotThatShape
from arbetshubb.statistics.rules.jsonstat import cube_of_cells
from arbetshubb.statistics.rules.kinds import About
from arbetshubb.statistics.rules.marks import figure_in
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import folded

VARIABLES: Final = frozenset({
    "bostadskommun", "arbetsställekommun", "arbetsstallekommun", "hemkommun", "region", "kön",
    "kon", "sex", "gender", "ålder", "alder", "age", "år", "ar", "tid", "year", "time",
    "municipalityofresidence", "municipalityofwork", "municipalityofworkplace", "regionofresidence",
    "placeofresidence", "tabellinnehåll", "tabellinnehall", "contents", "contentscode", "deso",
    "område", "kommun",
})  # fmt: skip
"""Folded names of the variables that the tables we read have."""
_FOLDED: Final = frozenset(folded(word) for word in VARIABLES)
_YEAR: Final = re.compile(r"(19|20)\d\d")
_MOST_PROBLEMS: Final = 100


def is_px_csv(table: Table) -> bool:
    """Whether the header names at least two variables of a statistics table."""
    return sum(folded(column) in _FOLDED for column in table.columns) >= 2  # noqa: PLR2004


def cube_from_csv(table: Table, about: About) -> tuple[Cube, tuple[Problem, ...]]:
    """The table in the file, and its rows that could not be read, which are not in it.

    Raises:
        NotThatShape: there is no column with figures.
    """
    stub = [i for i, column in enumerate(table.columns) if folded(column) in _FOLDED]
    spread = [i for i, column in enumerate(table.columns) if column and i not in stub]
    if not spread:
        raise NotThatShape(code="no_figures_column", found=", ".join(table.columns))
    names = {folded(table.columns[i]) for i in stub}
    heads = [_spread_over([table.columns[i] for i in spread], names)]
    if heads[0][0] == "year_and_contents":
        heads = [("Tid", "år"), ("ContentsCode", "tabellinnehåll")]
    cells: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    for row in table.rows:
        codes = tuple(row.values[i] for i in stub)
        if not any(codes[1:]) or not all(codes):
            if any(row.values[i] for i in spread):
                problems.append(_problem(table, row.number, stub[0], codes[0], "code_missing"))
            continue  # notes under the table
        for i in spread:
            text = row.values[i]
            if figure_in(text) is None:
                problems.append(_problem(table, row.number, i, text, "figure_unreadable"))
                continue
            cells.append((*codes, *_column_codes(table.columns[i], heads), text))
        if len(problems) >= _MOST_PROBLEMS:
            break
    own = [(table.columns[i], table.columns[i]) for i in stub]
    return cube_of_cells([*own, *heads], cells, {}, about), tuple(problems)


def _spread_over(columns: list[str], names: set[str]) -> tuple[str, str]:
    """Which variable the columns of figures are values of."""
    has_year = bool(names & {"ar", "tid", "year", "time"})
    years = [bool(_YEAR.search(column)) for column in columns]
    if not has_year and all(years):
        is_plain = all(_YEAR.fullmatch(column.strip()) for column in columns)
        return ("Tid", "år") if is_plain else ("year_and_contents", "")
    if "bostadskommun" in names and not names & {"arbetsstallekommun"} and len(columns) > 1:
        return ("Arbetsstallekommun", "arbetsställekommun")
    return ("ContentsCode", "tabellinnehåll")


def _column_codes(column: str, heads: list[tuple[str, str]]) -> tuple[str, ...]:
    if len(heads) == 1:
        return (column.strip(),)
    found = _YEAR.search(column)
    year = found[0] if found else ""
    return year, " ".join(column.replace(year, "").split())


def _problem(table: Table, row: int, column: int, value: str, code: str) -> Problem:
    return Problem(
        file=table.name, row=row, column=table.columns[column], value=value, code=code,
        params={"value": value[:40]},
    )  # fmt: skip
