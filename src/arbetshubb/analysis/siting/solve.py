"""Solve a siting problem: a good plan at once, then proof until done or out of time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from arbetshubb.analysis.siting.branching import Search, dust_of, easy_bound
from arbetshubb.analysis.siting.conflict import binding, explain_conflict
from arbetshubb.analysis.siting.evaluate import evaluate
from arbetshubb.analysis.siting.plan import Explanation, PlanStatus, SitingPlan
from arbetshubb.analysis.siting.problem import SitingProblem
from arbetshubb.analysis.siting.search import starting_sets

type Progress = Callable[[float], None]
type Cancel = Callable[[], bool]


def solve(  # noqa: PLR0913 - the caller's wishes, all by name
    problem: SitingProblem,
    *,
    gap: float = 0.0,
    time_limit: float = 60.0,
    seed: int = 0,
    start: Iterable[int] | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> SitingPlan:
    """The best set of sites to open, with a bound on how much better any other could be.

    Args:
        problem: what may be chosen and what must hold.
        gap: relative gap at which the plan counts as proven, 0 for the best there is.
        time_limit: seconds; then the best plan so far is given with an honest bound.
        seed: chooses among the local search's starts; the optimum is the same for all seeds.
        start: open sites of a plan to begin from; it need not meet the demands.
        progress: told the share of the work done, rising from 0 to 1.
        cancel: asked often; True ends the search as if time were up.

    Raises:
        ValueError: ``gap`` is not between 0 and 1, or ``time_limit`` is negative.

    The same problem, seed and start give the same plan unless time runs out. "Proven" is up to
    a billionth of the kronor at stake, the rounding of their sums.
    """
    _check(gap, time_limit)
    clock = _Clock(time_limit, cancel)
    search = _search(problem, gap=gap, clock=clock, progress=progress)
    _begin(search, seed=seed, start=start)
    search.run(easy_bound(problem))
    plan = _plan(search, clock)
    if progress is not None:
        progress(1.0)
    return plan


class _Clock:
    """Says how much time is left, and when to stop."""

    def __init__(self, time_limit: float, cancel: Cancel | None) -> None:
        self.started = time.perf_counter()
        self.time_limit = time_limit
        self._cancel = cancel

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.started

    def left(self) -> float:
        return max(0.0, self.time_limit - self.seconds)

    def is_over(self) -> bool:
        return self.left() <= 0 or (self._cancel is not None and self._cancel())


def _check(gap: float, time_limit: float) -> None:
    if not 0 <= gap <= 1:
        message = f"gap must be between 0 and 1, not {gap}"
        raise ValueError(message)
    if not time_limit >= 0:
        message = f"time_limit must be zero or more seconds, not {time_limit}"
        raise ValueError(message)


def _search(
    problem: SitingProblem, *, gap: float, clock: _Clock, progress: Progress | None
) -> Search:
    shares = [0.0]

    def report(relative_gap: float) -> None:
        """The share done: by time, or by how small the gap is, whichever is further."""
        by_time = clock.seconds / clock.time_limit if clock.time_limit > 0 else 1.0
        by_gap = 1.0 - min(1.0, relative_gap / 0.05)
        shares.append(max(shares[-1], min(0.99, max(by_time, by_gap))))
        if progress is not None:
            progress(shares[-1])

    return Search(
        problem=problem,
        best=None,
        dust=dust_of(problem),
        gap=gap,
        seconds_left=clock.left,
        is_stopped=clock.is_over,
        report=report,
    )


def _begin(search: Search, *, seed: int, start: Iterable[int] | None) -> None:
    """Give the search its first plan, if a quick one can be had."""
    sets = starting_sets(search.problem, seed=seed)
    if start is not None:
        sets.insert(0, frozenset(start))
    for open_sites in sets:
        search.offer(open_sites, improved=False)
    for open_sites in sets:
        # One good start is enough; the others are for when it leads to no allowed plan.
        if not search.is_stopped() and (search.best is None or open_sites == sets[0]):
            search.offer(open_sites, improved=True)


def _plan(search: Search, clock: _Clock) -> SitingPlan:
    if search.best is None:
        return _no_plan(search, clock)
    problem, chosen = search.problem, sorted(search.best.open)
    outcome = evaluate(problem, chosen)
    objective = outcome.objective
    bound = max(objective, search.bound)
    if search.is_complete and bound - objective <= 2 * search.dust:
        bound = objective
    return SitingPlan(
        open=tuple(chosen),
        assignment=outcome.assignment,
        seats=outcome.seats,
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1.0, abs(objective)),
        status=PlanStatus.OPTIMAL if search.is_complete else PlanStatus.FEASIBLE,
        explanation=Explanation(binding=binding(problem, chosen)),
        seconds=clock.seconds,
    )


def _no_plan(search: Search, clock: _Clock) -> SitingPlan:
    problem = search.problem
    explanation = Explanation()
    if search.is_complete:
        explanation = explain_conflict(problem, has_plan=lambda eased: _has_plan(eased, clock))
    bound = -math.inf if search.is_complete else search.bound
    return SitingPlan(
        open=(),
        assignment=np.full(problem.demands, -1, dtype=np.int64),
        seats=np.zeros(problem.sites, dtype=np.int64),
        objective=-math.inf,
        bound=bound,
        gap=0.0 if search.is_complete else math.inf,
        status=PlanStatus.INFEASIBLE if search.is_complete else PlanStatus.NO_PLAN_IN_TIME,
        explanation=explanation,
        seconds=clock.seconds,
    )


def _has_plan(problem: SitingProblem, clock: _Clock) -> bool:
    """Whether any plan exists; yes when time is too short to tell, so that no demand is let go."""
    anything = replace(problem, value=np.zeros_like(problem.value))
    search = _search(anything, gap=1.0, clock=clock, progress=None)
    search.is_stopped = lambda: search.best is not None or clock.is_over()
    _begin(search, seed=0, start=None)
    search.run(easy_bound(anything))
    return search.best is not None or not search.is_complete
