"""Make a hub plan: the one function behind the command, the page and the notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.commuting import (
    Breakdown,
    Commuting,
    commuting,
    commuting_at,
    commuting_by,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan.alternatives import alternatives
from arbetshubb.analysis.hubplan.deadline import Cancel, Progress, Running
from arbetshubb.analysis.hubplan.fingerprint import inputs_hash
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.outcome import (
    Choice,
    Outcome,
    benefit_table,
    choose,
    is_reached,
    outcome_of,
    outcome_spans,
    people_of_cells,
    reach_of_municipalities,
)
from arbetshubb.analysis.hubplan.result import HubOutcome, HubPlan, MunicipalityOutcome
from arbetshubb.analysis.hubplan.search import best_hubs
from arbetshubb.analysis.hubplan.sensitivity import outcomes_at_ends, sensitivity
from arbetshubb.analysis.hubplan.study import Case, case_of, study_of
from arbetshubb.analysis.hubplan.worth import worth_of
from arbetshubb.analysis.places import IntArray
from arbetshubb.analysis.siting import SitingPlan
from arbetshubb.analysis.spans import Spans
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce


def make_hub_plan(  # noqa: PLR0913 - what a plan rests on; two are about the run
    workforce: Workforce,
    travel: TravelMatrix,
    options: PlanOptions,
    constants: ConstantTable,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> HubPlan:
    """The best hubs for a workforce, with figures, worth, alternatives and sensitivity.

    Args:
        workforce: the people and the sites of the study.
        travel: ``[cell, site]`` of the workforce, own offices included.
        options: the planner's demands.
        constants: prices and assumptions; every key in ``sensitivity.KEYS`` must be there.
        progress: told ``(stage, share)``; the share never falls within a stage.
        cancel: asked now and then; once it answers yes, ``PlanCancelled`` is raised.

    Raises:
        NoPlanPossible: the demands cannot hold together.
        NoPlanInTime: the time limit passed without a plan.
        PlanCancelled: ``cancel`` answered yes.
        UnknownSites: a forced or forbidden site is not one to choose from.
        KeyError: a constant is missing.
    """
    running = Running(options.time_limit, progress, cancel)
    running.tell("commuting", 0.0)
    today = commuting(workforce, travel, constants)
    running.tell("commuting", 1.0)
    study = study_of(workforce, travel, options)
    case = case_of(study, constants)
    running.tell("demand", 1.0)
    running.tell("siting", 0.0)
    plan = best_hubs(case, running)
    running.tell("siting", 1.0)
    return _hub_plan(_view(case, plan), today, running)


@dataclass(frozen=True, eq=False)
class _View:
    """The chosen hubs from all sides, before they are put into words."""

    case: Case
    plan: SitingPlan
    choice: Choice
    outcome: Outcome
    base_of_hub: IntArray
    base_of_municipality: IntArray


def _view(case: Case, plan: SitingPlan) -> _View:
    study, constants = case.study, case.constants
    choice = choose(study, plan.open)
    table = benefit_table(study, choice, constants)
    outcome = outcome_of(study, choice, constants)
    return _View(case, plan, choice, outcome, table[:, :-1].sum(axis=0), table.sum(axis=1))


def _hub_plan(view: _View, today: Commuting, running: Running) -> HubPlan:
    case, plan = view.case, view.plan
    study, constants = case.study, case.constants
    ends = outcomes_at_ends(study, view.choice, constants)
    spans = outcome_spans(view.outcome, [(each.low, each.high) for each in ends])
    others = alternatives(case, running, plan=plan)
    moved = sensitivity(case, running, plan=plan, ends=ends)
    bound, gap = _finite_bound(view)
    existing = choose(study, study.existing)
    people = people_of_cells(study)
    to_site = np.append(study.choices, -1)  # so that index -1, none, stays -1
    return HubPlan(
        options=study.options,
        workforce=study.workforce,
        travel=study.travel,
        constants=constants,
        status=plan.status,
        objective=plan.objective,
        bound=bound,
        gap=gap,
        seconds=running.seconds,
        binding=plan.explanation.binding,
        today=today,
        saved=commuting_at(spans["saved"], people=int(view.base_of_municipality.sum())),
        cost=spans["cost"].at(),
        members=spans["members"].at(),
        reach_today=int(people[is_reached(study, existing)].sum()),
        reach_plan=int(people[is_reached(study, view.choice)].sum()),
        hubs=_hubs(view, spans),
        municipalities=_municipalities(view, spans, existing),
        alternatives=others,
        sensitivity=moved,
        nearest_minutes=view.choice.minutes,
        hub_of_cell=to_site[view.choice.hub],
        inputs_hash=inputs_hash(study.workforce, study.travel, study.options, constants),
    )


def _finite_bound(view: _View) -> tuple[float, float]:
    """The solver's bound and gap; a search cut short before it had a bound gets the simplest one.

    Nobody is worth more than at the hub where they are worth most, and a hub costs nothing less
    than nothing.
    """
    plan = view.plan
    if np.isfinite(plan.bound):
        return plan.bound, plan.gap
    best = view.case.problem.value.max(axis=1, initial=0.0)
    bound = max(plan.objective, float(np.maximum(best, 0.0).sum()))
    return bound, (bound - plan.objective) / max(1.0, abs(plan.objective))


def _hubs(view: _View, spans: Mapping[str, Spans]) -> tuple[HubOutcome, ...]:
    study, people = view.case.study, people_of_cells(view.case.study)
    within = study.minutes <= study.options.within_minutes
    return tuple(
        HubOutcome(
            site=study.sites[site],
            is_existing=bool(study.is_existing[site]),
            seats=int(view.outcome.seats_of_hub[hub]),
            catchment=int(people[within[:, site]].sum()),
            base_people=int(view.base_of_hub[hub]),
            members=spans["members_of_hub"].at(hub),
            days_per_week=spans["days_of_hub"].at(hub),
            cost=spans["cost_of_hub"].at(hub),
            saved=commuting_at(spans["saved_of_hub"], hub, people=int(view.base_of_hub[hub])),
            worth=worth_of(view.case, plan=view.choice, outcome=view.outcome, hub=site),
        )
        for hub, site in enumerate(view.choice.open)
    )


def _municipalities(
    view: _View, spans: Mapping[str, Spans], existing: Choice
) -> tuple[MunicipalityOutcome, ...]:
    study, workforce = view.case.study, view.case.study.workforce
    today = commuting_by(Breakdown.MUNICIPALITY, workforce, study.travel, view.case.constants)
    reach_today = reach_of_municipalities(study, existing)
    reach_plan = reach_of_municipalities(study, view.choice)
    base = view.base_of_municipality
    hubs_in: dict[str, list[str]] = {}
    for site in view.choice.open:
        hubs_in.setdefault(study.sites[site].municipality, []).append(study.ids[site])
    return tuple(
        MunicipalityOutcome(
            municipality=name,
            employees=today[index].commuting.people,
            reach_today=int(reach_today[index]),
            reach_plan=int(reach_plan[index]),
            hubs=tuple(hubs_in.get(name, ())),
            members=spans["members_of_municipality"].at(index),
            saved=commuting_at(spans["saved_of_municipality"], index, people=int(base[index])),
            today=today[index].commuting,
        )
        for index, name in enumerate(workforce.municipalities)
    )
