"""What the views of this room share: finding a scenario that the user may see."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.foundation.models import User
from arbetshubb.plans.models import Scenario
from arbetshubb.plans.permissions import may_change


def scenario_or_404(request: HttpRequest, pk: int) -> Scenario:
    """The scenario, when the user may see it: another organisation's does not exist for them."""
    visible = Scenario.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("job", "organisation", "created_by"), pk=pk)


def planned_or_404(request: HttpRequest, pk: int) -> tuple[Scenario, PublishedPlan]:
    """The scenario and its plan, when it has one."""
    scenario = scenario_or_404(request, pk)
    plan = scenario.published
    if plan is None:
        raise Http404
    return scenario, plan


def scenario_to_change(request: HttpRequest, pk: int) -> Scenario:
    """The scenario, when the user may change it."""
    scenario = scenario_or_404(request, pk)
    if not may_change(request.user, scenario):
        raise PermissionDenied
    return scenario


def signed_in(request: HttpRequest) -> User:
    """The user; ``role_required`` let nobody else in."""
    assert isinstance(request.user, User)
    return request.user
