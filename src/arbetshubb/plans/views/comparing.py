"""Two plans side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from arbetshubb.foundation.access import role_required
from arbetshubb.plans.display.comparison import compare_rows
from arbetshubb.plans.display.map import plan_map
from arbetshubb.plans.display.tables import hub_url
from arbetshubb.plans.forms import CompareForm
from arbetshubb.plans.models import Scenario
from arbetshubb.plans.permissions import READERS
from arbetshubb.plans.rules import difference, is_comparable
from arbetshubb.plans.texts.plan import headline


@require_GET
@role_required(*READERS)
def compare(request: HttpRequest) -> HttpResponse:
    """Choose two finished plans; figures, hubs and maps stand beside each other."""
    done = Scenario.objects.visible_to(request.user).done()
    is_asked = "a" in request.GET and "b" in request.GET
    form = CompareForm(
        request.GET if is_asked else None, scenarios=done, initial=request.GET.dict()
    )
    context: dict[str, object] = {"form": form, "count": done.count()}
    if is_asked and form.is_valid():
        context |= _side_by_side(form.cleaned_data["a"], form.cleaned_data["b"])
    return render(request, "plans/compare.html", context)


def _side_by_side(left: Scenario, right: Scenario) -> dict[str, object]:
    one, other = left.published, right.published
    if one is None or other is None:
        return {}
    change = difference(one, other)
    return {
        "left": left,
        "right": right,
        "left_headline": headline(one),
        "right_headline": headline(other),
        "rows": compare_rows(one, other),
        "is_same": left.pk == right.pk,
        "is_comparable": is_comparable(one, other),
        "only_left": [(hub.name, hub_url(left, hub)) for hub in change.only_left],
        "only_right": [(hub.name, hub_url(right, hub)) for hub in change.only_right],
        "both": [hub.name for hub, _ in change.both],
        "left_map": plan_map(left, one, map_id="left-map"),
        "right_map": plan_map(right, other, map_id="right-map"),
    }
