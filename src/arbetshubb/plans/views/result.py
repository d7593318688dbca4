"""A scenario's own pages: progress, the plan, its hubs, alternatives and figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.analysis.hubplan.published import HubOut
from arbetshubb.analysis.siting.plan import Demand
from arbetshubb.foundation.access import role_required
from arbetshubb.foundation.jobs import rescue_if_lost, stage_label
from arbetshubb.plans.actions import loosen_scenario, plan_hubs, scenario_of_alternative
from arbetshubb.plans.display import charts, figures, tables
from arbetshubb.plans.display.map import plan_map
from arbetshubb.plans.models import Scenario, ScenarioStatus
from arbetshubb.plans.permissions import MAKERS, READERS, may_change
from arbetshubb.plans.queries import municipalities_of, others_to_compare, place_names
from arbetshubb.plans.rules import can_loosen, options_from_json
from arbetshubb.plans.texts import conflicts, hubs
from arbetshubb.plans.texts import plan as plan_texts
from arbetshubb.plans.texts.figures import FIGURES
from arbetshubb.plans.views.finding import (
    planned_or_404,
    scenario_or_404,
    scenario_to_change,
    signed_in,
)

type Context = dict[str, Any]  # Any: what templates are given
MOST_REASONS = 3


@require_GET
@never_cache
@role_required(*READERS)
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan, the progress of making it, or what stopped it."""
    row = _with_living_job(scenario_or_404(request, pk))
    if row.is_under_way:
        return render(request, "plans/making.html", _progress_of(request, row))
    plan = row.published
    if row.status == ScenarioStatus.DONE and plan is not None:
        return render(request, "plans/plan.html", _plan_context(request, row, plan))
    if row.status == ScenarioStatus.INFEASIBLE:
        return render(request, "plans/infeasible.html", _conflict_context(request, row))
    return render(request, "plans/stopped.html", _stopped_context(request, row))


@require_GET
@never_cache
@role_required(*READERS)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes while the plan is made."""
    row = _with_living_job(scenario_or_404(request, pk))
    if not row.is_under_way:
        return HttpResponseClientRefresh()
    return render(request, "plans/progress.html", _progress_of(request, row))


@require_GET
@role_required(*READERS)
def map_data(request: HttpRequest, pk: int) -> HttpResponse:
    """What the map draws."""
    row, plan = planned_or_404(request, pk)
    return JsonResponse(plan_map(row, plan, with_url=False).data())


@require_GET
@role_required(*READERS)
def hub(request: HttpRequest, pk: int, site_id: str) -> HttpResponse:
    """One hub: its figures, why it was chosen and what it is worth."""
    row, plan = planned_or_404(request, pk)
    found = next((each for each in plan.hubs if each.site_id == site_id), None)
    if found is None:
        raise Http404
    options, names = options_from_json(plan.options), tables.place_names_in(plan)
    return render(
        request,
        "plans/hub.html",
        {
            "scenario": row,
            "plan": plan,
            "hub": found,
            "state": tables.hub_status(found),
            "cards": figures.hub_cards(found),
            "reasons": hubs.why_chosen(found, options, names),
            "without": hubs.without(found, options, names),
            "warning": hubs.near_critical_mass(found, options),
            "minutes": options.within_minutes,
        },
    )


@require_GET
@role_required(*READERS)
def alternative(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One point of the front beside the chosen plan."""
    row, plan = planned_or_404(request, pk)
    rows = charts.alternative_rows(row, plan)
    if not 1 <= number <= len(rows):
        raise Http404
    chosen, names = rows[number - 1], tables.place_names_in(plan)
    here, there = set(chosen.alternative.open), {each.site_id for each in plan.hubs}
    return render(
        request,
        "plans/alternative.html",
        {
            "scenario": row,
            "row": chosen,
            "chart": charts.pareto_chart(
                [charts.marked(each, is_chosen=each.number == number) for each in rows]
            ),
            "cards": figures.alternative_cards(chosen.alternative, plan),
            "certainty": charts.certainty_of(chosen.alternative),
            "added": sorted(names.get(each, each) for each in here - there),
            "dropped": sorted(names.get(each, each) for each in there - here),
            "kept": sorted(names.get(each, each) for each in here & there),
            "previous": rows[number - 2] if number > 1 else None,
            "next": rows[number] if number < len(rows) else None,
            "may_change": may_change(request.user, row),
        },
    )


