"""The doors a signed-in user has: what exists today for their roles, said in plain words.

The list itself stands in the settings' ``ARBETSHUBB_DOORS``, as only the edge knows every room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from arbetshubb.foundation.access import Role, has_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arbetshubb.foundation.access import AnyUser


@dataclass(frozen=True, slots=True)
class Door:
    """One verb of the shell: the page behind it and the roles that may open it."""

    verb: str
    label: Promise
    story: Promise
    url_name: str
    roles: frozenset[Role]
    is_frequent: bool = False

    @property
    def url(self) -> str:
        """The address of the page."""
        return reverse(self.url_name)


def doors_for(user: AnyUser) -> tuple[Door, ...]:
    """What the user can do today."""
    doors: tuple[Door, ...] = import_string(settings.ARBETSHUBB_DOORS)
    return tuple(door for door in doors if has_role(user, *door.roles))


def landing_for(user: AnyUser) -> str:
    """The address of the page that the user came for."""
    landings: Mapping[Role, str] = import_string(settings.ARBETSHUBB_LANDINGS)
    for role, url_name in landings.items():
        if has_role(user, role):
            return reverse(url_name)
    return reverse("foundation:home")
