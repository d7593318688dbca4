"""The room's tables as workbooks. Texts are written as texts, so that no name can be a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.http import HttpResponse

from arbetshubb.tables.sheet_names import sheet_name
from arbetshubb.ui import formats

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EXACT_UNDER: Final = 100

type Value = str | float | None
"""``None`` is a hidden figure."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a heading row and rows of values."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def workbook(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """The sheets as a file to download."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return HttpResponse(
        content.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _write(book: Any, sheet: Sheet) -> None:  # Any: xlsxwriter has no types
    page = book.add_worksheet(sheet_name(sheet.name))
    head = book.add_format(
        {"bold": True, "bg_color": "#e4efe8", "text_wrap": True, "valign": "top"}
    )
    quiet = book.add_format({"italic": True, "font_color": "#566661", "align": "right"})
    plain = book.add_format({"num_format": "#,##0"})
    exact = book.add_format({"num_format": "#,##0.##"})
    for column, name in enumerate(sheet.head):
        page.write_string(0, column, name, head)
    for line, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if value is None:
                page.write_string(line, column, formats.hidden_text(), quiet)
            elif isinstance(value, str):
                page.write_string(line, column, value)
            else:
                form = plain if abs(value) >= _EXACT_UNDER else exact
                page.write_number(line, column, value, form)
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 34)
    page.set_column(1, max(1, len(sheet.head) - 1), 20)
