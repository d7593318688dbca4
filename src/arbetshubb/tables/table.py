"""A table as it stood in a file: text cells with their row numbers."""

from __future__ import annotations

from dataclasses import dataclass

from arbetshubb.tables.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty. ``number`` counts as a spreadsheet does; the header is a row."""

    number: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's columns and rows.

    Every row has as many values as there are columns; ``header_row`` is the header's row number.
    ``problems`` are those of the shape alone, such as rows with more cells than columns.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1
    problems: tuple[Problem, ...] = ()
