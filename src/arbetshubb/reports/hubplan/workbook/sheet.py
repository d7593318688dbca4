"""One sheet of a workbook: what stands in it and how it is written.

User text is always written as text, so a name that looks like a formula never becomes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

type Value = str | float | None
"""``None`` is a hidden figure."""


class Form(Enum):
    """How the values of a column are shown."""

    TEXT = "@"
    WHOLE = "#,##0"
    DECIMAL = "#,##0.00"
    GENERAL = "General"
    SHARE = "0 %"
    PERCENT = "0.000 %"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading with unit, form and width in characters."""

    title: str
    form: Form = Form.TEXT
    width: float = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a frozen, filtered heading row."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats of one workbook."""

    head: Any  # xlsxwriter has no types
    hidden: Any
    by_form: dict[Form, Any]


_ROW_HEIGHT: Final = 34


def write_sheet(book: Any, sheet: Sheet, formats: Formats, hidden: str) -> None:
    """Add the sheet to the workbook."""
    page = book.add_worksheet(sheet.name)
    page.set_row(0, _ROW_HEIGHT)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(0, index, column.title, formats.head)
    for line, row in enumerate(sheet.rows, 1):
        for index, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(page, line, index, value, column, formats, hidden)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_cell(  # noqa: PLR0913, PLR0917  a cell is a place, a value and how it looks
    page: Any,
    line: int,
    index: int,
    value: Value,
    column: SheetColumn,
    formats: Formats,
    hidden: str,
) -> None:
    if value is None:
        page.write_string(line, index, hidden, formats.hidden)
    elif isinstance(value, str):
        page.write_string(line, index, value, formats.by_form[Form.TEXT])
    else:
        page.write_number(line, index, value, formats.by_form[column.form])
