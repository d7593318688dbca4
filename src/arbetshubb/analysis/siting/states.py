"""States "none of these sites is open", shared by all who ask, and sums written in them.

A group whose list is j1, j2, ... goes to its k-th choice exactly when none of the first k-1 is open
and jk is: with ``z(S)`` = 1 when no site of the set S is open, that is
``z({j1..jk-1}) - z({j1..jk})``. The sets are unordered, so groups with different lists share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.siting.reduction import NOBODY, ChoiceLists, unique_rows

EMPTY: Final = 0
WORD_BITS: Final = 62


@dataclass(frozen=True, eq=False)
class States:
    """Every set that begins somebody's list; state 0 is the empty set.

    Attributes:
        count: number of states.
        size: ``[state]`` sites in the set.
        only: ``[state]`` the site of a set of one, else ``NOBODY``.
        parent, child, site: ``[link]`` each way in which a list adds ``site`` to ``parent``.
        value: ``[state]``; ``members``, ``load``: ``[site, state]``: totals as sums over states.
    """

    count: int
    size: IntArray
    only: IntArray
    parent: IntArray
    child: IntArray
    site: IntArray
    value: FloatArray
    members: sparse.csr_array
    load: sparse.csr_array


def states_of(lists: ChoiceLists, *, sites: int) -> States:
    """The states of these lists, with what each adds to value, members and load."""
    live = lists.order != NOBODY
    site = lists.order[live]
    sets, child_of_live = unique_rows(_prefix_sets(lists.order, live, sites))
    child = np.full(lists.order.shape, EMPTY, dtype=np.int64)
    child[live] = child_of_live + 1
    parent = np.hstack([np.full((len(child), 1), EMPTY), child[:, :-1]])[live]
    child = child[live]
    count = len(sets) + 1
    size, only = _sizes(sets, child=child, parent=parent, site=site)
    links, _ = unique_rows(np.column_stack([child, parent, site]))
    return States(
        count=count,
        size=size,
        only=only,
        parent=links[:, 1],
        child=links[:, 0],
        site=links[:, 2],
        value=_differences(lists.value[live], parent, child, count),
        members=_by_site(lists.members[live], site, parent, child, (sites, count)),
        load=_by_site(lists.load[live], site, parent, child, (sites, count)),
    )


def _prefix_sets(order: IntArray, live: BoolArray, sites: int) -> IntArray:
    """``[live entry, word]`` the set of sites up to and with this entry, as bits."""
    row, rank = np.nonzero(live)
    bits = np.zeros((*order.shape, sites // WORD_BITS + 1), dtype=np.int64)
    site = order[row, rank]
    bits[row, rank, site // WORD_BITS] = np.int64(1) << (site % WORD_BITS)
    return np.bitwise_or.accumulate(bits, axis=1)[live]


def _sizes(
    sets: IntArray, *, child: IntArray, parent: IntArray, site: IntArray
) -> tuple[IntArray, IntArray]:
    size = np.zeros(len(sets) + 1, dtype=np.int64)
    size[1:] = np.bitwise_count(sets).sum(axis=1)
    only = np.full(len(sets) + 1, NOBODY, dtype=np.int64)
    first = parent == EMPTY
    only[child[first]] = site[first]
    return size, only


def _differences(amount: FloatArray, parent: IntArray, child: IntArray, count: int) -> FloatArray:
    return np.bincount(parent, amount, count) - np.bincount(child, amount, count)


def _by_site(
    amount: FloatArray, site: IntArray, parent: IntArray, child: IntArray, shape: tuple[int, int]
) -> sparse.csr_array:
    some = amount != 0
    amount, site, parent, child = amount[some], site[some], parent[some], child[some]
    data = np.concatenate([amount, -amount])
    where = (np.concatenate([site, site]), np.concatenate([parent, child]))
    return sparse.csr_array(sparse.coo_array((data, where), shape=shape))
