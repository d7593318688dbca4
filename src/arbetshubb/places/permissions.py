"""Who may read and change places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arbetshubb.foundation.access import Role, has_role
from arbetshubb.places.models import KEEPERS, Place

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

__all__ = ["INVENTORY_READERS", "KEEPERS", "may_change", "may_keep"]

INVENTORY_READERS = (Role.PLANNER, Role.HR, Role.CONTROLLER, Role.ADMINISTRATOR)


def may_keep(user: AnyUser) -> bool:
    """Planners and administrators add places and import files of them."""
    return has_role(user, *KEEPERS)


def may_change(user: AnyUser, place: Place) -> bool:
    """Planners and administrators change shared places and those of their own organisation."""
    if place.owner is None:
        return may_keep(user)
    return has_role(user, *KEEPERS, organisation=place.owner)