@require_POST
@role_required(*MAKERS)
def make_alternative(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A scenario of its own with the alternative's hubs, and its plan."""
    row = scenario_to_change(request, pk)
    plan = row.published
    if plan is None or not 1 <= number <= len(plan.alternatives):
        raise Http404
    open_sites = plan.alternatives[number - 1].open
    count = ngettext("%(count)s hub", "%(count)s hubs", len(open_sites)) % {
        "count": len(open_sites)
    }
    user = signed_in(request)
    copy = scenario_of_alternative(user, row, open_sites, name=f"{row.name}, {count}")
    plan_hubs(user, copy)
    return redirect(copy)


@require_POST
@role_required(*MAKERS)
def loosen(request: HttpRequest, pk: int, demand: str) -> HttpResponse:
    """A copy of the scenario without one of the demands that conflict."""
    row = scenario_to_change(request, pk)
    if demand not in row.conflict.get("demands", []):
        raise Http404
    user, dropped = signed_in(request), Demand(demand)
    name = conflicts.loosened_name(row.name, dropped)
    copy = loosen_scenario(user, row, dropped, name=name)
    plan_hubs(user, copy)
    messages.success(request, _("A copy was made without that demand. The plan is being made."))
    return redirect(copy)


@require_GET
@role_required(*READERS)
def why(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """How a figure was made."""
    row, plan = planned_or_404(request, pk)
    figure = FIGURES.get(key)
    if figure is None:
        raise Http404
    constants = figures.constant_rows(figure, plan, tuple(row.assumptions))
    return render(
        request,
        "plans/why.html",
        {
            "scenario": row,
            "plan": plan,
            "figure": figure,
            "label": figures.label_of(figure, plan),
            "card": figures.card_of(row, plan, figure, with_why=False),
            "counterfactual": plan_texts.counterfactual(plan),
            "roads": plan_texts.roads(plan),
            "constants": tables.constants_table(constants) if constants else None,
            "demands": plan_texts.demands_in_words(
                options_from_json(plan.options), names=tables.place_names_in(plan)
            ),
            "made": row.finished,
        },
    )


# -- What the pages are given


def _with_living_job(row: Scenario) -> Scenario:
    if row.job is not None and row.is_under_way and rescue_if_lost(row.job):
        row.job.refresh_from_db()
    return row


def _progress_of(request: HttpRequest, row: Scenario) -> Context:
    job = row.job
    left = job.time_left() if job else None
    return {
        "scenario": row,
        "job": job,
        "stage": stage_label(job) if job else "",
        "seconds_left": left.total_seconds() if left else None,
        "may_change": may_change(request.user, row),
        "demands": plan_texts.demands_in_words(row.plan_options, names=place_names()),
    }


def _plan_context(request: HttpRequest, row: Scenario, plan: PublishedPlan) -> Context:
    options, names = options_from_json(plan.options), tables.place_names_in(plan)
    alternatives = charts.alternative_rows(row, plan)
    asked = next((each for each in plan.hubs if each.site_id == request.GET.get("why")), None)
    shown = asked or max(plan.hubs, key=_weight, default=None)
    return {
        "scenario": row,
        "plan": plan,
        "headline": plan_texts.headline(plan),
        "lead": plan_texts.lead(plan),
        "cards": figures.first_cards(row, plan),
        "other_cards": figures.other_cards(row, plan),
        "map": plan_map(row, plan),
        "hubs": tables.hubs_table(row, plan).read(request.GET),
        "municipalities": tables.municipalities_table(plan).read(request.GET),
        "why_hub": shown,
        "why_hub_url": tables.hub_url(row, shown) if shown else "",
        "reasons": hubs.why_chosen(shown, options, names)[:MOST_REASONS] if shown else (),
        "pareto": charts.pareto_chart(alternatives),
        "alternatives": charts.alternatives_table(alternatives).read(request.GET),
        "tornado": charts.sensitivity_chart(plan),
        "sensitivity": tables.sensitivity_table(plan).read(request.GET),
        "is_searched": all(each.is_searched for each in plan.sensitivity),
        "counterfactual": plan_texts.counterfactual(plan),
        "roads": plan_texts.roads(plan),
        "may_change": may_change(request.user, row),
        "others": others_to_compare(request.user, row),
        "is_pooled": row.scope == "pooled",
    }


def _weight(row: HubOut) -> tuple[bool, float]:
    """A new hub needs its reasons told more than one that exists."""
    return not row.is_existing, row.worth.lost_km.base or 0.0


def _conflict_context(request: HttpRequest, row: Scenario) -> Context:
    demands = [Demand(each) for each in row.conflict.get("demands", [])]
    sites, names, options = row.conflict.get("sites", []), place_names(), row.plan_options
    return {
        "scenario": row,
        "heading": conflicts.conflict_heading(demands),
        "lead": conflicts.conflict_lead(demands),
        "where": conflicts.conflict_where(municipalities_of(sites)),
        "demands": [
            {
                "key": demand.value,
                "sentence": conflicts.demand_sentence(
                    demand, options, _concerned(demand, sites, names)
                ),
                "label": conflicts.loosen_label(demand),
                "can_loosen": can_loosen(options, demand, sites=sites),
            }
            for demand in demands
        ],
        "may_change": may_change(request.user, row),
    }


def _concerned(demand: Demand, sites: list[str], names: dict[str, str]) -> list[str]:
    if demand not in {Demand.FORCED, Demand.FORBIDDEN}:
        return []
    return [names.get(site, site) for site in sites]


def _stopped_context(request: HttpRequest, row: Scenario) -> Context:
    sentence = str(conflicts.failure(row.failure or "unexpected"))
    if not row.failure and row.job is not None and row.job.error_sentence:
        sentence = row.job.error_sentence
    return {
        "scenario": row,
        "is_cancelled": row.state == ScenarioStatus.CANCELLED,
        "is_draft": row.state == ScenarioStatus.DRAFT,
        "sentence": sentence,
        "may_change": may_change(request.user, row),
        "demands": plan_texts.demands_in_words(row.plan_options, names=place_names()),
    }
