"""Numbers as people read them, in Swedish and English: ``1 140 000 km``, ``2,31 mnkr``, ``86 %``.

Every function takes a number, an object with ``base`` (such as ``published.Figure``) or ``None``,
and gives text. ``None`` means hidden, never zero. Groups and units hold together by no-break
spaces and minus is a real minus sign. The language is the page's unless one is given.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Protocol

from django.utils.translation import get_language, gettext

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
DASH: Final = "\u2013"
MILLION: Final = 1_000_000
KG_PER_TONNE: Final = 1000
MINUTE: Final = 60
HOUR: Final = 3600


class HasBase(Protocol):
    """A figure with a middle value; ``None`` when hidden."""

    @property
    def base(self) -> float | None:
        """The value to show."""


class HasSpan(Protocol):
    """A figure with a range; both ends are ``None`` when hidden."""

    @property
    def low(self) -> float | None:
        """Lowest."""

    @property
    def high(self) -> float | None:
        """Highest."""


type Value = float | Decimal | HasBase | None


def hidden_text() -> str:
    """What stands where a figure about too few people was."""
    return gettext("fewer than 5")


def value_of(value: Value) -> float | None:
    """The number in ``value``; ``None`` when hidden or not a number at all."""
    if value is None or isinstance(value, bool):
        return None
    number_or_figure = getattr(value, "base", value)
    if not isinstance(number_or_figure, int | float | Decimal):
        return None
    plain = float(number_or_figure)
    return None if math.isnan(plain) else plain


def number(value: Value, decimals: int = 0, *, language: str | None = None) -> str:
    """``1 140 000``, or with decimals ``12,5``."""
    return _formatted(value, lambda plain: _digits(plain, decimals, language))


def kronor(value: Value, *, language: str | None = None) -> str:
    """``159 000 kr``, and from a million ``2,31 mnkr`` (``SEK 159,000``, ``SEK 2.31 million``)."""
    return _formatted(value, lambda plain: _money(plain, plain, language))


def kronor_full(value: Value, *, language: str | None = None) -> str:
    """``2 310 000 kr``, never shortened."""
    return _formatted(value, lambda plain: _with_kronor(_digits(plain, 0, language), language))


def percent(value: Value, decimals: int = 0, *, language: str | None = None) -> str:
    """``86 %`` from a share of 0.86 (``86%`` in English)."""
    return _formatted(
        value, lambda plain: _digits(100 * plain, decimals, language) + _percent_sign(language)
    )


def km(value: Value, *, language: str | None = None) -> str:
    """``1 140 000 km``; one decimal under 10 km."""
    return _formatted(value, lambda plain: _measure(plain, "km", language))


def hours(value: Value, *, language: str | None = None) -> str:
    """``24 000 timmar`` (``24,000 hours``); one decimal under 10."""
    unit = "timmar" if _is_swedish(language) else "hours"
    return _formatted(value, lambda plain: _measure(plain, unit, language))


def minutes(value: Value, *, language: str | None = None) -> str:
    """``35 min``."""
    return _formatted(value, lambda plain: _digits(plain, 0, language) + NBSP + "min")


def tonnes(value: Value, *, language: str | None = None) -> str:
    """``188 ton CO₂e`` from kilograms; under a tonne ``840 kg CO₂e``."""
    return _formatted(value, lambda plain: _mass(plain, plain, language))


def duration(seconds: float, *, language: str | None = None) -> str:
    """``2 min 10 s`` for what is left of a job; whole minutes from ten, hours from two."""
    total = max(0, round(seconds))
    if total < MINUTE:
        return f"{total}{NBSP}s"
    if total < 10 * MINUTE:
        rest = total % MINUTE
        return f"{total // MINUTE}{NBSP}min" + (f" {rest}{NBSP}s" if rest else "")
    if total < 2 * HOUR:
        return f"{round(total / MINUTE)}{NBSP}min"
    unit = "tim" if _is_swedish(language) else "h"
    return f"{total // HOUR}{NBSP}{unit} {total % HOUR // MINUTE}{NBSP}min"


def span(figure: HasSpan | None, unit: str, *, language: str | None = None) -> str:
    """``2,0–2,7 mnkr``; the unit once, in the larger end's scale. Hidden gives the hidden words.

    Ends of different sign, or both negative, are joined by a word: ``−217 till −160 ton``.
    """
    low, high = getattr(figure, "low", None), getattr(figure, "high", None)
    if low is None or high is None:
        return hidden_text()
    shape = _SPAN_UNITS[unit](max(abs(low), abs(high)), language)
    first, last = shape.digits(low), shape.digits(high)
    return shape.dress(first if first == last else _joined(first, last, language))


def signed(value: Value, unit: str = "number", *, language: str | None = None) -> str:
    """``+12 km`` or ``−188 ton CO₂e``: a change, with its sign always shown."""
    plain = value_of(value)
    text = FORMATS[unit](value, language=language)
    if plain is None or text.lstrip("SEK" + NBSP).startswith(MINUS) or not _is_seen(text):
        return text
    return f"+{text}" if plain > 0 else text


def _formatted(value: Value, form: Callable[[float], str]) -> str:
    plain = value_of(value)
    return hidden_text() if plain is None else form(plain)


def _digits(value: float, decimals: int, language: str | None) -> str:
    """Grouped digits, halves rounded away from zero as people do."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_UP) + 0
    text = f"{rounded:,.{decimals}f}"
    if not rounded:
        text = text.removeprefix("-")
    if _is_swedish(language):
        text = text.replace(",", NBSP).replace(".", ",")
    return text.replace("-", MINUS)


