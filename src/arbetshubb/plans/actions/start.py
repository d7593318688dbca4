"""Starting and stopping the making of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.jobs import request_cancel, start_job
from arbetshubb.plans.actions.keep import NotYourScenario, locked_scenario
from arbetshubb.plans.actions.make import JOB_KIND
from arbetshubb.plans.models import Scenario, ScenarioStatus
from arbetshubb.plans.permissions import may_change

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Job, User


class PlanUnderWay(ValueError):
    """Somebody has started the scenario already, or its plan is made."""


@transaction.atomic
def plan_hubs(user: User, scenario: Scenario) -> Job:
    """The job that makes the plan. Two who start at once get one job; the other is refused.

    Raises:
        NotYourScenario: the user makes no plans in its organisation.
        PlanUnderWay: a worker has it already, or it has a plan.
    """
    if not may_change(user, scenario):
        raise NotYourScenario
    locked = locked_scenario(scenario)
    if locked.is_under_way or locked.status == ScenarioStatus.DONE:
        raise PlanUnderWay
    job = start_job(JOB_KIND, {"scenario": locked.pk}, owner=user, title=locked.name)
    Scenario.objects.filter(pk=locked.pk).update(
        status=ScenarioStatus.QUEUED, job=job, failure="", conflict={}
    )
    record_change(actor=user, thing=locked, verb="started", after={"job": str(job.pk)})
    scenario.refresh_from_db()
    return job


def cancel_plan(user: User, scenario: Scenario) -> None:
    """Ask the worker to stop; the demands are kept and the plan can be started again.

    Raises:
        NotYourScenario: the user makes no plans in its organisation.
    """
    if not may_change(user, scenario):
        raise NotYourScenario
    if scenario.job is not None and scenario.is_under_way:
        request_cancel(scenario.job)
        record_change(actor=user, thing=scenario, verb="cancelled")
