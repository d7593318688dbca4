"""The linear relaxation of a part of the search space, solved by HiGHS, with a safe bound.

The bound is recomputed from the multipliers (Neumaier and Shcherbina 2004): whatever tolerances
the LP code stopped at, no plan within the limits can be worth more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.siting.constraints import model_of
from arbetshubb.analysis.siting.limits import Limits, tightened
from arbetshubb.analysis.siting.problem import SitingProblem

VIOLATED: Final = 1e-6
ROUNDS: Final = 20
# Joining constraints ends when a round lowers the bound by less than this share of the gap.
WORTH_WHILE: Final = 0.02
_OPTIONS: Final[dict[str, bool | int | str]] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",  # it would throw away the basis that makes the next solve short
    "solver": "simplex",
}


@dataclass(frozen=True, eq=False)
class Relaxed:
    """A solved relaxation.

    Attributes:
        bound: no plan within the limits is worth more; ``-inf`` if there is none.
        openness, seats: ``[site]`` where the bound was reached.
        if_open, if_shut: ``[site]`` bounds on plans with that site open, and shut.
        is_solved: False when it was stopped early; the bound holds all the same.
    """

    bound: float
    openness: FloatArray
    seats: FloatArray
    if_open: FloatArray
    if_shut: FloatArray
    is_solved: bool


class Relaxation:
    """The relaxation of ``limits``; parts of it are solved warm-started by ``solve``.

    Most constraints between states hold by themselves, so they join when first broken.
    """

    def __init__(self, problem: SitingProblem, limits: Limits) -> None:
        self.limits, lists, reach = tightened(problem, limits)
        self.sites = problem.sites
        self.built_for = int(self.limits.undecided.sum())
        self._model = model_of(problem, self.limits, lists, reach)
        self._scale = max(1.0, float(np.abs(self._model.cost).max(initial=0.0))) / 1e3
        self._joined = np.zeros(len(self._model.later.least), dtype=np.bool_)
        self._join_order = np.empty(0, dtype=np.int64)
        self._highs = self._passed()

    def solve(self, limits: Limits, *, cutoff: float, seconds: float) -> Relaxed:
        """Solve within ``limits``; may stop as soon as nothing above ``cutoff`` can be there."""
        least, most = self._column_bounds(limits)
        if (least > most).any():
            return self._nothing()
        decided = 3 * self.sites
        self._highs.changeColsBounds(
            decided, np.arange(decided, dtype=np.int32), least[:decided], most[:decided]
        )
        self._highs.setOptionValue("objective_bound", self._scaled_objective(cutoff))
        return self._solve_with_later_rows(least, most, cutoff=cutoff, seconds=seconds)

    def _solve_with_later_rows(
        self, least: FloatArray, most: FloatArray, *, cutoff: float, seconds: float
    ) -> Relaxed:
        bound = math.inf
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        for _ in range(ROUNDS):
            self._highs.run()
            status = self._highs.getModelStatus()
            if status == highspy.HighsModelStatus.kInfeasible:
                return self._nothing()
            point = np.nan_to_num(np.array(self._highs.getSolution().col_value))
            is_solved = status != highspy.HighsModelStatus.kTimeLimit
            # Stopping at the cutoff is an end too: the caller splits what the bound leaves.
            if status != highspy.HighsModelStatus.kOptimal:
                break
            before, bound = bound, self._value_of_lp()
            is_idle = math.isfinite(cutoff) and before - bound <= WORTH_WHILE * (bound - cutoff)
            if is_idle or not self._join_broken(point):
                break
        return self._relaxed(point, least, most, is_solved=is_solved)

    def _value_of_lp(self) -> float:
        cost = float(self._highs.getInfo().objective_function_value)
        return -(cost * self._scale + self._model.offset)

    def _join_broken(self, point: FloatArray) -> bool:
        """Add the constraints broken at ``point``; whether there were any."""
        later = self._model.later
        broken = ~self._joined & (later.matrix @ point > later.most + VIOLATED)
        which = np.flatnonzero(broken)
        if not len(which):
            return False
        rows = later.pick(which)
        self._highs.addRows(
            len(which),
            rows.least,
            rows.most,
            rows.matrix.nnz,
            rows.matrix.indptr[:-1].astype(np.int32),
            rows.matrix.indices.astype(np.int32),
            rows.matrix.data,
        )
        self._joined[which] = True
        self._join_order = np.concatenate([self._join_order, which])
        return True

    def _relaxed(
        self, point: FloatArray, least: FloatArray, most: FloatArray, *, is_solved: bool
    ) -> Relaxed:
        multipliers = np.array(self._highs.getSolution().row_dual)
        cost, reduced = self._lagrangian(multipliers)
        cheapest = np.minimum(reduced * least, reduced * most)
        cost += float(cheapest.sum())
        sites = self.sites
        seats = slice(sites, 2 * sites)
        rest = cost - cheapest[:sites] - cheapest[seats]
        seating = np.minimum(reduced[seats] * self.limits.seats_least, reduced[seats] * most[seats])
        return Relaxed(
            bound=-cost,
            openness=point[:sites],
            seats=point[seats],
            if_open=-(rest + reduced[:sites] + seating),
            if_shut=-rest,
            is_solved=is_solved,
        )

    def _lagrangian(self, multipliers: FloatArray) -> tuple[float, FloatArray]:
        """Cost of the rows at these multipliers, and the columns' reduced costs.

        A multiplier whose side has no limit is taken as zero, so any numbers give a valid bound.
        """
        start, later = self._model.start, self._model.later
        first = multipliers[: len(start.least)] * self._scale
        joined = np.zeros(len(later.least))
        joined[self._join_order] = multipliers[len(start.least) :] * self._scale
        first = np.where(np.isfinite(np.where(first > 0, start.least, start.most)), first, 0.0)
        joined = np.minimum(joined, 0.0)
        limit = np.where(first > 0, start.least, np.where(first < 0, start.most, 0.0))
        cost = float(first @ limit + joined @ later.most) + self._model.offset
        reduced = self._model.cost - start.matrix.T @ first - later.matrix.T @ joined
        return cost, reduced

    def _nothing(self) -> Relaxed:
        none = np.full(self.sites, -np.inf)
        return Relaxed(-math.inf, none, none, none, none, is_solved=True)

    def _scaled_objective(self, cutoff: float) -> float:
        """The cutoff as HiGHS counts: a scaled cost, above which it may stop."""
        cost = (-cutoff - self._model.offset) / self._scale
        return cost if math.isfinite(cost) else highspy.kHighsInf

    def _column_bounds(self, limits: Limits) -> tuple[FloatArray, FloatArray]:
        states = self._model.columns - 3 * self.sites
        seats_least = np.where(limits.opened, limits.seats_least, 0)
        seats_most = np.where(limits.shut, 0, np.minimum(limits.seats_most, self.limits.seats_most))
        least = np.concatenate([limits.opened, seats_least, np.zeros(self.sites + states)])
        most = np.concatenate([~limits.shut, seats_most, seats_most, np.ones(states)])
        return least.astype(np.float64), most.astype(np.float64)

    def _passed(self) -> highspy.Highs:
        """HiGHS with the model: one thread, so that the same question gets the same answer."""
        model, start = self._model, self._model.start
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = model.columns, len(start.least)
        lp.col_cost_ = model.cost / self._scale
        lp.col_lower_, lp.col_upper_ = self._column_bounds(self.limits)
        lp.row_lower_, lp.row_upper_ = start.least, start.most
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = start.matrix.indptr
        lp.a_matrix_.index_ = start.matrix.indices
        lp.a_matrix_.value_ = start.matrix.data
        highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy annotates no constructor
        for option, setting in _OPTIONS.items():
            highs.setOptionValue(option, setting)
        highs.passModel(lp)
        return highs
