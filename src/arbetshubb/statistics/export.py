"""Statistics as a workbook: the table on the page, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from arbetshubb.statistics.display.told import ToldColumn
from arbetshubb.statistics.display.words import marks_of
from arbetshubb.statistics.models import Edition
from arbetshubb.tables.sheet_names import sheet_name
from arbetshubb.ui import formats
from arbetshubb.ui.tables import Column, DataTable

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(
    table: DataTable, editions: Sequence[Edition], *, name: str, facts: Sequence[str] = ()
) -> HttpResponse:
    """The whole table as an XLSX file, with a sheet about its sources."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    _table_sheet(book, table)
    _source_sheet(book, editions, facts)
    book.close()
    return HttpResponse(
        content.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{slugify(name)}.xlsx"'},
    )


def _table_sheet(book: Any, table: DataTable) -> None:  # Any: xlsxwriter has no types
    page = book.add_worksheet(sheet_name(str(table.caption)))
    head = book.add_format({"bold": True, "bg_color": "#e4efe8", "text_wrap": True})
    for place, column in enumerate(table.columns):
        page.write_string(0, place, str(column.label), head)
    for row_number, row in enumerate(table.rows, start=1):
        for place, column in enumerate(table.columns):
            _write(page, row_number, place, column, row)
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 30)
    page.set_column(1, max(1, len(table.columns) - 1), 18)


def _write(page: Any, row_number: int, place: int, column: Column, row: Any) -> None:  # Any: rows
    """A number as a number when it is all that is said; else the words of the page."""
    text = column.cell(row).text
    value: float | None = None
    if isinstance(column, ToldColumn):
        size = column.size(row) if column.size else None
        value = size if size is not None and _is_plain(text) else None
    elif column.is_number:
        value = formats.value_of(column.of(row))
    if value is None:
        page.write_string(row_number, place, text)
    else:
        page.write_number(row_number, place, value)


def _is_plain(text: str) -> bool:
    return not any(char.isalpha() for char in text)


def _source_sheet(book: Any, editions: Sequence[Edition], facts: Sequence[str]) -> None:
    page = book.add_worksheet(sheet_name(_("About the figures")))
    rows: list[tuple[str, str]] = [(_("To mind"), fact) for fact in facts if fact]
    for edition in editions:
        dataset = edition.dataset
        if dataset is None:
            continue
        rows += [
            (_("Statistics"), dataset.title),
            (_("Publisher"), dataset.publisher),
            (_("Table"), dataset.table_id),
            (_("Licence"), dataset.licence),
            (_("Years"), edition.years),
            (_("Published"), edition.published.isoformat() if edition.published else "–"),
            (_("File"), edition.file_name),
            (_("Fingerprint"), edition.fingerprint),
            (_("To mind"), ", ".join(str(mark) for mark in marks_of(edition))),
            *((_("Break in series"), str(each)) for each in dataset.breaks.all()),
        ]
    for number, (label, text) in enumerate(rows):
        page.write_string(number, 0, label)
        page.write_string(number, 1, text)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
