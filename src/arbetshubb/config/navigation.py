"""Every door of the house by role: what the shell shows and where each role arrives.

Only pages that exist are listed; a room adds its line when it has something behind it.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import Role, organisation_of
from arbetshubb.foundation.navigation import Door, doors_for
from arbetshubb.location import roles as location_roles
from arbetshubb.mapping import roles as mapping_roles
from arbetshubb.people.models import READERS as STAFF_READERS
from arbetshubb.plans import permissions as plans_permissions
from arbetshubb.ui.shell import NavItem, Person, Shell

EVERYBODY: Final = frozenset(Role)

DOORS: Final = (
    Door(
        verb="map",
        label=pgettext_lazy("verb in the navigation", "Map"),
        story=_("See where people live, how they commute and what it costs."),
        url_name="mapping:home",
        roles=frozenset(mapping_roles.READERS),
        is_frequent=True,
    ),
    Door(
        verb="map",
        label=_("Statistics"),
        story=_("Read published figures about everybody beside your own."),
        url_name="statistics:home",
        roles=frozenset(mapping_roles.READERS),
    ),
    Door(
        verb="plan",
        label=pgettext_lazy("verb in the navigation", "Plan"),
        story=_("Find where work hubs do most good, and compare proposals."),
        url_name="plans:home",
        roles=frozenset(plans_permissions.READERS),
        is_frequent=True,
    ),
    Door(
        verb="plan",
        label=_("Location"),
        story=_("Try what could move, check where new activities start and where posts reach."),
        url_name="location:home",
        roles=frozenset(location_roles.REACH_READERS),
    ),
    Door(
        verb="places",
        label=_("Places"),
        story=_("Look up offices, work hubs and premises on a map and in a list."),
        url_name="places:home",
        roles=EVERYBODY,
        is_frequent=True,
    ),
    Door(
        verb="places",
        label=_("Distances"),
        story=_("See how far it is to a place, and say so if the distance is wrong."),
        url_name="distances:home",
        roles=EVERYBODY,
        is_frequent=True,
    ),
    Door(
        verb="people",
        label=pgettext_lazy("verb in the navigation", "Staff"),
        story=_("Import staff from a file and see what the plans are built on."),
        url_name="people:home",
        roles=frozenset(STAFF_READERS),
    ),
    Door(
        verb="follow",
        label=_("Jobs"),
        story=_("Come back to long work that runs or has finished."),
        url_name="foundation:jobs",
        roles=frozenset(plans_permissions.READERS),
    ),
    Door(
        verb="follow",
        label=_("Audit log"),
        story=_("See who has changed what, and who has read about whom."),
        url_name="foundation:audit",
        roles=frozenset({Role.ADMINISTRATOR}),
    ),
)

LANDINGS: Final = {
    Role.PLANNER: "mapping:home",
    Role.HR: "mapping:home",
    Role.ADMINISTRATOR: "people:import",
}
"""Where a role arrives after signing in, first match first; others come to the first page."""


def shell_of(request: HttpRequest) -> Shell:
    """What stands around the page for whoever asked."""
    return Shell(
        navigation=_navigation(request),
        person=_person(request),
        sign_in_url="" if request.user.is_authenticated else reverse("foundation:sign_in"),
        home_url=reverse("foundation:home"),
        report_email=settings.ARBETSHUBB_REPORT_EMAIL,
        notice=_notice(),
    )


def _navigation(request: HttpRequest) -> tuple[NavItem, ...]:
    return tuple(
        NavItem(
            verb=door.verb,
            label=str(door.label),
            url=door.url,
            is_current=request.path.startswith(door.url),
            is_frequent=door.is_frequent,
        )
        for door in doors_for(request.user)
    )


def _person(request: HttpRequest) -> Person | None:
    user = request.user
    if not user.is_authenticated:
        return None
    organisation = organisation_of(user)
    return Person(
        name=str(user),
        role=user.role_names,
        sign_out_url=reverse("foundation:sign_out"),
        organisation=organisation.name if organisation else "",
    )


def _notice() -> str:
    if not settings.ARBETSHUBB_DEMO:
        return ""
    return gettext("Demonstration: the people, hubs and prices are invented.")
