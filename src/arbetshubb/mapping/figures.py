"""The key figures of a picture, each with its range and what it is for one employee.

Figures are rounded to three digits: what they rest on bears no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import floor, log10
from typing import Final, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.hubplan.published import Figure, Travel
from arbetshubb.ui import formats
from arbetshubb.ui.figures import FigureCard, figure_card

DIGITS: Final = 3
IN_MILLIONS: Final = 10 * formats.MILLION
"""From here on a card writes millions: longer numbers are neither read nor meant."""


class HasTotal(Protocol):
    """A protected picture with a year of everybody's travel."""

    @property
    def total(self) -> Travel:
        """Everybody's year."""


def key_figures(picture: HasTotal, *, why_url: str) -> list[FigureCard]:
    """Kilometres, hours, kronor and emissions a year."""
    total = picture.total
    figures: tuple[tuple[str, Figure, str, Callable[[float], str]], ...] = (
        (_("Kilometres a year"), total.km, "km", formats.km),
        (_("Hours a year"), total.hours, "hours", formats.hours),
        (_("Travel cost a year"), total.kronor, "kronor", formats.kronor),
        (_("Emissions a year"), total.kg_co2e, "tonnes", formats.tonnes),
    )
    cards = []
    for label, figure, unit, form in figures:
        # Kronor come in millions with a decimal already.
        card = figure_card(
            label,
            figure if unit == "kronor" else rounded_figure(figure),
            unit=unit,
            compared=_each(figure, total.people, form),
            why_url=f"{why_url}#{unit}",
        )
        cards.append(_in_millions(card, figure) if unit == "km" else card)
    return cards


def short_km(km: float) -> str:
    """``109 miljoner km`` or ``840 000 km``, in three digits."""
    if km < IN_MILLIONS:
        return formats.km(rounded(km))
    return _millions(_digits(km))


def rounded(value: float) -> float:
    """The value in three digits, as much as estimates bear; whole when it was under a thousand."""
    if abs(value) < 10**DIGITS:
        return value
    return float(round(value, DIGITS - 1 - floor(log10(abs(value)))))


def rounded_figure(figure: Figure) -> Figure:
    """The figure and its range in three digits; hidden stays hidden."""
    if figure.base is None or figure.low is None or figure.high is None:
        return figure
    return Figure(rounded(figure.base), rounded(figure.low), rounded(figure.high))


def _in_millions(card: FigureCard, figure: Figure) -> FigureCard:
    if figure.base is None or figure.base < IN_MILLIONS:
        return card
    span = f"{_digits(figure.low or 0.0)}–{_digits(figure.high or 0.0)}"
    return replace(card, value=short_km(figure.base), span=_millions(span))


def _millions(digits: str) -> str:
    return pgettext("kilometres", "%(millions)s million km") % {"millions": digits}


def _digits(km: float) -> str:
    millions = rounded(km) / formats.MILLION
    return formats.number(millions, 0 if millions >= 100 else 1)  # noqa: PLR2004 - three digits


def _each(figure: Figure, people: int | None, form: Callable[[float], str]) -> str:
    if figure.base is None or not people:
        return ""
    return _("%(amount)s for each employee") % {"amount": form(rounded(figure.base / people))}
