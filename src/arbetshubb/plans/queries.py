"""Reads what a plan is made of, and scenarios for lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import Site
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.foundation.models import Organisation
from arbetshubb.people.queries import count_without_workplace, workforce_for
from arbetshubb.places.queries import sites, study_area
from arbetshubb.plans.models import Scenario, Scope
from arbetshubb.plans.rules import assume
from arbetshubb.reference.constants import constants

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser
    from arbetshubb.foundation.models import User


@dataclass(frozen=True, slots=True)
class Basis:
    """What a plan is made of. Person-level: stays in memory, never stored or shown."""

    workforce: Workforce
    constants: ConstantTable
    left_out: int


def basis_of(scenario: Scenario) -> Basis:
    """The people, places and constants that the scenario speaks of; O(people)."""
    known = sites()
    whose = employers_of(scenario)
    return Basis(
        workforce=workforce_for(whose, sites=known, municipalities=study_area(known)),
        constants=assume(constants(), scenario.assumptions),
        left_out=count_without_workplace(whose, sites=known),
    )


def employers_of(scenario: Scenario) -> list[Organisation]:
    """Whose staff are counted: the scenario's own organisation, or all that its maker may plan."""
    if scenario.scope == Scope.OWN:
        return [scenario.organisation]
    return list(Organisation.objects.plannable_by(scenario.created_by))


def has_others_to_plan_for(user: User, organisation: Organisation) -> bool:
    """Whether the user may count the staff of any employer beside ``organisation``."""
    return Organisation.objects.plannable_by(user).exclude(pk=organisation.pk).exists()


def hub_choices() -> tuple[Site, ...]:
    """The places that a plan may choose among, by municipality and name."""
    return tuple(
        sorted(
            (site for site in sites() if site.is_hub_choice),
            key=lambda site: (site.municipality, site.name),
        )
    )


def place_names() -> dict[str, str]:
    """Names of places by id."""
    return {site.site_id: site.name for site in sites()}


def municipalities_of(site_ids: Sequence[str]) -> list[str]:
    """The municipalities of these places, each once, in alphabetical order."""
    named = set(site_ids)
    return sorted({site.municipality for site in sites() if site.site_id in named})


def others_to_compare(user: AnyUser, scenario: Scenario) -> list[Scenario]:
    """Finished scenarios that the user may hold against this one, the newest first."""
    visible = Scenario.objects.visible_to(user).done().light()
    return list(visible.exclude(pk=scenario.pk).order_by("-created"))
