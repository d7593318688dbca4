"""Which demands cannot hold together when there is no plan, and which bind when there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray, IntArray
from arbetshubb.analysis.siting.evaluate import BUDGET_DUST, evaluate
from arbetshubb.analysis.siting.plan import Demand, Evaluation, Explanation
from arbetshubb.analysis.siting.problem import UNLIMITED_SEATS, SitingProblem

ONE_MEMBER: Final = 1.0

type HasPlan = Callable[[SitingProblem], bool]
"""Whether the problem has any plan at all; may say yes when it cannot tell in time."""


def without(problem: SitingProblem, demand: Demand) -> SitingProblem:
    """The problem with one kind of demand let go."""
    sites = problem.sites
    no_sites = np.zeros(sites, dtype=np.bool_)
    none_anywhere = np.zeros_like(problem.minimum_per_municipality)
    eased: dict[Demand, Callable[[], SitingProblem]] = {
        Demand.BUDGET: lambda: replace(problem, budget=None),
        Demand.HUBS_MIN: lambda: replace(problem, hubs_min=0),
        Demand.HUBS_MAX: lambda: replace(problem, hubs_max=None),
        Demand.EACH_MUNICIPALITY: lambda: replace(problem, minimum_per_municipality=none_anywhere),
        Demand.CRITICAL_MASS: lambda: replace(problem, minimum_members=np.zeros(sites)),
        Demand.CAPACITY: lambda: replace(problem, seats_max=np.full(sites, UNLIMITED_SEATS)),
        Demand.FORCED: lambda: replace(problem, forced=no_sites),
        Demand.FORBIDDEN: lambda: replace(problem, forbidden=no_sites),
    }
    return eased[demand]()


def asked(problem: SitingProblem) -> tuple[Demand, ...]:
    """The demands that the problem makes at all, in the order they are let go."""
    is_asked = {
        Demand.BUDGET: problem.budget is not None,
        Demand.HUBS_MIN: problem.hubs_min > 0,
        Demand.HUBS_MAX: problem.hubs_max is not None,
        Demand.EACH_MUNICIPALITY: bool((problem.minimum_per_municipality > 0).any()),
        Demand.CRITICAL_MASS: bool((problem.minimum_members > 0).any()),
        Demand.CAPACITY: bool((problem.seats_max < UNLIMITED_SEATS).any()),
        Demand.FORCED: bool(problem.forced.any()),
        Demand.FORBIDDEN: bool(problem.forbidden.any()),
    }
    return tuple(demand for demand, is_made in is_asked.items() if is_made)


def explain_conflict(problem: SitingProblem, *, has_plan: HasPlan) -> Explanation:
    """A smallest set of demands that cannot hold together in a problem without a plan.

    A deletion filter (Chinneck and Dravnieks 1991): let go of one demand after the other, for good
    if there still is no plan. What is left cannot lose any demand without gaining a plan.
    """
    conflict = []
    for demand in asked(problem):
        eased = without(problem, demand)
        if has_plan(eased):
            conflict.append(demand)
        else:
            problem = eased
    return Explanation(conflict=tuple(conflict), sites=_concerned(problem, has_plan))


def _concerned(problem: SitingProblem, has_plan: HasPlan) -> tuple[str, ...]:
    """Names of sites without which the conflict would be gone, found by the same filter."""
    forced = _needed(problem.forced, lambda eased: not has_plan(replace(problem, forced=eased)))
    problem = replace(problem, forced=forced)
    forbidden = _needed(
        problem.forbidden, lambda eased: not has_plan(replace(problem, forbidden=eased))
    )
    problem = replace(problem, forbidden=forbidden)
    least = _needed(
        problem.minimum_per_municipality,
        lambda eased: not has_plan(replace(problem, minimum_per_municipality=eased)),
    )
    short = np.flatnonzero(least > 0)
    concerned = forced | forbidden | np.isin(problem.municipality, short)
    return tuple(problem.names[site] for site in np.flatnonzero(concerned))


def _needed[Demanded: (BoolArray, IntArray)](
    demanded: Demanded, is_conflict: Callable[[Demanded], bool]
) -> Demanded:
    """``demanded`` with entries set to nothing as long as the conflict stays."""
    for index in np.flatnonzero(demanded):
        eased = demanded.copy()
        eased[index] = 0
        if is_conflict(eased):
            demanded = eased
    return demanded


def binding(problem: SitingProblem, open_sites: Sequence[int]) -> tuple[Demand, ...]:
    """The demands that a plan meets with nothing to spare.

    A number of hubs is met exactly; the budget left does not pay for the cheapest shut site; a site
    has all the seats it may have; a site would lose its critical mass with one member fewer; a
    forced site would better be shut, or a forbidden one open.
    """
    chosen = np.array(sorted(open_sites), dtype=np.int64)
    outcome = evaluate(problem, open_sites)
    is_open = np.zeros(problem.sites, dtype=np.bool_)
    is_open[chosen] = True
    spare = outcome.members[chosen] - problem.minimum_members[chosen]
    has_mass = problem.minimum_members[chosen] > 0
    is_met_exactly = {
        Demand.BUDGET: _is_budget_used(problem, is_open, outcome),
        Demand.HUBS_MIN: 0 < problem.hubs_min == len(chosen),
        Demand.HUBS_MAX: problem.hubs_max == len(chosen),
        Demand.EACH_MUNICIPALITY: _has_just_enough(problem, is_open),
        Demand.CRITICAL_MASS: bool((has_mass & (spare < ONE_MEMBER)).any()),
        Demand.CAPACITY: bool((outcome.seats[chosen] == problem.seats_max[chosen]).any()),
        Demand.FORCED: _would_gain(problem, is_open, outcome, problem.forced),
        Demand.FORBIDDEN: _would_gain(problem, is_open, outcome, problem.forbidden),
    }
    return tuple(demand for demand, is_exact in is_met_exactly.items() if is_exact)


def _is_budget_used(problem: SitingProblem, is_open: BoolArray, outcome: Evaluation) -> bool:
    if problem.budget is None:
        return False
    may = ~is_open & ~problem.forbidden
    price = (problem.fixed_cost + problem.seat_cost * problem.seats_min)[may]
    left = problem.budget + BUDGET_DUST - outcome.cost
    return bool(left <= 2 * BUDGET_DUST or (len(price) and left < price.min()))


def _has_just_enough(problem: SitingProblem, is_open: BoolArray) -> bool:
    least = problem.minimum_per_municipality
    somewhere = problem.municipality[is_open & (problem.municipality >= 0)]
    in_each = np.bincount(somewhere, minlength=len(least))[: len(least)]
    return bool(((in_each == least) & (least > 0)).any())


def _would_gain(
    problem: SitingProblem, is_open: BoolArray, outcome: Evaluation, held: BoolArray
) -> bool:
    """Whether changing one of the ``held`` sites would give a better plan but for that demand."""
    for site in np.flatnonzero(held):
        changed = is_open.copy()
        changed[site] = ~changed[site]
        other = evaluate(problem, np.flatnonzero(changed).tolist())
        breaks_more = set(other.broken) - {Demand.FORCED, Demand.FORBIDDEN}
        if not breaks_more and other.objective > outcome.objective:
            return True
    return False
