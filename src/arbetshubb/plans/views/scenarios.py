"""Scenarios as a list, the form for a new one, and starting, stopping, renaming, deleting."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arbetshubb.foundation.access import organisation_of, role_required
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.plans.actions import (
    PlanUnderWay,
    cancel_plan,
    create_scenario,
    delete_scenario,
    plan_hubs,
    rename_scenario,
)
from arbetshubb.plans.actions.keep import ScenarioUnderWay
from arbetshubb.plans.display.tables import scenarios_table
from arbetshubb.plans.forms import NameForm, ScenarioForm, first_name
from arbetshubb.plans.models import UNDER_WAY, Scenario, ScenarioStatus, Scope
from arbetshubb.plans.permissions import MAKERS, READERS, may_make
from arbetshubb.plans.queries import has_others_to_plan_for
from arbetshubb.plans.views.finding import scenario_or_404, scenario_to_change, signed_in
from arbetshubb.ui.navigation import EmptyState, Tab


@require_GET
@role_required(*READERS)
def home(request: HttpRequest) -> HttpResponse:
    """Every scenario, by state."""
    show = request.GET.get("show", "all")
    everything = list(Scenario.objects.visible_to(request.user).light())
    chosen = [row for row in everything if show == "all" or _group(row) == show]
    return render(
        request,
        "plans/home.html",
        {
            "table": scenarios_table(chosen, empty=_nothing_yet(request)).read(request.GET),
            "tabs": _tabs(everything, show),
            "count": len(everything),
            "done_count": sum(_group(row) == "done" for row in everything),
            "may_make": may_make(request.user),
            "empty": _nothing_yet(request),
        },
    )


@require_http_methods(["GET", "POST"])
@role_required(*MAKERS)
def new(request: HttpRequest) -> HttpResponse:
    """The form; ``?from=`` starts from another scenario's demands. Sending it starts the search."""
    user = signed_in(request)
    organisation = _organisation(user)
    source = _source(request)
    form = ScenarioForm(
        request.POST or None,
        source=source,
        can_pool=has_others_to_plan_for(user, organisation),
        name=source.name if source else _suggested_name(user),
    )
    if request.method == "POST" and form.is_valid():
        scenario = create_scenario(
            user,
            source.organisation if source else organisation,
            name=form.cleaned_data["name"],
            scope=Scope(form.cleaned_data["scope"]),
            options=form.options,
            assumptions=form.assumptions,
            copied_from=source,
        )
        plan_hubs(user, scenario)
        return redirect(scenario)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/new.html", {"form": form, "source": source}, status=status)


@require_POST
@role_required(*MAKERS)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the plan again after a stop or a fault."""
    scenario = scenario_to_change(request, pk)
    try:
        plan_hubs(signed_in(request), scenario)
    except PlanUnderWay:
        messages.info(request, _("The plan is being made already."))
    return redirect(scenario)


@require_POST
@role_required(*MAKERS)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the search."""
    scenario = scenario_to_change(request, pk)
    cancel_plan(signed_in(request), scenario)
    messages.info(request, _("The search is being stopped. Your demands are kept."))
    return redirect(scenario)


@require_http_methods(["GET", "POST"])
@role_required(*MAKERS)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the scenario another name."""
    scenario = scenario_to_change(request, pk)
    form = NameForm(request.POST or None, initial={"name": scenario.name})
    if request.method == "POST" and form.is_valid():
        rename_scenario(signed_in(request), scenario, form.cleaned_data["name"])
        messages.success(request, _("The name was changed."))
        return redirect(scenario)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/rename.html", {"form": form, "scenario": scenario}, status=status)


@require_POST
@role_required(*MAKERS)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the scenario away."""
    scenario = scenario_to_change(request, pk)
    try:
        delete_scenario(signed_in(request), scenario)
    except ScenarioUnderWay:
        messages.warning(request, _("The plan is being made. Stop the search first."))
        return redirect(scenario)
    messages.success(request, _("“%(name)s” was deleted.") % {"name": scenario.name})
    return redirect("plans:home")


def _organisation(user: User) -> Organisation:
    organisation = organisation_of(user)
    if organisation is None:
        raise PermissionDenied
    return organisation


def _source(request: HttpRequest) -> Scenario | None:
    key = request.GET.get("from", "")
    return scenario_or_404(request, int(key)) if key.isdecimal() else None


def _suggested_name(user: User) -> str:
    names = Scenario.objects.visible_to(user).values_list("name", flat=True)
    return first_name(list(names), _("Hub plan"))


def _group(scenario: Scenario) -> str:
    if scenario.state == ScenarioStatus.DONE:
        return "done"
    return "underway" if scenario.state in UNDER_WAY else "stopped"


def _tabs(scenarios: list[Scenario], show: str) -> list[Tab]:
    labels = {
        "all": _("All"),
        "done": pgettext("scenarios that are", "Done"),
        "underway": pgettext("scenarios that are", "Being made"),
        "stopped": _("Without a plan"),
    }
    counts = {key: sum(key in {"all", _group(row)} for row in scenarios) for key in labels}
    home_url = reverse("plans:home")
    return [
        Tab(label, f"{home_url}?show={key}", is_current=key == show, count=counts[key])
        for key, label in labels.items()
    ]


def _nothing_yet(request: HttpRequest) -> EmptyState:
    if not may_make(request.user):
        return EmptyState(_("No plans yet"), _("A planner in your organisation makes them."))
    return EmptyState(
        _("Make your first hub plan"),
        _(
            "You state what matters, such as a budget or a hub in every municipality. The plan"
            " says where the hubs do most good, what they cost and what they save."
        ),
        reverse("plans:new"),
        _("Make a plan"),
    )
