"""Protection against subtracting: a pooled figure less one's own, one filter less another."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.disclosure.rows import (
    DEFAULT_LIMIT,
    checked_counts,
    hidden_in_rows,
)
from arbetshubb.analysis.places import BoolArray


def hidden_beside_own(
    total: npt.ArrayLike,
    own: npt.ArrayLike,
    *,
    limit: int = DEFAULT_LIMIT,
    total_is_known: bool = True,
) -> BoolArray:
    """Which rows ``[row]`` of a list pooled over employers to hide from one that is in it.

    The reader knows its own counts, so what it really learns is ``total - own``: that list is
    protected as a list of its own, as is the pooled one. In every row shown, ``total - own`` is
    therefore 0 or at least ``limit``.

    Raises:
        ValueError: a count is negative, or ``own`` exceeds ``total`` somewhere.
    """
    whole = np.atleast_1d(checked_counts(total, limit=limit))
    rest = whole - np.atleast_1d(checked_counts(own, limit=limit))
    if (rest < 0).any():
        message = "an employer cannot have more people in a row than all employers together"
        raise ValueError(message)
    beside = hidden_in_rows(rest, limit=limit, total_is_known=total_is_known)
    return hidden_in_rows(whole, limit=limit, total_is_known=total_is_known, hidden=beside)


def hidden_under_filter(
    whole: npt.ArrayLike,
    part: npt.ArrayLike,
    *,
    limit: int = DEFAULT_LIMIT,
    total_is_known: bool = True,
) -> BoolArray:
    """Which rows ``[row]`` of a filtered list to hide when the unfiltered list is shown as well.

    Those whom the filter leaves out, ``whole - part``, are a list that the reader gets by
    subtraction: it is protected just as ``part`` is.

    Raises:
        ValueError: a count is negative, or ``part`` exceeds ``whole`` somewhere.
    """
    everyone = np.atleast_1d(checked_counts(whole, limit=limit))
    chosen = np.atleast_1d(checked_counts(part, limit=limit))
    left_out = everyone - chosen
    if (left_out < 0).any():
        message = "a filter cannot leave more people than there were"
        raise ValueError(message)
    rest = hidden_in_rows(left_out, limit=limit, total_is_known=total_is_known)
    # A row that the filter empties would, as a zero, give the small rest away: hidden as well.
    mask = hidden_in_rows(
        chosen, limit=limit, total_is_known=total_is_known, hidden=rest & (chosen > 0)
    )
    return np.logical_or(mask, rest)


def is_safe_difference(smaller: int, larger: int, *, limit: int = DEFAULT_LIMIT) -> bool:
    """Whether two nested groups may both be shown: they differ by nobody or by ``limit`` or more.

    Raises:
        ValueError: a count is negative, or the smaller group is not the smaller.
    """
    checked_counts([smaller, larger], limit=limit)
    if smaller > larger:
        message = "the inner of two nested groups cannot be the larger"
        raise ValueError(message)
    return not 0 < larger - smaller < limit


def unsafe_differences(
    members: BoolArray, *, limit: int = DEFAULT_LIMIT
) -> tuple[tuple[int, int], ...]:
    """Pairs of groups ``(inner, outer)`` that may not both be shown.

    ``members[group, person]`` says who is in which group. A pair counts when everybody in the
    inner group is in the outer and the outer has 1 to ``limit`` - 1 people more.
    """
    pairs: list[tuple[int, int]] = []
    sizes = members.sum(axis=1)
    for a, b in combinations(range(len(members)), 2):
        inner, outer = (a, b) if sizes[a] <= sizes[b] else (b, a)
        is_nested = not (members[inner] & ~members[outer]).any()
        if is_nested and not is_safe_difference(int(sizes[inner]), int(sizes[outer]), limit=limit):
            pairs.append((inner, outer))
    return tuple(pairs)
