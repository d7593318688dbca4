"""The marks that stand in place of figures in published tables, and ages as they are written."""

from __future__ import annotations

import math
import re
from typing import Final

from arbetshubb.statistics.rules.figures import Status
from arbetshubb.tables.values import number_in

_SUPPRESSED: Final = frozenset({"..", "…", "...", "....", "x", "<5", "<3", "sekretess", "c"})
"""Statistics Sweden's two dots: not available or too uncertain to be shown, often hidden."""
_MISSING: Final = frozenset({"", ".", "-", "–", "—", "−", "nan", "null", "none", "saknas"})
"""A point cannot occur, a dash is nothing to report. Neither is a number: neither is summed."""
_PRELIMINARY: Final = re.compile(r"^(?P<number>.*\d)\s*(\*|p|\(p\))$", re.IGNORECASE)
_ADJUSTED: Final = re.compile(r"^(?P<number>.*\d)\s*(k|r|e)$", re.IGNORECASE)

_AGES: Final = re.compile(r"(?P<low>\d{1,3})\s*[-–_]\s*(?P<high>\d{1,3})?")
_FROM: Final = re.compile(
    r"(?P<low>\d{1,3})\s*(?P<open>\+|w|år och äldre|years or older)?\s*(år|years?)?$"
)
OLDEST: Final = 120


def figure_in(text: str) -> tuple[float, Status] | None:
    """The value and status that a cell says; ``None`` when it is neither number nor mark."""
    plain = text.strip()
    word = plain.casefold().replace(" ", "")
    if word in _SUPPRESSED:
        return math.nan, Status.SUPPRESSED
    if word in _MISSING:
        return math.nan, Status.MISSING
    number = number_in(plain)
    if number is not None:
        return number, Status.OK
    for pattern, status in ((_PRELIMINARY, Status.PRELIMINARY), (_ADJUSTED, Status.ADJUSTED)):
        found = pattern.match(plain)
        number = number_in(found["number"]) if found else None
        if number is not None:
            return number, status
    return None


def status_of(mark: str) -> Status:
    """What a mark beside an empty value means: JSON-stat's ``status``."""
    found = figure_in(mark)
    return found[1] if found and found[1] in {Status.SUPPRESSED, Status.MISSING} else Status.MISSING


def ages_in(text: str) -> tuple[int, int] | None:
    """The first and last age of ``20-24 år``, ``80- år``, ``100+`` or ``7``; else ``None``."""
    plain = text.strip().casefold()
    if found := _AGES.match(plain):
        return int(found["low"]), int(found["high"] or OLDEST)
    if found := _FROM.match(plain):
        return int(found["low"]), OLDEST if found["open"] else int(found["low"])
    return None
