"""The tabs of the room, for what the reader may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from arbetshubb.distances.permissions import may_answer, may_keep
from arbetshubb.distances.queries import open_question_count
from arbetshubb.ui.navigation import Tab

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


def tabs_for(user: AnyUser, current: str) -> list[Tab]:
    """Every page of the room that the user may open; ``current`` is the name of this one."""
    pages: list[tuple[str, str, int | None]] = [
        ("home", _("Distances"), None),
        ("reach", _("Within reach"), None),
        ("mine", _("My questions"), None),
    ]
    if may_answer(user):
        pages.append(("questions", _("To answer"), open_question_count(user)))
    if may_keep(user):
        pages.append(("known", _("Known distances"), None))
    return [
        Tab(label, reverse(f"distances:{name}"), is_current=name == current, count=count)
        for name, label, count in pages
    ]
