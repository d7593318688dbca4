"""Who may keep known distances, answer questions about distances and see how many live near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arbetshubb.distances.models import DECIDERS, KEEPERS
from arbetshubb.foundation.access import Role, has_role, organisation_ids

if TYPE_CHECKING:
    from arbetshubb.distances.models import DistanceQuestion
    from arbetshubb.foundation.access import AnyUser

__all__ = [
    "COUNTERS",
    "DECIDERS",
    "KEEPERS",
    "may_answer",
    "may_count",
    "may_decide",
    "may_keep",
]

COUNTERS = (Role.PLANNER, Role.HR, Role.CONTROLLER, Role.ADMINISTRATOR)
"""Those who read the mapping see the same protected figures about a place."""


def may_keep(user: AnyUser) -> bool:
    """Planners and administrators keep the known distances of the whole area."""
    return has_role(user, *KEEPERS)


def may_answer(user: AnyUser) -> bool:
    """Planners, HR and administrators answer questions of their own organisation."""
    return has_role(user, *DECIDERS)


def may_decide(user: AnyUser, question: DistanceQuestion) -> bool:
    """Whether the user answers this question; nobody answers a question of their own."""
    if question.asked_by_id == user.pk:
        return False
    return question.organisation_id in organisation_ids(user, *DECIDERS)


def may_count(user: AnyUser) -> bool:
    """Whether the user may see how many live within reach of a place."""
    return has_role(user, *COUNTERS)
