"""Numbers as people read them, in Swedish and English: 1 140 000 km, 2,31 mnkr, 86 %, −188 ton.

Groups and units are held together by no-break spaces and minus is a real minus sign.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"
DASH: Final = "\u2013"
MILLION: Final = 1_000_000
_WHOLE_FROM: Final = 10
_THOUSAND: Final = 1000.0
"""Smaller numbers are shown with a decimal."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Formats for one language (``sv`` or ``en``)."""

    code: str

    def whole(self, value: float) -> str:
        """``1 140 000``."""
        return self._localised(f"{_settled(value, 0):,.0f}")

    def decimal(self, value: float, places: int) -> str:
        """``2,31`` with exactly this many decimals."""
        return self._localised(f"{_settled(value, places):,.{places}f}")

    def plain(self, value: float) -> str:
        """The shortest exact form, for constants: ``165``, ``0,25``."""
        return self._localised(f"{value:,.10g}")

    def rounded(self, value: float) -> str:
        """At most three significant digits: a model's figures are no surer than that."""
        if abs(value) >= _WHOLE_FROM or value % 1 == 0:
            # Rounding twice would make 20.525 first 20.5 and then 20.
            return self.whole(significant(value) if abs(value) >= _THOUSAND else value)
        return self.decimal(value, 1)

    def signed(self, value: float) -> str:
        """Three significant digits with + or − in front."""
        text = self.rounded(value)
        return text if text.startswith(MINUS) or text == "0" else f"+{text}"

    def share(self, value: float) -> str:
        """``86 %`` from 0.86 (``86%`` in English)."""
        return self.whole(100 * value) + self._percent()

    def percent(self, value: float, places: int) -> str:
        """``0,12 %`` from 0.0012, with this many decimals."""
        return self.decimal(100 * value, places) + self._percent()

    def kronor(self, value: float) -> str:
        """``420 000 kr``, from a million ``2,31 mnkr`` (``SEK 2.31 million``)."""
        if abs(value) >= MILLION:
            return self._millions(self.decimal(value / MILLION, 2))
        amount = self.rounded(value)
        return f"{amount}{NO_BREAK}kr" if self.code == "sv" else f"SEK{NO_BREAK}{amount}"

    def unit(self, value: float, unit: str) -> str:
        """Three significant digits and a unit: ``1 140 000 km``."""
        return f"{self.rounded(value)}{NO_BREAK}{unit}"

    def span(self, low: float, high: float) -> str:
        """``20–27`` with three significant digits; with words between when one is negative."""
        first, last = self.rounded(low), self.rounded(high)
        if first == last:
            return first
        between = {"sv": "till", "en": "to"}[self.code]
        if MINUS in first + last:
            return f"{first} {between} {last}"
        return f"{first}{DASH}{last}"

    def kronor_span(self, low: float, high: float) -> str:
        """``2,0–2,7 mnkr`` or ``198 000–214 000 kr``."""
        if min(abs(low), abs(high)) < MILLION:
            text = self.span(low, high)
            return f"{text}{NO_BREAK}kr" if self.code == "sv" else f"SEK{NO_BREAK}{text}"
        first, last = (self.decimal(end / MILLION, 1) for end in (low, high))
        return self._millions(first if first == last else f"{first}{DASH}{last}")

    def date(self, iso: str) -> str:
        """The day of an ISO time stamp, as an ISO date, the Swedish custom in documents."""
        return iso[:10]

    def _millions(self, amount: str) -> str:
        return f"{amount}{NO_BREAK}mnkr" if self.code == "sv" else f"SEK{NO_BREAK}{amount} million"

    def _percent(self) -> str:
        return f"{NO_BREAK}%" if self.code == "sv" else "%"

    def _localised(self, text: str) -> str:
        if self.code == "sv":
            text = text.replace(",", NO_BREAK).replace(".", ",")
        return text.replace("-", MINUS)


def significant(value: float, digits: int = 3) -> float:
    """``value`` rounded to this many significant digits."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def _settled(value: float, places: int) -> float:
    """Rounded, without a minus on zero."""
    return round(value, places) + 0.0
