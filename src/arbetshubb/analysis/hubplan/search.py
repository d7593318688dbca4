"""The search for the best hubs of a study, and what happens when there are none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from arbetshubb.analysis.demand import assumptions
from arbetshubb.analysis.hubplan.deadline import Running
from arbetshubb.analysis.hubplan.errors import NoPlanInTime, NoPlanPossible, PlanCancelled
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.outcome import choose, outcome_of
from arbetshubb.analysis.hubplan.study import Case, terms_of
from arbetshubb.analysis.pricing import DAYS_PER_WEEK, prices
from arbetshubb.analysis.siting import (
    Explanation,
    PlanStatus,
    SitingPlan,
    SitingProblem,
    evaluate,
    solve,
)

MAIN_SHARE: Final = 0.5
"""Share of the time limit that the plan itself may take; the rest is for questioning it."""

_KRONOR_DUST: Final = 1e-6


def best_hubs(case: Case, running: Running) -> SitingPlan:
    """The best plan within all demands, the budget for what is paid by the day included.

    The siting problem's budget knows fixed costs and seats only. When use paid by the day breaks
    the true budget, the search is made again with such use charged by the seat, which is never
    less than it costs: the plan then holds the budget. The bound of the first search stays valid
    for it, so the gap is honest, if often wider than need be.

    Raises:
        NoPlanPossible: the demands cannot hold together (in the second search: with use charged
            by the seat).
        NoPlanInTime: the time passed without a plan.
        PlanCancelled: the caller stopped it.
    """
    first = _solved(case, case.problem, running)
    if _holds_budget(case, first):
        return first
    running.tell("siting", 0.5)
    found = _solved(case, _with_days_as_seats(case), running)
    judged = evaluate(case.problem, found.open)
    bound = max(first.bound, judged.objective)
    gap = (bound - judged.objective) / max(1.0, abs(judged.objective))
    is_proven = gap <= case.study.options.gap
    return replace(
        found,
        seats=judged.seats,
        objective=judged.objective,
        bound=bound,
        gap=gap,
        status=PlanStatus.OPTIMAL if is_proven else PlanStatus.FEASIBLE,
    )


def solve_again(
    problem: SitingProblem,
    options: PlanOptions,
    running: Running,
    *,
    seconds: float,
    start: Sequence[int] | None = None,
) -> SitingPlan:
    """One search within ``seconds`` and what is left of the time."""
    if not problem.sites:
        return _no_choice(problem)
    return solve(
        problem,
        gap=options.gap,
        time_limit=max(0.01, min(seconds, running.left)),
        seed=options.seed,
        start=start,
        cancel=running.is_cancelled,
    )


def _solved(case: Case, problem: SitingProblem, running: Running) -> SitingPlan:
    seconds = running.left * MAIN_SHARE
    plan = solve_again(problem, case.study.options, running, seconds=seconds)
    if running.is_cancelled():
        raise PlanCancelled
    if plan.status is PlanStatus.INFEASIBLE:
        raise NoPlanPossible(plan.explanation.conflict, plan.explanation.sites)
    if not plan.has_plan:
        raise NoPlanInTime(running.seconds)
    return plan


def _holds_budget(case: Case, plan: SitingPlan) -> bool:
    budget = case.study.options.budget
    if budget is None:
        return True
    outcome = outcome_of(case.study, choose(case.study, plan.open), case.constants)
    return float(outcome.cost) <= budget + _KRONOR_DUST


def _with_days_as_seats(case: Case) -> SitingProblem:
    """The problem with day prices charged for every seat instead of taken from the value.

    A seat stands for ``5 / peak`` used days a week, so load and used days are proportional.
    """
    problem, peak = case.problem, assumptions(case.constants).peak
    days_of_seat = DAYS_PER_WEEK / peak * prices(case.constants).weeks
    price = terms_of(case.study, case.constants).day * days_of_seat
    return replace(
        problem,
        value=problem.value + problem.load * price,
        seat_cost=problem.seat_cost + price,
    )


def _no_choice(problem: SitingProblem) -> SitingPlan:
    """The plan when there is no site to choose: nothing open, or no plan at all."""
    judged = evaluate(problem, ())
    is_possible = not judged.broken
    return SitingPlan(
        open=(),
        assignment=judged.assignment,
        seats=judged.seats,
        objective=0.0 if is_possible else -math.inf,
        bound=0.0 if is_possible else -math.inf,
        gap=0.0,
        status=PlanStatus.OPTIMAL if is_possible else PlanStatus.INFEASIBLE,
        explanation=Explanation(conflict=judged.broken[:1]),
        seconds=0.0,
    )
