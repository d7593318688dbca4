"""Making, copying, renaming and deleting scenarios; none of it runs a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.siting.plan import Demand
from arbetshubb.foundation.access import has_role
from arbetshubb.foundation.audit import record_change
from arbetshubb.plans.models import MAKERS, Scenario, Scope
from arbetshubb.plans.permissions import may_change
from arbetshubb.plans.queries import hub_choices
from arbetshubb.plans.rules import (
    check_options,
    loosen,
    moved_assumptions,
    only_these,
    options_to_json,
)
from arbetshubb.reference.constants import constants

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User

LONGEST_NAME = 120


class NotYourScenario(PermissionError):
    """The user makes no plans in the organisation."""


class ScenarioUnderWay(ValueError):
    """A plan is being made of the scenario; cancel it first."""


@transaction.atomic
def create_scenario(  # noqa: PLR0913 - one argument for each thing a planner states
    user: User,
    organisation: Organisation,
    *,
    name: str,
    options: PlanOptions,
    scope: Scope = Scope.OWN,
    assumptions: Mapping[str, float] | None = None,
    copied_from: Scenario | None = None,
) -> Scenario:
    """A new scenario; ``plan_hubs`` then makes its plan.

    Raises:
        NotYourScenario: the user makes no plans in ``organisation``.
        DemandsContradict: the options contradict each other.
        KeyError: an assumption is about no known constant.
    """
    if not has_role(user, *MAKERS, organisation=organisation):
        raise NotYourScenario
    check_options(options, sites=[site.site_id for site in hub_choices()])
    scenario = Scenario.objects.create(
        name=name[:LONGEST_NAME],
        organisation=organisation,
        created_by=user,
        scope=scope,
        options=options_to_json(options),
        assumptions=moved_assumptions(constants(), assumptions or {}),
        copied_from=copied_from,
    )
    record_change(
        actor=user,
        thing=scenario,
        verb="created",
        after={
            "name": scenario.name,
            "scope": scenario.scope,
            "options": scenario.options,
            "assumptions": scenario.assumptions,
        },
    )
    return scenario


def copy_scenario(user: User, scenario: Scenario, *, name: str) -> Scenario:
    """The same demands and assumptions under another name, without a plan yet."""
    return _copy(user, scenario, name=name, options=scenario.plan_options)


def loosen_scenario(user: User, scenario: Scenario, demand: Demand, *, name: str) -> Scenario:
    """A copy without one of the demands that could not hold together."""
    named = scenario.conflict.get("sites", [])
    options = loosen(scenario.plan_options, demand, sites=named)
    return _copy(user, scenario, name=name, options=options)


def scenario_of_alternative(
    user: User, scenario: Scenario, open_sites: Sequence[str], *, name: str
) -> Scenario:
    """A copy with exactly these hubs, to see an alternative in full."""
    options = only_these(scenario.plan_options, open_sites)
    return _copy(user, scenario, name=name, options=options)


def _copy(user: User, scenario: Scenario, *, name: str, options: PlanOptions) -> Scenario:
    return create_scenario(
        user,
        scenario.organisation,
        name=name,
        options=options,
        scope=Scope(scenario.scope),
        assumptions=scenario.assumptions,
        copied_from=scenario,
    )


@transaction.atomic
def rename_scenario(user: User, scenario: Scenario, name: str) -> Scenario:
    """The scenario under another name.

    Raises:
        NotYourScenario: the user makes no plans in its organisation.
    """
    if not may_change(user, scenario):
        raise NotYourScenario
    before, scenario.name = scenario.name, name[:LONGEST_NAME]
    if scenario.name != before:
        scenario.save(update_fields=["name"])
        record_change(
            actor=user, thing=scenario, verb="renamed",
            before={"name": before}, after={"name": scenario.name},
        )  # fmt: skip
    return scenario


def locked_scenario(scenario: Scenario) -> Scenario:
    """The scenario as it is once nobody else may change it; only within a transaction."""
    # The lock serves PostgreSQL; on SQLite the whole transaction already holds the write lock.
    Scenario.objects.select_for_update().only("pk").get(pk=scenario.pk)
    # Read again: a row joined in the locking query would be as it was before the wait.
    return Scenario.objects.select_related("job").get(pk=scenario.pk)


@transaction.atomic
def delete_scenario(user: User, scenario: Scenario) -> None:
    """Take the scenario and its plan away; the log keeps that it was there.

    Raises:
        NotYourScenario: the user makes no plans in its organisation.
        ScenarioUnderWay: its plan is being made.
    """
    if not may_change(user, scenario):
        raise NotYourScenario
    locked = locked_scenario(scenario)
    if locked.is_under_way:
        raise ScenarioUnderWay
    record_change(
        actor=user, thing=locked, verb="deleted",
        before={"name": locked.name, "inputs_hash": locked.inputs_hash},
    )  # fmt: skip
    locked.delete()
