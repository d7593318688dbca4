"""Branch and bound over sites and whole seats: proves how good a plan is.

Nodes are parts of the search space; each is bounded by its relaxation, and what the bound rules
out is fixed. Plans come from rounding and local search and are always judged by ``evaluate``.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from arbetshubb.analysis.siting.limits import Limits, all_limits
from arbetshubb.analysis.siting.problem import SitingProblem
from arbetshubb.analysis.siting.relaxation import Relaxation, Relaxed
from arbetshubb.analysis.siting.search import Found, found, improve

INTEGRAL: Final = 1e-6
REBUILD_SHARE: Final = 0.7
ROUNDINGS: Final = 10
# With this few sites left to decide, trying every set is quicker than one relaxation.
ENUMERATED: Final = 5
# From this many undecided sites, a lighter problem first gives a bound and fixes sites.
EASED_FROM: Final = 12
HALF: Final = 0.5


@dataclass(frozen=True, eq=False)
class Node:
    """A part of the search space still to be looked into, and a bound on what is there."""

    bound: float
    limits: Limits
    relaxation: Relaxation | None


@dataclass(eq=False)
class Search:
    """The state of one branch and bound.

    Attributes:
        dust: bounds closer than this to the best plan count as equal (rounding of sums).
        gap: relative gap at which a part may be left.
        seconds_left: how long it may go on.
        is_stopped: asked between steps; True ends the search.
        report: told the relative gap now and then.
    """

    problem: SitingProblem
    best: Found | None
    dust: float
    gap: float
    seconds_left: Callable[[], float]
    is_stopped: Callable[[], bool]
    report: Callable[[float], None]
    left_bound: float = -math.inf
    nodes: int = 0
    is_complete: bool = False
    _heap: list[tuple[float, int, Node]] = field(default_factory=list)
    _counter: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def objective(self) -> float:
        """Worth of the best plan so far; ``-inf`` without one."""
        return -math.inf if self.best is None else self.best.objective

    @property
    def cutoff(self) -> float:
        """Parts that cannot hold a plan worth more than this are left."""
        slack = self.gap * max(1.0, abs(self.objective)) if self.best is not None else 0.0
        return self.objective + max(self.dust, slack)

    @property
    def bound(self) -> float:
        """No plan is worth more than this."""
        waiting = -self._heap[0][0] if self._heap else -math.inf
        return max(self.objective, self.left_bound, waiting)

    def run(self, bound: float) -> None:
        """Search until done or stopped; ``bound`` is known to hold for all plans."""
        root = Node(bound, all_limits(self.problem), None)
        if root.limits.undecided.sum() > EASED_FROM and not self.is_stopped():
            root = self._eased(root)
        self._wait(root)
        while self._heap:
            node: Node | None = heapq.heappop(self._heap)[2]
            while node is not None:
                if self.is_stopped():
                    self._wait(node)
                    return
                node = self._step(node)
            self.report((self.bound - self.objective) / max(1.0, abs(self.objective)))
        self.is_complete = True

    def _eased(self, root: Node) -> Node:
        """The root with what a much lighter problem tells: seats by fractions, any fill allowed."""
        light = without_seats_and_mass(self.problem)
        relaxation = Relaxation(light, all_limits(light))
        if not relaxation.limits.is_possible:
            return replace(root, bound=-math.inf)
        relaxed = relaxation.solve(
            relaxation.limits, cutoff=self.cutoff, seconds=self.seconds_left()
        )
        if relaxed.bound == -math.inf:
            return replace(root, bound=-math.inf)
        if relaxed.is_solved:
            self._round(relaxed, root.limits)
        # An unfinished relaxation has valid bounds too, only weaker ones.
        bound = min(root.bound, relaxed.bound + self.dust)
        return replace(root, bound=bound, limits=self._fixed(root.limits, relaxed))

    def offer(self, open_sites: Iterable[int], *, improved: bool) -> None:
        """Keep these sites as the best plan if they are one."""
        plan = found(self.problem, open_sites)
        if improved:
            plan = improve(self.problem, plan, stop=self.is_stopped)
        if plan.is_allowed and plan.objective > self.objective:
            self.best = plan

    def _wait(self, node: Node) -> None:
        heapq.heappush(self._heap, (-node.bound, next(self._counter), node))

    def _leave(self, bound: float) -> None:
        self.left_bound = max(self.left_bound, bound)

    def _step(self, node: Node) -> Node | None:
        """Bound the node and split it; the more promising half is next, the other waits."""
        if node.bound <= self.cutoff:
            self._leave(node.bound)
            return None
        self.nodes += 1
        if node.limits.undecided.sum() <= ENUMERATED:
            self._enumerate(node.limits)
            return None
        relaxation = self._relaxation_for(node)
        limits = _joined(node.limits, relaxation.limits)
        if not limits.is_possible:
            return None
        return self._relax(replace(node, limits=limits, relaxation=relaxation), relaxation)

    def _relax(self, node: Node, relaxation: Relaxation) -> Node | None:
        relaxed = relaxation.solve(node.limits, cutoff=self.cutoff, seconds=self.seconds_left())
        bound = min(node.bound, relaxed.bound)
        if relaxed.is_solved and bound > self.cutoff:
            self._round(relaxed, node.limits)
        if bound <= self.cutoff:
            self._leave(bound)
            return None
        if not relaxed.is_solved:
            # Stopped by the clock: the bound is kept, and the next turn sees that time is up.
            self._wait(replace(node, bound=bound))
            return None
        limits = self._fixed(node.limits, relaxed)
        return self._split(replace(node, bound=bound, limits=limits), relaxed)

    def _enumerate(self, limits: Limits) -> None:
        sure, undecided = np.flatnonzero(limits.opened), np.flatnonzero(limits.undecided)
        for choice in itertools.product((False, True), repeat=len(undecided)):
            self.offer([*sure.tolist(), *undecided[list(choice)].tolist()], improved=False)

    def _relaxation_for(self, node: Node) -> Relaxation:
        old = node.relaxation
        undecided = int(node.limits.undecided.sum())
        if old is not None and undecided > REBUILD_SHARE * old.built_for:
            return old
        return Relaxation(self.problem, node.limits)

    def _round(self, relaxed: Relaxed, limits: Limits) -> None:
        rounded = np.flatnonzero((relaxed.openness > HALF) | limits.opened)
        self.offer(rounded.tolist(), improved=self.nodes <= ROUNDINGS)

    def _fixed(self, limits: Limits, relaxed: Relaxed) -> Limits:
        """The limits without decisions that cannot lead to anything above the cutoff."""
        no_good_open = limits.undecided & (relaxed.if_open <= self.cutoff)
        no_good_shut = limits.undecided & (relaxed.if_shut <= self.cutoff)
        for bounds in (relaxed.if_open[no_good_open], relaxed.if_shut[no_good_shut]):
            self._leave(float(bounds.max(initial=-math.inf)))
        return replace(limits, shut=limits.shut | no_good_open, opened=limits.opened | no_good_shut)

    def _split(self, node: Node, relaxed: Relaxed) -> Node | None:
        limits = node.limits
        if not limits.is_possible:
            return None
        halves = _halves(self.problem, limits, relaxed)
        if not halves:
            # Everything is decided, and the one plan left was offered when it was rounded.
            self.offer(np.flatnonzero(limits.opened).tolist(), improved=False)
            return None
        first, second = (replace(node, limits=half) for half in halves)
        self._wait(second)
        return first


def _joined(a: Limits, b: Limits) -> Limits:
    return Limits(
        a.shut | b.shut,
        a.opened | b.opened,
        np.maximum(a.seats_least, b.seats_least),
        np.minimum(a.seats_most, b.seats_most),
    )


def _halves(
    problem: SitingProblem, limits: Limits, relaxed: Relaxed
) -> tuple[Limits, Limits] | None:
    """The limits in two parts, the one nearer to the relaxation first; ``None`` if all decided."""
    undecided = limits.undecided
    if not undecided.any():
        return None
    away = np.minimum(relaxed.openness, 1 - relaxed.openness)
    away = np.where(undecided & (away > INTEGRAL), away, 0.0)
    part_seated = None if away.any() else _part_seated(problem, limits, relaxed)
    if part_seated is not None:
        seats = math.floor(relaxed.seats[part_seated])
        return (
            limits.seating_at_least(part_seated, seats + 1),
            limits.seating_at_most(part_seated, seats),
        )
    # The most undecided site, dear ones first; any site if the relaxation decides them all.
    site = int(np.argmax(np.where(undecided, (away + INTEGRAL) * (problem.fixed_cost + 1.0), 0.0)))
    return _by_site(limits, site, first_open=bool(relaxed.openness[site] >= HALF))


def _by_site(limits: Limits, site: int, *, first_open: bool) -> tuple[Limits, Limits]:
    return (
        limits.deciding(site, is_open=first_open),
        limits.deciding(site, is_open=not first_open),
    )


def _part_seated(problem: SitingProblem, limits: Limits, relaxed: Relaxed) -> int | None:
    """The site where buying a part of a seat saves most; ``None`` where parts may be bought."""
    if not problem.pays_whole_seats:
        return None
    part = np.ceil(relaxed.seats - INTEGRAL) - relaxed.seats
    part = np.where((part > INTEGRAL) & ~limits.shut, part, 0.0)
    saved = part * (problem.seat_cost + 1.0)
    return int(np.argmax(saved)) if (part > 0).any() else None


def without_seats_and_mass(problem: SitingProblem) -> SitingProblem:
    """A lighter problem in which every plan is allowed that was, and worth at least as much.

    Seats are bought by fractions of the load, so they are part of the value; capacity, critical
    mass and the cost of fewest seats are let go, and the budget counts fixed costs alone.
    """
    sites = problem.sites
    return replace(
        problem,
        value=problem.value - problem.seat_cost * problem.load,
        members=np.zeros_like(problem.members),
        load=np.zeros_like(problem.load),
        seat_cost=np.zeros(sites),
        seats_min=np.zeros(sites, dtype=np.int64),
        seats_max=np.zeros(sites, dtype=np.int64),
        minimum_members=np.zeros(sites),
    )


def dust_of(problem: SitingProblem) -> float:
    """How far sums of this problem may differ by the order of adding, with a margin; kronor."""
    stake = float(np.abs(problem.value).max(axis=1, initial=0.0).sum())
    cost = problem.fixed_cost + problem.seat_cost * problem.seats_min
    return 1e-9 * (1.0 + stake + float(cost.sum()))


def easy_bound(problem: SitingProblem) -> float:
    """A bound at no cost: everybody at their most valuable site, only forced sites paid for."""
    may = problem.value[:, ~problem.forbidden]
    best = np.maximum(may.max(axis=1, initial=0.0), 0.0)
    cost = problem.fixed_cost + problem.seat_cost * problem.seats_min
    return float(best.sum() - cost[problem.forced].sum()) + dust_of(problem)
