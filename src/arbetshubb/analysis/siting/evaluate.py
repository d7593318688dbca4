"""What a given set of open sites would give, by the rules of ``SitingProblem`` and nothing else.

This is the one place where value, cost and kept demands are decided; the solver's own plan is
judged here too, so a plan never shows figures of the optimisation model.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.siting.plan import Demand, Evaluation
from arbetshubb.analysis.siting.problem import SitingProblem

# Sums of many small shares differ in their last digits with the order of adding; these keep
# such dust from buying a seat or breaking a demand.
SEAT_DUST: Final = 1e-9
MEMBER_DUST: Final = 1e-9
BUDGET_DUST: Final = 1e-6


def evaluate(problem: SitingProblem, open_sites: Iterable[int]) -> Evaluation:
    """What opening exactly ``open_sites`` gives; everybody goes to the open site they like best.

    Args:
        problem: what may be chosen.
        open_sites: indices of open sites in any order; repeats count once.

    Raises:
        IndexError: an index is not a site.

    Takes time proportional to demands x open sites.
    """
    chosen = _ascending(problem, open_sites)
    assignment = _assignment(problem, chosen)
    goes = np.flatnonzero(assignment >= 0)
    where = assignment[goes]
    members = np.bincount(where, problem.members[goes, where], minlength=problem.sites)
    load = np.bincount(where, problem.load[goes, where], minlength=problem.sites)
    seats = np.zeros(problem.sites, dtype=np.int64)
    seats[chosen] = np.maximum(problem.seats_min[chosen], whole_seats(load[chosen]))
    paid = seats if problem.pays_whole_seats else np.maximum(problem.seats_min, load)
    cost = float(problem.fixed_cost[chosen].sum() + problem.seat_cost[chosen] @ paid[chosen])
    return Evaluation(
        assignment=assignment,
        seats=seats,
        members=members,
        value=float(problem.value[goes, where].sum()),
        cost=cost,
        broken=_broken(problem, chosen, members=members, seats=seats, cost=cost),
    )


def whole_seats(load: FloatArray) -> IntArray:
    """Seats that must be bought to hold ``load``."""
    return np.ceil(load - SEAT_DUST).astype(np.int64)


def _ascending(problem: SitingProblem, open_sites: Iterable[int]) -> IntArray:
    chosen = np.array(sorted(set(open_sites)), dtype=np.int64)
    if len(chosen) and not (chosen[0] >= 0 and chosen[-1] < problem.sites):
        message = f"open sites must be between 0 and {problem.sites - 1}"
        raise IndexError(message)
    return chosen


def _assignment(problem: SitingProblem, chosen: IntArray) -> IntArray:
    if not len(chosen):
        return np.full(problem.demands, -1, dtype=np.int64)
    reluctance = problem.reluctance_by_site[chosen]
    favourite = reluctance.argmin(axis=0)  # the first of equals: the lowest index
    likes = np.isfinite(reluctance[favourite, np.arange(problem.demands)])
    return np.where(likes, chosen[favourite], -1)


def _broken(
    problem: SitingProblem, chosen: IntArray, *, members: FloatArray, seats: IntArray, cost: float
) -> tuple[Demand, ...]:
    is_open = np.zeros(problem.sites, dtype=np.bool_)
    is_open[chosen] = True
    too_few = members[chosen] < problem.minimum_members[chosen] - MEMBER_DUST
    kept = {
        Demand.BUDGET: problem.budget is None or cost <= problem.budget + BUDGET_DUST,
        Demand.HUBS_MIN: len(chosen) >= problem.hubs_min,
        Demand.HUBS_MAX: problem.hubs_max is None or len(chosen) <= problem.hubs_max,
        Demand.EACH_MUNICIPALITY: _has_enough_in_each(problem, is_open),
        Demand.CRITICAL_MASS: not too_few.any(),
        Demand.CAPACITY: bool((seats[chosen] <= problem.seats_max[chosen]).all()),
        Demand.FORCED: not (problem.forced & ~is_open).any(),
        Demand.FORBIDDEN: not (problem.forbidden & is_open).any(),
    }
    return tuple(demand for demand, is_kept in kept.items() if not is_kept)


def _has_enough_in_each(problem: SitingProblem, is_open: BoolArray) -> bool:
    least = problem.minimum_per_municipality
    somewhere = problem.municipality[is_open & (problem.municipality >= 0)]
    return bool((np.bincount(somewhere, minlength=len(least)) >= least).all())
