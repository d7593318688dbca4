"""What tells who somebody is, in files that are to know nobody: columns and cells to refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from arbetshubb.mapping.rules.survey_columns import REFUSED_COLUMNS
from arbetshubb.people.rules import looks_like_person_number
from arbetshubb.tables.columns import Column
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.table import Table
from arbetshubb.tables.values import folded

_ADDRESS_OF_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def refused_columns(table: Table, columns: Sequence[Column]) -> tuple[Problem, ...]:
    """An error for each column that tells who somebody is, unless it is one that is asked for."""
    wanted = {folded(name) for column in columns for name in column.names}
    return tuple(
        Problem(table.name, table.header_row, shown, "", "column_identifies")
        for shown in table.columns
        if folded(shown) in REFUSED_COLUMNS - wanted
    )


def identifying_cells(table: Table) -> tuple[Problem, ...]:
    """An error for each cell, in whatever column, that is a personal number or e-mail address.

    The value itself is not in the problem: it must not be kept.
    """
    return tuple(
        Problem(table.name, row.number, shown, "•••", code)
        for row in table.rows
        for shown, value in zip(table.columns, row.values, strict=True)
        if (code := _identifies(value))
    )


def _identifies(value: str) -> str:
    if _ADDRESS_OF_MAIL.search(value):
        return "cell_is_mail_address"
    return "cell_is_person_number" if looks_like_person_number(value) else ""