def _is_swedish(language: str | None) -> bool:
    return (language or get_language() or "sv").startswith("sv")


def _is_seen(text: str) -> bool:
    """Whether the text holds any digit but zero."""
    return any(character in "123456789" for character in text)


def _percent_sign(language: str | None) -> str:
    return f"{NBSP}%" if _is_swedish(language) else "%"


def _with_kronor(digits: str, language: str | None) -> str:
    return f"{digits}{NBSP}kr" if _is_swedish(language) else f"SEK{NBSP}{digits}"


def _with_millions(digits: str, language: str | None) -> str:
    if _is_swedish(language):
        return f"{digits}{NBSP}mnkr"
    return f"SEK{NBSP}{digits}{NBSP}million"


def _money(value: float, scale: float, language: str | None) -> str:
    if abs(scale) < MILLION:
        return _with_kronor(_digits(value, 0, language), language)
    return _with_millions(_digits(value / MILLION, _million_decimals(scale), language), language)


def _million_decimals(scale: float) -> int:
    """Three figures: ``2,31``, ``23,1`` and ``231`` mnkr. More would promise too much."""
    return next((two for limit, two in ((10, 2), (100, 1)) if abs(scale) < limit * MILLION), 0)


def _measure(value: float, unit: str, language: str | None) -> str:
    return _digits(value, _few_decimals(value), language) + NBSP + unit


def _few_decimals(value: float) -> int:
    """One decimal for small uneven numbers; more would promise too much."""
    return 1 if abs(value) < 10 and value % 1 else 0  # noqa: PLR2004  one digit


def _mass(value: float, scale: float, language: str | None) -> str:
    if abs(scale) < KG_PER_TONNE:
        return f"{_digits(value, 0, language)}{NBSP}kg{NBSP}CO₂e"
    in_tonnes = value / KG_PER_TONNE
    return f"{_digits(in_tonnes, _few_decimals(in_tonnes), language)}{NBSP}{_tonne(language)}"


def _tonne(language: str | None) -> str:
    return f"ton{NBSP}CO₂e" if _is_swedish(language) else f"tonnes{NBSP}CO₂e"


def _joined(first: str, last: str, language: str | None) -> str:
    if MINUS not in first + last:
        return f"{first}{DASH}{last}"
    word = "till" if _is_swedish(language) else "to"
    return f"{first} {word} {last}"


@dataclass(frozen=True, slots=True)
class _SpanShape:
    """How both ends of a span are written, and the unit put around them."""

    digits: Callable[[float], str]
    dress: Callable[[str], str]


def _money_span(largest: float, language: str | None) -> _SpanShape:
    if largest < MILLION:
        return _SpanShape(
            lambda end: _digits(end, 0, language), lambda text: _with_kronor(text, language)
        )
    decimals = min(1, _million_decimals(largest))
    return _SpanShape(
        lambda end: _digits(end / MILLION, decimals, language),
        lambda text: _with_millions(text, language),
    )


def _full_money_span(_largest: float, language: str | None) -> _SpanShape:
    return _SpanShape(
        lambda end: _digits(end, 0, language), lambda text: _with_kronor(text, language)
    )


def _percent_span(_largest: float, language: str | None) -> _SpanShape:
    return _SpanShape(
        lambda end: _digits(100 * end, 0, language), lambda text: text + _percent_sign(language)
    )


def _mass_span(largest: float, language: str | None) -> _SpanShape:
    if largest < KG_PER_TONNE:
        return _SpanShape(
            lambda end: _digits(end, 0, language), lambda text: f"{text}{NBSP}kg{NBSP}CO₂e"
        )
    decimals = 1 if largest < 10 * KG_PER_TONNE else 0
    return _SpanShape(
        lambda end: _digits(end / KG_PER_TONNE, decimals, language),
        lambda text: f"{text}{NBSP}{_tonne(language)}",
    )


def _plain_span(swedish: str, english: str) -> Callable[[float, str | None], _SpanShape]:
    def shape(largest: float, language: str | None) -> _SpanShape:
        unit = swedish if _is_swedish(language) else english
        decimals = _few_decimals(largest)
        return _SpanShape(
            lambda end: _digits(end, decimals, language),
            lambda text: f"{text}{NBSP}{unit}" if unit else text,
        )

    return shape


_SPAN_UNITS: Final[dict[str, Callable[[float, str | None], _SpanShape]]] = {
    "number": _plain_span("", ""),
    "kronor": _money_span,
    "kronor_full": _full_money_span,
    "percent": _percent_span,
    "km": _plain_span("km", "km"),
    "hours": _plain_span("timmar", "hours"),
    "minutes": _plain_span("min", "min"),
    "tonnes": _mass_span,
}


class UnitFormat(Protocol):
    """A function that writes a value with its unit."""

    def __call__(self, value: Value, *, language: str | None = None) -> str:
        """The text."""


FORMATS: Final[dict[str, UnitFormat]] = {
    "number": number,
    "kronor": kronor,
    "kronor_full": kronor_full,
    "percent": percent,
    "km": km,
    "hours": hours,
    "minutes": minutes,
    "tonnes": tonnes,
}
"""The formats by the names used in templates and columns."""
