"""Say how much of a unit's work is bound to where it is done today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from arbetshubb.foundation.audit import record_change
from arbetshubb.location.models import UnitTasks
from arbetshubb.location.permissions import may_keep

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User
    from arbetshubb.people.models import Unit


class NotYourUnit(PermissionError):
    """The unit belongs to another organisation, or the user judges no tasks."""


class ReasonMissing(ValueError):
    """Bound tasks need a reason."""


@transaction.atomic
def judge_tasks(user: User, unit: Unit, *, bound_percent: int, reason: str) -> UnitTasks:
    """The unit's judgement, new or changed; the log keeps what differed.

    Raises:
        NotYourUnit: the user has no such role in the unit's organisation.
        ReasonMissing: tasks are bound and nothing says why.
        ValidationError: the share is not on a step.
    """
    if not may_keep(user, unit.organisation):
        raise NotYourUnit
    if bound_percent and not reason.strip():
        raise ReasonMissing
    before = UnitTasks.objects.select_for_update(of=("self",)).filter(unit=unit).first()
    old = None if before is None else _facts(before)
    tasks = before or UnitTasks(unit=unit)
    tasks.bound_percent, tasks.reason, tasks.judged_by = bound_percent, reason.strip(), user
    tasks.full_clean()
    tasks.save()
    if old != _facts(tasks):
        record_change(actor=user, thing=tasks, verb="judged", before=old, after=_facts(tasks))
    return tasks


def _facts(tasks: UnitTasks) -> dict[str, object]:
    return {"bound_percent": tasks.bound_percent, "reason": tasks.reason}
