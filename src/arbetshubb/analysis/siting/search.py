"""A quick local search: a good plan at once, to show if time is short and to prune by.

It proves nothing. Neighbours (one hub opened, shut or swapped) are ranked by an estimate made for
all of them at once, and the promising ones are judged by ``evaluate``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.siting.evaluate import evaluate
from arbetshubb.analysis.siting.plan import Demand, Evaluation
from arbetshubb.analysis.siting.problem import SitingProblem

type OpenSet = frozenset[int]
type Stop = Callable[[], bool]

TRIED_PER_STEP: Final = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A set of open sites and its worth: kept demands first, then the objective."""

    open: OpenSet
    shortfall: float
    objective: float

    @property
    def is_allowed(self) -> bool:
        """Whether the set meets every demand."""
        return self.shortfall == 0

    def is_better_than(self, other: Found) -> bool:
        """Whether this breaks less, or as little for more kronor."""
        if self.shortfall != other.shortfall:
            return self.shortfall < other.shortfall
        return self.objective > other.objective


def found(problem: SitingProblem, open_sites: Iterable[int]) -> Found:
    """``open_sites`` with its worth."""
    chosen = frozenset(int(site) for site in open_sites)
    outcome = evaluate(problem, chosen)
    return Found(chosen, _shortfall(problem, chosen, outcome), outcome.objective)


def _shortfall(problem: SitingProblem, chosen: OpenSet, outcome: Evaluation) -> float:
    """How far the set is from meeting its demands; 0 exactly when none is broken."""
    if not outcome.broken:
        return 0.0
    sites = np.array(sorted(chosen), dtype=np.int64)
    is_open = np.zeros(problem.sites, dtype=np.bool_)
    is_open[sites] = True
    lacking = problem.minimum_members - outcome.members
    in_each = np.bincount(
        problem.municipality[is_open & (problem.municipality >= 0)],
        minlength=len(problem.minimum_per_municipality),
    )
    mass = np.maximum(lacking, 0)[sites] / np.maximum(problem.minimum_members[sites], 1e-9)
    excess = np.maximum(outcome.seats - problem.seats_max, 0)[sites]
    budget = problem.budget
    amount = {
        Demand.BUDGET: 0.0 if budget is None else (outcome.cost - budget) / max(budget, 1.0),
        Demand.HUBS_MIN: problem.hubs_min - len(sites),
        Demand.HUBS_MAX: len(sites) - (problem.hubs_max or 0),
        Demand.EACH_MUNICIPALITY: np.maximum(problem.minimum_per_municipality - in_each, 0).sum(),
        Demand.CRITICAL_MASS: mass.sum(),
        Demand.CAPACITY: (excess / (problem.seats_max[sites] + 1.0)).sum(),
        Demand.FORCED: (problem.forced & ~is_open).sum(),
        Demand.FORBIDDEN: (problem.forbidden & is_open).sum(),
    }
    return float(sum(max(float(amount[demand]), 1e-9) for demand in outcome.broken))


def improve(problem: SitingProblem, start: Found, *, stop: Stop) -> Found:
    """The local optimum reached from ``start`` by opening, shutting and swapping."""
    best = start
    while not stop():
        better = _first_better(problem, best)
        if better is None:
            return best
        best = better
    return best


def _first_better(problem: SitingProblem, now: Found) -> Found | None:
    moves, gains = _moves(problem, now)
    ranks = np.argsort(-gains, kind="stable")
    if now.is_allowed:
        # The estimate ignores whole seats; below this no rounding makes a move worth while.
        slack = float(np.max(problem.seat_cost, initial=0.0)) * 2
        ranks = ranks[gains[ranks] > -slack]
    for rank in ranks[:TRIED_PER_STEP]:
        neighbour = found(problem, now.open ^ moves[rank])
        if neighbour.is_better_than(now):
            return neighbour
    return None


def _moves(problem: SitingProblem, now: Found) -> tuple[list[frozenset[int]], FloatArray]:
    """Every set of sites to toggle, and an estimate of what it gains in kronor a year."""
    is_open = np.zeros(problem.sites, dtype=np.bool_)
    is_open[list(now.open)] = True
    may_open = np.flatnonzero(~is_open & ~problem.forbidden)
    may_shut = np.flatnonzero(is_open & ~problem.forced)
    opening, shutting, swapping = _estimates(problem, is_open, may_open, may_shut)
    moves = [frozenset((int(site),)) for site in may_open]
    moves += [frozenset((int(site),)) for site in may_shut]
    moves += [frozenset((int(out), int(into))) for out in may_shut for into in may_open]
    return moves, np.concatenate([opening, shutting, swapping.ravel()])


def _estimates(
    problem: SitingProblem, is_open: BoolArray, may_open: IntArray, may_shut: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    worth = problem.worth_by_site
    rank = problem.rank_by_site
    open_rank = np.where(is_open[:, None], rank, problem.sites)
    first, second = _two_lowest(open_rank)
    favourite, worth_first = _site_and_worth(problem, first)
    _, worth_second = _site_and_worth(problem, second)
    ranks, worths = rank[may_open], worth[may_open]
    gain = np.where(ranks < first, worths - worth_first, 0.0)
    instead = np.where(ranks < second, worths, worth_second) - worth_first
    belongs = (favourite[None, :] == may_shut[:, None]).astype(np.float64)
    fixed = problem.fixed_cost
    opening = gain.sum(axis=1) - fixed[may_open]
    shutting = belongs @ (worth_second - worth_first) + fixed[may_shut]
    swapping = belongs @ (instead - gain).T + opening[None, :] + fixed[may_shut][:, None]
    return opening, shutting, swapping


def _two_lowest(rank: IntArray) -> tuple[IntArray, IntArray]:
    if len(rank) == 1:
        return rank[0], np.full_like(rank[0], len(rank))
    lowest = np.partition(rank, 1, axis=0)
    return lowest[0], lowest[1]


def _site_and_worth(problem: SitingProblem, rank: IntArray) -> tuple[IntArray, FloatArray]:
    is_someone = rank < problem.sites
    demand = np.arange(problem.demands)
    site = problem.preference[demand, np.where(is_someone, rank, 0)]
    worth = np.where(is_someone, problem.worth_by_site[site, demand], 0.0)
    return np.where(is_someone, site, -1), worth


def starting_sets(problem: SitingProblem, *, seed: int) -> list[OpenSet]:
    """Sets to start from: what must be open made up to each municipality's least number.

    One takes the sites that would be worth most alone, one takes sites by lot.
    """
    alone = problem.worth_by_site.clip(min=0).sum(axis=1) - problem.fixed_cost
    lot = np.random.default_rng(seed).random(problem.sites)
    return [_made_up(problem, alone), _made_up(problem, lot)]


def _made_up(problem: SitingProblem, preference: FloatArray) -> OpenSet:
    is_open = problem.forced.copy()
    for municipality, least in enumerate(problem.minimum_per_municipality):
        here = (problem.municipality == municipality) & ~problem.forbidden
        choices = np.flatnonzero(here & ~is_open)
        lacking = max(int(least) - int((here & is_open).sum()), 0)
        is_open[choices[np.argsort(-preference[choices], kind="stable")][:lacking]] = True
    lacking = max(problem.hubs_min - int(is_open.sum()), 0)
    choices = np.flatnonzero(~is_open & ~problem.forbidden)
    is_open[choices[np.argsort(-preference[choices], kind="stable")][:lacking]] = True
    return frozenset(np.flatnonzero(is_open).tolist())
