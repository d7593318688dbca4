"""CSV files that a spreadsheet opens as they are, taking nothing in them for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from django.http import StreamingHttpResponse

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK: Final = "\ufeff"
"""Tells Excel that the file is UTF-8."""

type Line = Sequence[object]


def csv_response(file_name: str, lines: Iterable[Line]) -> StreamingHttpResponse:
    """The lines as a file to download, sent as they are made."""
    response = StreamingHttpResponse(_pieces(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; numbers stay numbers.

    Source: OWASP, CSV Injection.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _pieces(lines: Iterable[Line]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    for line in lines:
        buffer = StringIO()
        csv.writer(buffer, delimiter=";").writerow([safe_cell(cell) for cell in line])
        yield buffer.getvalue()
