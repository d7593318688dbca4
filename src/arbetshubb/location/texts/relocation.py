"""The words of relocation: components, headings, bands of people."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.relocation import Component, Way, band_of
from arbetshubb.analysis.travel import Quality
from arbetshubb.ui import formats

type Text = str | Promise

COMPONENT_LABELS: Final[dict[Component, Text]] = {
    Component.NEAR: _("Live near the place"),
    Component.TRAVEL: _("Kilometres saved"),
    Component.WORSE: _("Get a longer way"),
    Component.MOVABLE: _("Work that can be done there"),
    Component.ELIGIBLE: _("May work remotely"),
    Component.COST: _("Cost of seats"),
    Component.MASS: _("Enough people to be a workplace"),
}
COMPONENT_HELP: Final[dict[Component, Text]] = {
    Component.NEAR: _("Share of the unit's people within the chosen minutes; middle of the band."),
    Component.TRAVEL: _("Share of the unit's commuting kilometres that go away; may be negative."),
    Component.WORSE: _("Share of the unit's people whose way gets longer, taken off."),
    Component.MOVABLE: _("Share of office days worked there: what is not bound, at most the days."),
    Component.ELIGIBLE: _("Share of the unit's people who may work remotely; middle of the band."),
    Component.COST: _("How much cheaper the seats are than where they are today."),
    Component.MASS: _("People there on a mean day, against the fewest that make a place social."),
}
WAY_SENTENCES: Final[dict[Way, Text]] = {
    Way.MOVE: _("The whole unit moves: everybody works there on the days that are not bound."),
    Way.SHARE: _("Places are offered: those who may and who get a shorter way work there."),
}


def band_text(band: int, people: int) -> str:
    """``10–14``; the lowest band reads "fewer than 5"."""
    low, high = band_of(band, people)
    return range_text(low, high)


def range_text(low: int, high: int) -> str:
    """The fewest and most people in words."""
    if low <= 0:
        return formats.hidden_text()
    if low == high:
        return formats.number(low)
    return f"{formats.number(low)}{formats.DASH}{formats.number(high)}"


def quality_sentence(quality: str) -> str:
    """How sure the distances are."""
    if quality == Quality.ESTIMATE:
        return gettext("Distances are estimates from straight lines.")
    return gettext("Distances are measured on the road network.")


def quality_label(quality: str) -> str:
    """The same as one word."""
    return gettext("estimate") if quality == Quality.ESTIMATE else gettext("measured on roads")
