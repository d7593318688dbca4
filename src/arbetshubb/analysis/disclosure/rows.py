"""A list of counts with a total: which rows to hide so that neither they nor a remainder show.

What the reader of the list is taken to know: every row shown, the total, and that a row is
hidden only when somebody is in it (zeros are always shown). With ``m`` rows hidden and ``S``
people in them together, each hidden row then holds between 1 and ``S - m + 1`` people.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.places import BoolArray, IntArray

DEFAULT_LIMIT: Final = 5
"""Fewest people that a figure may describe (docs/methods/disclosure.md, "Why five")."""


def is_small(counts: npt.ArrayLike, *, limit: int = DEFAULT_LIMIT) -> BoolArray:
    """Where a count is 1 to ``limit`` - 1: the cells that primary suppression hides.

    Raises:
        ValueError: a count is negative or ``limit`` is below 1.
    """
    values = checked_counts(counts, limit=limit)
    return np.asarray((values > 0) & (values < limit), dtype=np.bool_)


def hidden_in_rows(
    counts: npt.ArrayLike,
    *,
    limit: int = DEFAULT_LIMIT,
    total_is_known: bool = True,
    hidden: BoolArray | None = None,
) -> BoolArray:
    """Which rows ``[row]`` of a one-way table to hide.

    Primary: rows of 1 to ``limit`` - 1 people, and those in ``hidden`` (hidden for another reason,
    such as dominance). Complementary, when the total is known: the smallest further non-zero
    rows, until at least two are hidden and what subtraction gives leaves room for ``limit``
    people in each of them. When not even all non-zero rows are enough, all of them are hidden
    and ``must_hide_total`` says so: then the total may not be shown either.

    Complexity: O(rows log rows). Source: Hundepool et al., *Statistical Disclosure Control*
    (Wiley, 2012), on primary and secondary suppression.

    Raises:
        ValueError: a count is negative or ``limit`` is below 1.
    """
    values = checked_counts(counts, limit=limit).reshape(-1)
    mask = is_small(values, limit=limit)
    if hidden is not None:
        mask |= np.asarray(hidden, dtype=np.bool_)
    if not mask.any() or not total_is_known:
        return mask
    order = np.argsort(values, kind="stable")
    for row in order[(values[order] > 0) & ~mask[order]]:
        if _is_protected(values, mask, limit=limit):
            break
        mask[row] = True
    return mask


def must_hide_total(
    counts: npt.ArrayLike, *, limit: int = DEFAULT_LIMIT, hidden: BoolArray | None = None
) -> bool:
    """Whether the total of the rows may not be shown, whatever rows are hidden.

    So it is when the total itself is 1 to ``limit`` - 1, and when all non-zero rows together leave
    too little room: four rows of one person and one of two, say, with a total of six.
    """
    values = checked_counts(counts, limit=limit).reshape(-1)
    total = int(values.sum())
    if 0 < total < limit:
        return True
    mask = hidden_in_rows(values, limit=limit, hidden=hidden)
    return bool(mask.any()) and not _is_protected(values, mask, limit=limit)


def checked_counts(counts: npt.ArrayLike, *, limit: int) -> IntArray:
    """The counts as whole numbers.

    Raises:
        ValueError: a count is negative or not whole, or ``limit`` is below 1.
    """
    if limit < 1:
        message = f"the disclosure limit must be at least 1, not {limit}"
        raise ValueError(message)
    given = np.asarray(counts)
    values = given.astype(np.int64)
    if (values != given).any() or (values < 0).any():
        message = "counts of people must be whole and not negative"
        raise ValueError(message)
    return values


def _is_protected(counts: IntArray, mask: BoolArray, *, limit: int) -> bool:
    """Whether every hidden row can hold ``limit`` people and no hidden row is known exactly."""
    guarded = counts[mask]
    if not guarded.any():
        return True
    spare = int(guarded.sum() - np.minimum(guarded, 1).sum())
    return len(guarded) > 1 and spare >= max(limit - 1, 1)
