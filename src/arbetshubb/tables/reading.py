"""Read a CSV or spreadsheet file into a ``Table``; the dialects are in the two ``…_cells``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from arbetshubb.tables.csv_cells import csv_cells
from arbetshubb.tables.problems import Problem, UnreadableFile
from arbetshubb.tables.sheet_cells import is_spreadsheet, sheet_cells
from arbetshubb.tables.table import Row, Table

MAX_BYTES: Final = 60_000_000
MAX_ROWS: Final = 500_000
MAX_COLUMNS: Final = 200

# Invisible characters that spreadsheets and web pages leave in copied text.
_INVISIBLE: Final = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
_SPACES: Final = dict.fromkeys([0x00A0, 0x2007, 0x2009, 0x202F], " ")


def read_table(
    content: bytes, *, name: str, max_bytes: int = MAX_BYTES, max_rows: int = MAX_ROWS
) -> Table:
    """The table in ``content``: CSV (``;``, ``,`` or tab), XLSX, XLS or ODS.

    What the file is, is seen from the content, not from ``name``, which is only kept to tell
    where a problem is. The first row that is not empty is the header; empty rows are skipped.

    Raises:
        UnreadableFile: the file is empty, too large, broken or no table at all.
    """
    if len(content) > max_bytes:
        raise UnreadableFile(code="file_too_large", params={"limit": f"{max_bytes // 1_000_000}"})
    cells = sheet_cells(content, max_rows) if is_spreadsheet(content) else csv_cells(content)
    rows = _rows(cells, max_rows)
    if not rows:
        raise UnreadableFile(code="file_empty")
    header, *body = rows
    columns = _without_empty_end(header.values)
    if len(columns) > MAX_COLUMNS:
        raise UnreadableFile(code="too_many_columns", params={"limit": str(MAX_COLUMNS)})
    width = len(columns)
    return Table(
        name=name,
        columns=columns,
        rows=tuple(Row(row.number, _of_width(row.values, width)) for row in body),
        header_row=header.number,
        problems=tuple(_spill(name, row, width) for row in body if any(row.values[width:])),
    )


def clean(text: str) -> str:
    """The text in composed Unicode form with plain spaces and nothing invisible."""
    if text.isascii():
        return text.strip()
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE).translate(_SPACES))
    return text.strip()


def _rows(cells: Iterable[tuple[int, list[str]]], max_rows: int) -> list[Row]:
    rows: list[Row] = []
    for number, values in cells:
        cleaned = tuple(clean(value) for value in values)
        if not any(cleaned):
            continue
        if len(rows) > max_rows:
            raise UnreadableFile(code="too_many_rows", params={"limit": str(max_rows)})
        rows.append(Row(number, cleaned))
    return rows


def _without_empty_end(values: tuple[str, ...]) -> tuple[str, ...]:
    width = max(index for index, value in enumerate(values, start=1) if value)
    return values[:width]


def _of_width(values: tuple[str, ...], width: int) -> tuple[str, ...]:
    return values[:width] + ("",) * (width - len(values))


def _spill(name: str, row: Row, width: int) -> Problem:
    extra = next(value for value in row.values[width:] if value)
    return Problem(
        file=name,
        row=row.number,
        column=str(width + 1),
        value=extra,
        code="too_many_cells",
        params={"columns": str(width)},
    )
