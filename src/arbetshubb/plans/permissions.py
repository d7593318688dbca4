"""Who may make, read and change hub plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arbetshubb.foundation.access import has_role
from arbetshubb.plans.models import MAKERS, READERS, Scenario

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

__all__ = ["MAKERS", "READERS", "may_change", "may_make", "may_read"]


def may_read(user: AnyUser) -> bool:
    """Planners, administrators and controllers read their own organisation's plans."""
    return has_role(user, *READERS)


def may_make(user: AnyUser) -> bool:
    """Planners and administrators make plans."""
    return has_role(user, *MAKERS)


def may_change(user: AnyUser, scenario: Scenario) -> bool:
    """Planners and administrators of the organisation that the scenario belongs to."""
    return has_role(user, *MAKERS, organisation=scenario.organisation)
