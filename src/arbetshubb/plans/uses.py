"""Tells the page of a place which plans chose it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from arbetshubb.places.models import Place
from arbetshubb.places.uses import Use, tell_uses
from arbetshubb.plans.models import Scenario

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


@tell_uses
def plans_with(user: AnyUser, place: Place) -> Iterator[Use]:
    """The finished plans that chose the place, the newest first."""
    for scenario in Scenario.objects.visible_to(user).done().light():
        if place.site_id in scenario.open_sites:
            yield Use(
                name=scenario.name,
                url=scenario.get_absolute_url(),
                text=_("a plan with %(hubs)s hubs") % {"hubs": scenario.hubs},
            )
