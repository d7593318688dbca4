"""What a sheet of a workbook may be called: Excel refuses some characters and long names."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 31
"""Counted as Excel does: a character outside the first plane, such as an emoji, is two."""

_REFUSED: Final = re.compile(r"[\[\]:*?/\\]+")


def sheet_name(text: str) -> str:
    """``text`` as a sheet may be called; what Excel refuses becomes a dash.

    Names that differ only after ``LONGEST`` characters become the same: give them short.
    """
    plain = " ".join(_REFUSED.sub(" – ", text).split())
    while _length(plain) > LONGEST:
        plain = plain[: len(plain) - (_length(plain) - LONGEST + 1) // 2]
    return plain.strip("' –") or "–"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
