"""What each open hub is worth: the plan without it, everybody choosing anew among the rest."""

from __future__ import annotations

import numpy as np

from arbetshubb.analysis.hubplan.outcome import (
    Choice,
    Outcome,
    choose,
    is_reached,
    outcome_of,
    people_of_cells,
)
from arbetshubb.analysis.hubplan.result import Worth
from arbetshubb.analysis.hubplan.study import Case
from arbetshubb.analysis.siting import Demand, evaluate


def worth_of(case: Case, *, plan: Choice, outcome: Outcome, hub: int) -> Worth:
    """The worth of ``hub``, one of ``plan.open``. O(kinds + sites · cells · open)."""
    study, problem = case.study, case.problem
    rest = tuple(site for site in plan.open if site != hub)
    choice = choose(study, rest)
    without = outcome_of(study, choice, case.constants)
    broken = set(evaluate(problem, rest).broken) - set(evaluate(problem, plan.open).broken)
    lost = is_reached(study, plan) & ~is_reached(study, choice)
    return Worth(
        lost_value=float(outcome.value - without.value),
        saved_cost=float(outcome.cost - without.cost),
        lost_km=outcome.saved_km - without.saved_km,
        people_losing_reach=int(np.where(lost, people_of_cells(study), 0).sum()),
        best_replacement=_best_replacement(case, rest, hub),
        breaks=tuple(sorted(broken)),
    )


def _best_replacement(case: Case, rest: tuple[int, ...], hub: int) -> str:
    """The other site that helps the rest most and breaks no more demands than the plan; or none."""
    problem = case.problem
    allowed = set(evaluate(problem, (*rest, hub)).broken)
    # Leaving a forced hub out is what is asked here, so that alone never rules a replacement out.
    if problem.forced[hub]:
        allowed.add(Demand.FORCED)
    best, least = "", evaluate(problem, rest).objective
    for other in range(problem.sites):
        if other == hub or other in rest or problem.forbidden[other]:
            continue
        found = evaluate(problem, (*rest, other))
        if found.objective > least and set(found.broken) <= allowed:
            best, least = case.study.ids[other], found.objective
    return best
