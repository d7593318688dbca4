"""Cells of a delimited text file: encoding and delimiter are found from the content."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from arbetshubb.tables.problems import UnreadableFile

_DELIMITERS: Final = (";", "\t", ",", "|")
_ONLY_EMPTY_CELLS: Final = ';\t,|" \r\n\f'
_SAMPLE_ROWS: Final = 100
_ALLOWED_CONTROLS: Final = frozenset("\t\n\r\f\x1a")
_FIRST_PRINTABLE: Final = " "


def csv_cells(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each record's number, from 1 as a spreadsheet would show it, and its cells.

    Raises:
        UnreadableFile: the bytes are not text, or quotation marks are never closed.
    """
    text, delimiter, first = _without_hint(_decoded(content))
    if not text.strip(_ONLY_EMPTY_CELLS):
        return
    delimiter = delimiter or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = first - 1
    while True:
        number += 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise UnreadableFile(code="broken_quotes", params={"row": str(number)}) from error
        if record is None:
            return
        yield number, record


def _decoded(content: bytes) -> str:
    text = _text(content)
    strange = any(
        char < _FIRST_PRINTABLE and char not in _ALLOWED_CONTROLS for char in set(text[:100_000])
    )
    if strange or "\0" in text:
        raise UnreadableFile(code="not_a_table")
    return text.rstrip("\x1a")


def _text(content: bytes) -> str:
    try:
        if content.startswith(codecs.BOM_UTF8):
            return content.decode("utf-8-sig")
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        encoding = _utf16_without_mark(content)
        if encoding:
            return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(code="unknown_encoding") from error
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(code="unknown_encoding")


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 saved without its mark has a zero in every other byte of Latin text."""
    sample = content[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) // 4
    if odd > most and even == 0:
        return "utf-16-le"
    if even > most and odd == 0:
        return "utf-16-be"
    return None


def _without_hint(text: str) -> tuple[str, str | None, int]:
    """Excel's own ``sep=;`` line says the delimiter and is not data."""
    line, _, rest = text.partition("\n")
    hint = line.strip().lower()
    if hint.startswith("sep=") and len(hint) == len("sep=") + 1:
        return rest, hint[-1], 2
    return text, None, 1


def _delimiter(text: str) -> str:
    return max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[bool, float, int]:
    """How well a delimiter explains the text: a header of several cells, rows as wide as it.

    A decimal comma or a comma inside a quoted position must not win over the true delimiter,
    so the share of rows that agree with the header counts before the number of columns.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        records = [record for record in islice(reader, _SAMPLE_ROWS) if any(record)]
    except csv.Error:
        return (False, 0.0, 0)
    if not records:
        return (False, 0.0, 0)
    width = len(records[0])
    agree = sum(len(record) == width for record in records) / len(records)
    return (width > 1, round(agree, 1), width)
