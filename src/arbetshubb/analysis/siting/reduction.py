"""The same problem with fewer rows: people who choose alike are one, and choices never met go.

Every step is exact: a plan has the same value, cost and kept demands before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.siting.problem import SitingProblem

NOBODY: Final = -1


@dataclass(frozen=True, eq=False)
class ChoiceLists:
    """Preference lists, best first, each standing for all demands that have it.

    Attributes:
        order: ``[row, rank]`` site, ``NOBODY`` past the end of the list.
        value, members, load: ``[row, rank]`` sums over the row's demands, 0 past the end.
        length: ``[row]`` sites on the list.
    """

    order: IntArray
    value: FloatArray
    members: FloatArray
    load: FloatArray
    length: IntArray


def choice_lists(problem: SitingProblem, *, shut: BoolArray, opened: BoolArray) -> ChoiceLists:
    """The choices left when the sites ``shut`` are surely shut and ``opened`` surely open.

    A list ends at its first surely open site: nobody goes past it. Equal lists become one row,
    and a list by which nothing is won, lost, filled or joined is left out.
    """
    reluctance = np.where(shut, np.inf, problem.reluctance)
    order = reluctance.argsort(axis=1, kind="stable")
    likes = np.isfinite(np.take_along_axis(reluctance, order, axis=1))
    sure = opened[order] & likes
    likes &= (np.cumsum(sure, axis=1) - sure) == 0
    width = int(likes.sum(axis=1).max(initial=0))
    order, likes = order[:, :width], likes[:, :width]
    parts = [
        np.where(likes, np.take_along_axis(matrix, order, axis=1), 0.0)
        for matrix in (problem.value, problem.members, problem.load)
    ]
    matters = np.logical_or.reduce([(part != 0).any(axis=1) for part in parts])
    order = np.where(likes, order, NOBODY)[matters]
    return _merged(order, [part[matters] for part in parts])


def _merged(order: IntArray, parts: list[FloatArray]) -> ChoiceLists:
    order, row = unique_rows(order)
    summed = []
    for part in parts:
        total = np.zeros(order.shape)
        np.add.at(total, row, part)
        summed.append(total)
    value, members, load = summed
    return ChoiceLists(order, value, members, load, (order != NOBODY).sum(axis=1))


def unique_rows(matrix: IntArray) -> tuple[IntArray, IntArray]:
    """The different rows of ``matrix``, sorted, and for each row which of them it is."""
    if not matrix.size:
        return matrix[:1], np.zeros(len(matrix), dtype=np.int64)
    ranks = np.lexsort(matrix.T[::-1])
    ordered = matrix[ranks]
    is_new = np.ones(len(matrix), dtype=np.bool_)
    is_new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    which = np.empty(len(matrix), dtype=np.int64)
    which[ranks] = np.cumsum(is_new) - 1
    return ordered[is_new], which
