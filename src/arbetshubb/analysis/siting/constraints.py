"""The siting problem as linear constraints over openness, seats and states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.siting.evaluate import BUDGET_DUST, SEAT_DUST
from arbetshubb.analysis.siting.limits import Limits, Reach
from arbetshubb.analysis.siting.problem import SitingProblem
from arbetshubb.analysis.siting.reduction import NOBODY, ChoiceLists
from arbetshubb.analysis.siting.states import EMPTY, States, states_of

# Every constraint is eased by this share of its size, so that rounding in the LP code cannot
# cut off a plan that ``evaluate`` allows. Plans are judged by ``evaluate``, never by these.
EASE: Final = 1e-7


@dataclass(frozen=True, eq=False)
class Rows:
    """Constraints ``least <= matrix @ columns <= most``."""

    matrix: sparse.csr_array
    least: FloatArray
    most: FloatArray

    def pick(self, which: IntArray | BoolArray) -> Rows:
        """Some of the constraints."""
        return Rows(self.matrix[which], self.least[which], self.most[which])


@dataclass(frozen=True, eq=False)
class Model:
    """Cost to make small over columns: openness, seats and empty seats ``[site]``, then states.

    Load is paid for where it arises, seats as load and empty seats; then the relaxation starts
    from fair prices, which makes it several times faster than paying for seats as such.

    ``start`` holds the constraints to begin with, ``later`` those to add when broken (all of
    them only have a ``most``). The objective of a plan is ``-(cost @ columns + offset)``.
    """

    columns: int
    cost: FloatArray
    offset: float
    start: Rows
    later: Rows


@dataclass(frozen=True, eq=False)
class _Seating:
    """``[site]`` where the number of seats is still to be decided, and where load may not fit."""

    varies: BoolArray
    may_overflow: BoolArray


@dataclass(frozen=True, eq=False)
class _Written:
    """States written in columns: ``state = constant + matrix @ columns``."""

    constant: FloatArray
    matrix: sparse.csr_array
    has_column: BoolArray


def model_of(problem: SitingProblem, limits: Limits, lists: ChoiceLists, reach: Reach) -> Model:
    """The linear model of ``limits``, which must be ``tightened`` with these lists and reach."""
    states = states_of(lists, sites=problem.sites)
    written = _written(states, limits)
    seating = _seating(problem, limits, reach)
    price = np.where(seating.varies, problem.seat_cost, 0.0)
    worth = states.value - states.load.T @ price
    settled = problem.fixed_cost + (problem.seat_cost - price) * limits.seats_least
    cost = -np.asarray(written.matrix.T @ worth)
    cost[: problem.sites] += settled
    cost[2 * problem.sites : 3 * problem.sites] += price
    start = [
        *_seat_rows(limits, states, written, reach, seating),
        *_mass_rows(problem, limits, states, written, reach),
        *_plan_rows(problem, limits, seating, columns=len(cost)),
    ]
    lost, kept, empty = _link_rows(states, written)
    return Model(
        columns=len(cost),
        cost=cost,
        # A seat may be dust short of its load, which must not make the bound too low.
        offset=-float(worth @ written.constant) - SEAT_DUST * float(price.sum()),
        start=_stacked([*start, lost]),
        later=_stacked([kept, empty]),
    )


def _written(states: States, limits: Limits) -> _Written:
    """The empty set is one, a set of one is ``1 - openness``, a set with an open site is zero."""
    sites = len(limits.shut)
    single = states.only != NOBODY
    is_zero = np.zeros(states.count, dtype=np.bool_)
    is_zero[states.child[limits.opened[states.site]]] = True
    has_column = ~single & ~is_zero
    has_column[EMPTY] = False
    own = np.flatnonzero(has_column)
    alone = np.flatnonzero(single)
    row = np.concatenate([alone, own])
    column = np.concatenate([states.only[alone], 3 * sites + np.arange(len(own))])
    data = np.concatenate([np.full(len(alone), -1.0), np.ones(len(own))])
    shape = (states.count, 3 * sites + len(own))
    matrix = sparse.csr_array(sparse.coo_array((data, (row, column)), shape=shape))
    constant = single.astype(np.float64)
    constant[EMPTY] = 1.0
    return _Written(constant, matrix, has_column)


def _link_rows(states: States, written: _Written) -> tuple[Rows, Rows, Rows]:
    """For each link parent + site -> child: nobody is lost, nobody comes back, none is served."""
    links = np.flatnonzero(written.has_column[states.child])
    parent, child, site = states.parent[links], states.child[links], states.site[links]
    before, after = written.matrix[parent], written.matrix[child]
    opened = _openness(site, written.matrix.shape[1])
    constant = written.constant[parent]
    lost = _at_most(before - after - opened, -constant)
    kept = _at_most(after - before, constant)
    empty = _at_most(after + opened, np.ones(len(links)))
    return lost, kept, empty


def _seating(problem: SitingProblem, limits: Limits, reach: Reach) -> _Seating:
    """Where seats must be columns; elsewhere they are as many as ``seats_least``, or free."""
    least, most = limits.seats_least, limits.seats_most
    overflows = ~limits.shut & (reach.load_most > most)
    varies = ~limits.shut & (least < most) & ((problem.seat_cost > 0) | overflows)
    return _Seating(varies, overflows & ~varies)


def _seat_rows(
    limits: Limits, states: States, written: _Written, reach: Reach, seating: _Seating
) -> list[Rows]:
    """Seats are load and empty seats, and an open site has no fewer and no more than it may."""
    sites, columns = len(limits.shut), written.matrix.shape[1]
    varied, full = np.flatnonzero(seating.varies), np.flatnonzero(seating.may_overflow)
    openness, seats = _openness(varied, columns), _openness(varied + sites, columns)
    empty = _openness(varied + 2 * sites, columns)
    balance = states.load[varied] @ written.matrix + empty - seats
    level = -(states.load[varied] @ written.constant)
    ease = _ease(reach.load_most[varied])
    return [
        Rows(sparse.csr_array(balance), level - ease, level + ease),
        _at_most(_scaled(openness, limits.seats_least[varied]) - seats, np.zeros(len(varied))),
        _at_most(seats - _scaled(openness, limits.seats_most[varied]), np.zeros(len(varied))),
        _at_most(
            states.load[full] @ written.matrix
            - _scaled(_openness(full, columns), limits.seats_most[full]),
            _ease(reach.load_most[full]) - states.load[full] @ written.constant,
        ),
    ]


def _ease(size: FloatArray) -> FloatArray:
    return EASE * (1.0 + size)


def _mass_rows(
    problem: SitingProblem, limits: Limits, states: States, written: _Written, reach: Reach
) -> list[Rows]:
    """An open site has its critical mass; left out where it always has."""
    least = problem.minimum_members
    counted = np.flatnonzero(~limits.shut & (reach.members_least < least))
    members = states.members[counted]
    openness = _openness(counted, written.matrix.shape[1])
    return [
        _at_most(
            _scaled(openness, least[counted]) - members @ written.matrix,
            _ease(least[counted]) + members @ written.constant,
        )
    ]


def _plan_rows(
    problem: SitingProblem, limits: Limits, seating: _Seating, *, columns: int
) -> list[Rows]:
    """Demands on the plan as a whole: number of hubs, municipalities and budget."""
    sites = problem.sites
    rows = []
    if problem.hubs_min > 0 or problem.hubs_max is not None:
        most = np.inf if problem.hubs_max is None else float(problem.hubs_max)
        total = sparse.csr_array(np.r_[np.ones(sites), np.zeros(columns - sites)][None, :])
        rows.append(Rows(total, np.array([float(problem.hubs_min)]), np.array([most])))
    for municipality in np.flatnonzero(problem.minimum_per_municipality > 0):
        here = np.zeros((1, columns))
        here[0, :sites] = problem.municipality == municipality
        least = float(problem.minimum_per_municipality[municipality])
        rows.append(_at_most(sparse.csr_array(-here), np.array([-least])))
    if problem.budget is not None:
        price = np.zeros(columns)
        price[:sites] = problem.fixed_cost
        price[:sites] += np.where(seating.varies, 0.0, problem.seat_cost * limits.seats_least)
        price[sites : 2 * sites] = np.where(seating.varies, problem.seat_cost, 0.0)
        unit = max(1.0, float(price.max(initial=0.0)))
        limit = (problem.budget + BUDGET_DUST) / unit
        limit += EASE * (1.0 + limit)
        rows.append(_at_most(sparse.csr_array(price[None, :] / unit), np.array([limit])))
    return rows


def _openness(site: IntArray, columns: int) -> sparse.csr_array:
    rows = len(site)
    shape = (rows, columns)
    return sparse.csr_array((np.ones(rows), site, np.arange(rows + 1)), shape=shape)


def _scaled(matrix: sparse.csr_array, by: IntArray | FloatArray) -> sparse.csr_array:
    return sparse.csr_array(sparse.diags_array(by.astype(np.float64)) @ matrix)


def _at_most(matrix: sparse.csr_array, most: FloatArray) -> Rows:
    return Rows(matrix, np.full(len(most), -np.inf), np.asarray(most, dtype=np.float64))


def _stacked(parts: Sequence[Rows]) -> Rows:
    return Rows(
        sparse.csr_array(sparse.vstack([part.matrix for part in parts], format="csr")),
        np.concatenate([part.least for part in parts]),
        np.concatenate([part.most for part in parts]),
    )
