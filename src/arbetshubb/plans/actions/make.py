"""The job that makes a plan of a scenario: load, search, hide small groups, keep."""

from __future__ import annotations

from typing import Any, Final, NoReturn

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arbetshubb import __version__
from arbetshubb.analysis.hubplan import (
    NoPlanInTime,
    NoPlanPossible,
    PlanCancelled,
    PublishedPlan,
    TooFewPeople,
    UnknownSites,
    make_hub_plan,
    publish,
    published_to_json,
)
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.travel import travel_of
from arbetshubb.foundation.jobs import JobCancelled, JobFailed, JobTakenOver, RunningJob, job_kind
from arbetshubb.foundation.outbox import publish as tell
from arbetshubb.plans.models import Scenario, ScenarioStatus, Scope
from arbetshubb.plans.pooling import only_safe, without_few_others
from arbetshubb.plans.queries import Basis, basis_of
from arbetshubb.plans.texts.conflicts import failure

JOB_KIND: Final = "plans.plan_hubs"
SMALLEST_GROUP: Final = 5

STAGES: Final = {
    "travel": _("Travel times are measured"),
    "commuting": _("Today's commuting is counted"),
    "demand": _("Who would use which hub is estimated"),
    "siting": _("The best hubs are searched for"),
    "alternatives": _("Alternatives are searched for"),
    "sensitivity": _("Assumptions are put to the test"),
    "writing": _("The plan is written"),
}


@job_kind(JOB_KIND, stages=STAGES)
def make_plan(running: RunningJob, *, scenario: int) -> str:
    """Make the scenario's plan; the address of its page. Safe to run again after a crash."""
    row = Scenario.objects.select_related("organisation", "created_by").get(pk=scenario)
    _keep(running, row, status=ScenarioStatus.RUNNING)
    try:
        plan = _planned(running, row)
    except PlanCancelled as error:
        _keep(running, row, status=ScenarioStatus.CANCELLED)
        raise JobCancelled from error
    except NoPlanPossible as error:
        conflict = {"demands": [str(each) for each in error.conflict], "sites": list(error.sites)}
        _keep(running, row, status=ScenarioStatus.INFEASIBLE, conflict=conflict)
        return row.get_absolute_url()
    except JobFailed as error:
        _keep(running, row, status=ScenarioStatus.FAILED, failure=error.code)
        raise
    except JobTakenOver:
        raise
    except Exception:
        # Whatever it was, the page must not say that the plan is still being made.
        _keep(running, row, status=ScenarioStatus.FAILED, failure="unexpected")
        raise
    _keep_plan(running, row, plan)
    return row.get_absolute_url()


def _planned(running: RunningJob, scenario: Scenario) -> PublishedPlan:
    basis = basis_of(scenario)
    _check(basis)
    running.report("travel", 0.0)
    workforce = _workforce(scenario, basis)
    travel = travel_of(workforce)
    try:
        plan = make_hub_plan(
            workforce,
            travel,
            scenario.plan_options,
            basis.constants,
            progress=running.report,
            cancel=running.is_cancelled,
        )
        published = publish(
            plan,
            created=timezone.now().isoformat(timespec="seconds"),
            product_version=__version__,
            limit=SMALLEST_GROUP,
        )
    except NoPlanInTime as error:
        _stop("no_plan_in_time", error)
    except TooFewPeople as error:
        _stop("too_few_people", error)
    except UnknownSites as error:
        _stop("unknown_site", error)
    if scenario.scope == Scope.OWN:
        return published
    return only_safe(
        published, workforce, travel, own=scenario.organisation.name, limit=SMALLEST_GROUP
    )


def _workforce(scenario: Scenario, basis: Basis) -> Workforce:
    if scenario.scope == Scope.OWN:
        return basis.workforce
    own = scenario.organisation.name
    return without_few_others(basis.workforce, own=own, limit=SMALLEST_GROUP)


def _check(basis: Basis) -> None:
    if len(basis.workforce) == 0:
        _stop("unknown_workplace" if basis.left_out else "no_people")
    if not any(site.is_hub_choice for site in basis.workforce.sites):
        _stop("no_places")


def _stop(code: str, cause: Exception | None = None) -> NoReturn:
    raise JobFailed(code, failure(code)) from cause


def _keep_plan(running: RunningJob, scenario: Scenario, plan: PublishedPlan) -> None:
    _keep(
        running,
        scenario,
        status=ScenarioStatus.DONE,
        plan_json=published_to_json(plan),
        inputs_hash=plan.inputs_hash,
        constants_version=plan.constants_version,
        open_sites=[hub.site_id for hub in plan.hubs],
        hubs=len(plan.hubs),
        cost=plan.cost.base,
        gap=plan.gap,
        seconds=plan.seconds,
        finished=timezone.now(),
    )
    tell("plans.made", {"scenario": scenario.pk, "inputs_hash": plan.inputs_hash})


def _keep(running: RunningJob, scenario: Scenario, **changes: Any) -> None:  # Any: columns differ
    """Write only while the scenario still belongs to this job."""
    Scenario.objects.filter(pk=scenario.pk, job=running.job).update(**changes)
