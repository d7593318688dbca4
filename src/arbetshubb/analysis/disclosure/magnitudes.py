"""Sums of kilometres, hours or kronor, and rounding: protection beyond counting heads."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.disclosure.rows import (
    DEFAULT_LIMIT,
    checked_counts,
    hidden_in_rows,
    is_small,
)
from arbetshubb.analysis.places import BoolArray, IntArray

DOMINANCE_SHARE: Final = 0.85
"""A sum is hidden when one person is more than this share of it: a (1, 85 %) dominance rule."""


def is_dominated(
    sums: npt.ArrayLike, largest: npt.ArrayLike, *, share: float = DOMINANCE_SHARE
) -> BoolArray:
    """Where one person's part ``largest`` is more than ``share`` of the sum.

    Source: the (n, k)-dominance rule with n = 1 (Hundepool et al., 2012). A sum of zero is not
    dominated by anybody.

    Raises:
        ValueError: a sum or a part is negative, or a part exceeds its sum.
    """
    whole = np.asarray(sums, dtype=np.float64)
    part = np.asarray(largest, dtype=np.float64)
    if (part < 0).any() or (part > whole * (1 + 1e-9) + 1e-9).any():
        message = "a person's part must lie between nothing and the sum"
        raise ValueError(message)
    return np.asarray((whole > 0) & (part > share * whole), dtype=np.bool_)


def hidden_magnitudes(
    counts: npt.ArrayLike,
    sums: npt.ArrayLike,
    largest: npt.ArrayLike,
    *,
    limit: int = DEFAULT_LIMIT,
    total_is_known: bool = True,
) -> BoolArray:
    """Which sums ``[row]`` to hide: of too few people, dominated by one, or needed to hide those.

    ``counts[row]`` are the people behind ``sums[row]``; ``largest[row]`` the biggest part of one
    person. Complementary rows are chosen as for counts.
    """
    people = checked_counts(counts, limit=limit).reshape(-1)
    hidden = is_small(people, limit=limit) | (is_dominated(sums, largest) & (people > 0))
    return hidden_in_rows(people, limit=limit, total_is_known=total_is_known, hidden=hidden)


def rounded(counts: npt.ArrayLike, *, base: int = 5) -> IntArray:
    """The counts to the nearest multiple of ``base``, halves upwards; for public exports.

    Round what is left after suppression, and totals on their own: rounded rows need not add up.

    Raises:
        ValueError: a count is negative or ``base`` is below 1.
    """
    values = checked_counts(counts, limit=base)
    return np.asarray((2 * values + base) // (2 * base) * base, dtype=np.int64)
