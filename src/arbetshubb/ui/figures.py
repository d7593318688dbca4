"""A key figure with its unit, range, comparison and reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arbetshubb.ui import formats
from arbetshubb.ui.formats import NBSP, Value
from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class FigureCard:
    """Ready texts for one key figure. ``why_url`` leads to how it was reckoned."""

    label: Words
    value: str
    span: str = ""
    compared: Words = ""
    why_url: str = ""
    is_hidden: bool = False

    @property
    def wrapping_value(self) -> str:
        """The value, allowed to break before its unit on a narrow card but never in the number."""
        return re.sub(f"{NBSP}(?=[^0-9])", " ", self.value)


def figure_card(  # noqa: PLR0913  one argument for each line of the card
    label: Words,
    figure: Value,
    *,
    unit: str = "number",
    compared: Words = "",
    why_url: str = "",
    is_signed: bool = False,
) -> FigureCard:
    """The card of a number or of a figure with a range (``base``, ``low``, ``high``).

    Args:
        label: what is counted.
        figure: the value; ``None`` or a figure without base is shown as hidden.
        unit: a key of ``formats.FORMATS``.
        compared: what it is compared with, in words.
        why_url: where the figure is explained.
        is_signed: whether the figure is a change and shows its sign.
    """
    is_hidden = formats.value_of(figure) is None
    form = formats.FORMATS[unit]
    return FigureCard(
        label=label,
        value=formats.signed(figure, unit) if is_signed else form(figure),
        span="" if is_hidden else _span_of(figure, unit),
        compared=compared,
        why_url=why_url,
        is_hidden=is_hidden,
    )


def _span_of(figure: Value, unit: str) -> str:
    """The range, when there is one worth showing."""
    low, high = getattr(figure, "low", None), getattr(figure, "high", None)
    if low is None or high is None or low == high:
        return ""
    return formats.span(figure, unit)  # type: ignore[arg-type]  # low and high were just found
