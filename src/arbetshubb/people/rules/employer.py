"""A file read on the web describes the people of one employer: the one who reads it in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from arbetshubb.people.rules.columns import PEOPLE_COLUMNS
from arbetshubb.tables.columns import with_columns
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import folded

EMPLOYER = "employer"


def with_employer(table: Table, employer: str) -> Table:
    """The table with a column for the employer, filled in where the file leaves it out."""
    index = with_columns(table, PEOPLE_COLUMNS).index_of.get(EMPLOYER)
    if index is None:
        rows = (replace(row, values=(*row.values, employer)) for row in table.rows)
        return replace(table, columns=(*table.columns, EMPLOYER), rows=tuple(rows))
    rows = (
        row
        if row.values[index]
        else replace(row, values=(*row.values[:index], employer, *row.values[index + 1 :]))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def check_employer(table: Table, names: Collection[str]) -> tuple[Problem, ...]:
    """A problem for every row whose employer is none of ``names``.

    Otherwise a file of another employer's people would be taken for the own ones, and all of the
    own be listed as gone.
    """
    known = {folded(name) for name in names}
    return tuple(
        record.error(EMPLOYER, "employer_other", {"employer": next(iter(names), "")})
        for record in with_columns(table, PEOPLE_COLUMNS).records()
        if folded(record[EMPLOYER]) not in known
    )
