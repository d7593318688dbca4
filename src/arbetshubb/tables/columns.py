"""Which of a table's columns are the ones asked for, under any of their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from arbetshubb.tables.problems import Params, Problem, Severity
from arbetshubb.tables.table import Row, Table
from arbetshubb.tables.values import folded


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a table may have. ``aliases`` are its other names, the Swedish one first."""

    name: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the column goes under."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Record:
    """One row by column name. A column that the file does not have reads as empty."""

    table: ReadTable
    row: Row

    def __getitem__(self, column: str) -> str:
        index = self.table.index_of.get(column)
        return "" if index is None else self.row.values[index]

    @property
    def number(self) -> int:
        """The row's number in the file."""
        return self.row.number

    def error(self, column: str, code: str, params: Params | None = None) -> Problem:
        """A problem of this row that stops the import."""
        return self._problem(column, code, params or {}, Severity.ERROR)

    def warning(self, column: str, code: str, params: Params | None = None) -> Problem:
        """A problem of this row that is told and does not stop."""
        return self._problem(column, code, params or {}, Severity.WARNING)

    def _problem(self, column: str, code: str, params: Params, severity: Severity) -> Problem:
        return Problem(
            file=self.table.name,
            row=self.number,
            column=self.table.shown_name(column),
            value=self[column],
            code=code,
            params=params,
            severity=severity,
        )


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table whose columns are known. ``problems`` holds those of its header and shape."""

    name: str
    columns: tuple[str, ...]
    index_of: Mapping[str, int]
    rows: tuple[Row, ...]
    header_row: int
    problems: tuple[Problem, ...]

    def records(self) -> Iterator[Record]:
        """The rows, readable by column name."""
        return (Record(self, row) for row in self.rows)

    def shown_name(self, column: str) -> str:
        """The column as the file spells it."""
        index = self.index_of.get(column)
        return column if index is None else self.columns[index]


def with_columns(table: Table, columns: Sequence[Column]) -> ReadTable:
    """``table`` read as having ``columns``; names compare without case, accents and spaces.

    Missing required columns and columns given twice are errors, unknown columns are warnings.
    """
    wanted = {folded(name): column for column in columns for name in column.names}
    index_of: dict[str, int] = {}
    problems = list(table.problems)
    for index, shown in enumerate(table.columns):
        if not shown:
            continue
        column = wanted.get(folded(shown))
        if column is None:
            problems.append(_unknown(table, shown, wanted))
        elif column.name in index_of:
            params = {"first": table.columns[index_of[column.name]]}
            problems.append(_header_problem(table, shown, "column_twice", params))
        else:
            index_of[column.name] = index
    problems += [
        _header_problem(table, column.name, "column_missing", _names(column, table))
        for column in columns
        if column.is_required and column.name not in index_of
    ]
    return ReadTable(
        name=table.name,
        columns=table.columns,
        index_of=index_of,
        rows=table.rows,
        header_row=table.header_row,
        problems=tuple(problems),
    )


def _unknown(table: Table, shown: str, wanted: Mapping[str, Column]) -> Problem:
    close = get_close_matches(folded(shown), wanted, n=1, cutoff=0.8)
    if close:
        names = wanted[close[0]].names
        params = {"suggestion": next(name for name in names if folded(name) == close[0])}
        return _header_problem(table, shown, "column_misspelt", params, Severity.WARNING)
    return _header_problem(table, shown, "column_unknown", {}, Severity.WARNING)


def _names(column: Column, table: Table) -> Params:
    return {
        "names": ", ".join(column.names[:2]),
        "found": ", ".join(name for name in table.columns if name),
    }


def _header_problem(
    table: Table, column: str, code: str, params: Params, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(
        file=table.name,
        row=table.header_row,
        column=column,
        value=column if column in table.columns else "",
        code=code,
        params=params,
        severity=severity,
    )
