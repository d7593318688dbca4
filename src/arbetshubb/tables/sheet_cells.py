"""Cells of a spreadsheet (XLSX, XLS, ODS) as text a person would have typed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from arbetshubb.tables.problems import UnreadableFile

MAX_UNPACKED_BYTES: Final = 500_000_000
MAX_SHEET_COLUMNS: Final = 1000

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_spreadsheet(content: bytes) -> bool:
    """Whether the content starts like a workbook rather than like text."""
    return content.startswith((_ZIP, _OLE))


def sheet_cells(content: bytes, max_rows: int) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of the first visible sheet that holds anything.

    Raises:
        UnreadableFile: the workbook is broken, locked by a password or unpacks to too much.
    """
    _check_unpacked_size(content)
    try:
        rows = _first_filled_sheet(content, max_rows)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError) as error:
        raise UnreadableFile(code="broken_spreadsheet") from error
    except BaseException as error:
        # The Rust reader panics on some damaged files; PyO3 raises that outside Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile(code="broken_spreadsheet") from error
    for number, row in enumerate(rows, start=1):
        yield number, [_text(value) for value in row]


def _check_unpacked_size(content: bytes) -> None:
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(code="broken_spreadsheet") from error
    if size > MAX_UNPACKED_BYTES:
        raise UnreadableFile(
            code="file_too_large", params={"limit": f"{MAX_UNPACKED_BYTES // 1_000_000}"}
        )


def _first_filled_sheet(content: bytes, max_rows: int) -> list[list[object]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.visible != SheetVisibleEnum.Visible:
                continue
            found = workbook.get_sheet_by_name(sheet.name)
            if found.end is None:
                continue
            _check_extent(found, max_rows)
            return [list(row) for row in found.to_python(skip_empty_area=False)]
    return []


def _check_extent(sheet: CalamineSheet, max_rows: int) -> None:
    """One stray cell far out would make the reader build millions of empty ones."""
    last_row, last_column = sheet.end or (0, 0)
    if last_row > max_rows + 1:
        raise UnreadableFile(code="too_many_rows", params={"limit": str(max_rows)})
    if last_column > MAX_SHEET_COLUMNS:
        raise UnreadableFile(code="too_many_columns", params={"limit": str(MAX_SHEET_COLUMNS)})


def _text(value: object) -> str:
    """A cell as clean text: ``83140.0`` is ``83140``, midnight is a date, true is ``true``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact whole doubles
        return str(int(value))
    if isinstance(value, dt.datetime):
        is_midnight = value.time() == dt.time()
        return value.date().isoformat() if is_midnight else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
