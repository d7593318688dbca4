"""The pages of the room beside the map: a list, so that each of them can be found from the first.

A new page adds its line; ``mapping/parts/pages.html`` shows them (``{% room_pages %}``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class RoomPage:
    """A page of the room: its address, its name and what one finds there, in a sentence."""

    url_name: str
    label: str | Promise
    story: str | Promise

    @property
    def url(self) -> str:
        """The address of the page."""
        return reverse(self.url_name)


PAGES: Final = (
    RoomPage(
        "mapping:cero",
        _("Travel and emissions"),
        _("Kilometres, hours, kronor and emissions by means, from register, survey or both."),
    ),
    RoomPage(
        "mapping:modules",
        _("One-per-cent modules"),
        _("How many people make one per cent of the emissions, measure by measure."),
    ),
    RoomPage(
        "mapping:targets",
        _("Targets"),
        _("Compose a target, such as 20 per cent less to 2030, of measures."),
    ),
    RoomPage(
        "mapping:analyses",
        _("Earlier analyses"),
        _("Save an analysis and compare two, like for like."),
    ),
    RoomPage(
        "mapping:surveys",
        _("Travel surveys"),
        _("Import what employees answer about how they travel, winter and summer."),
    ),
    RoomPage(
        "mapping:business",
        _("Business trips"),
        _("Import sums of travel in work, to see beside commuting."),
    ),
    RoomPage(
        "mapping:flows",
        _("Flows"),
        _("Who travels from where to where: between municipalities, to workplaces and hubs."),
    ),
    RoomPage(
        "mapping:history",
        _("Over time"),
        _("How commuting has changed between imports of staff."),
    ),
    RoomPage(
        "mapping:employers",
        _("Compare employers"),
        _("Two employers side by side, when both have agreed."),
    ),
    RoomPage(
        "reports:municipal",
        _("Print for a municipality"),
        _("One page for the meeting with each municipality, the same for all eight."),
    ),
)
"""In the order in which they are shown."""
