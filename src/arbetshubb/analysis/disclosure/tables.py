"""Two-way tables, and any figures that add up: hide enough that no sum gives a small group back.

How the further figures are chosen stands in ``complements``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.disclosure.attack import Attacker
from arbetshubb.analysis.disclosure.complements import (
    TOLERANCE,
    LinkedFigures,
    has_room,
    hidden_figures,
    protection_level,
)
from arbetshubb.analysis.disclosure.rows import (
    DEFAULT_LIMIT,
    checked_counts,
    is_small,
)
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray


def hidden_in_table(counts: npt.ArrayLike, *, limit: int = DEFAULT_LIMIT) -> BoolArray:
    """Which cells ``[row, column]`` to hide when row, column and grand totals are all known.

    Protection: given everything shown, an attacker must hold possible at least ``limit`` people
    in every cell of 1 to ``limit`` - 1, and so cannot tell the true number. Where the known totals
    themselves forbid that (a row of three people), a cell gets the protection that hiding
    everything would give. Zeros are shown unless hiding all the others would not be enough. Use
    ``hidden_with_margins`` where totals may be hidden too.

    Raises:
        ValueError: a count is negative or ``limit`` is below 1.
    """
    values = checked_counts(counts, limit=limit)
    extended = with_margins(values)
    inner = np.zeros(extended.shape, dtype=np.bool_)
    inner[:-1, :-1] = True
    small = np.zeros(extended.shape, dtype=np.bool_)
    small[:-1, :-1] = is_small(values, limit=limit)
    figures = LinkedFigures(
        extended.reshape(-1), table_equations(extended.shape), inner.reshape(-1)
    )
    mask = hidden_figures(figures, small.reshape(-1), limit=limit)
    return mask.reshape(extended.shape)[:-1, :-1]


def hidden_with_margins(
    counts: npt.ArrayLike, *, limit: int = DEFAULT_LIMIT, hidden: BoolArray | None = None
) -> BoolArray:
    """Which cells and totals ``[row + 1, column + 1]`` to hide; the last row and column are totals.

    ``hidden`` has the same shape and says what is hidden already. The grand total is hidden only
    when it is small itself or when nothing else is enough, so every hidden figure is protected.

    Raises:
        ValueError: a count is negative or ``limit`` is below 1.
    """
    values = checked_counts(counts, limit=limit)
    extended = with_margins(values)
    equations = table_equations(extended.shape)
    small = is_small(extended, limit=limit)
    if hidden is not None:
        small |= hidden
    flat, start = extended.reshape(-1), small.reshape(-1)
    may_hide = np.ones(flat.shape, dtype=np.bool_)
    may_hide[-1] = False
    mask = hidden_figures(LinkedFigures(flat, equations, may_hide), start, limit=limit)
    if unprotected(flat, equations, mask, limit=limit).any():
        start[-1] = True
        mask = hidden_figures(LinkedFigures(flat, equations, may_hide), start, limit=limit)
    return mask.reshape(extended.shape)


def hidden_in_linked(
    counts: npt.ArrayLike,
    equations: FloatArray,
    *,
    limit: int = DEFAULT_LIMIT,
    hidden: BoolArray | None = None,
    may_hide: BoolArray | None = None,
) -> BoolArray:
    """Which figures ``[figure]`` to hide when they are linked by ``equations @ counts == 0``.

    ``may_hide[figure]`` keeps figures that are public anyway from being used as complements.
    Each hidden figure gets room for ``limit`` people, or as much as hiding all would give it.

    Raises:
        ValueError: a count is negative, ``limit`` is below 1 or the equations do not hold.
    """
    values = checked_counts(counts, limit=limit).reshape(-1)
    if np.abs(equations @ values).max(initial=0.0) > TOLERANCE:
        message = "the counts do not add up as the equations say"
        raise ValueError(message)
    allowed = np.ones(values.shape, dtype=np.bool_) if may_hide is None else may_hide
    start = is_small(values, limit=limit) & allowed
    if hidden is not None:
        start |= hidden
    return hidden_figures(LinkedFigures(values, equations, allowed), start, limit=limit)


def unprotected(
    counts: IntArray, equations: FloatArray, hidden: BoolArray, *, limit: int = DEFAULT_LIMIT
) -> BoolArray:
    """Which hidden figures an attacker can narrow to fewer than ``limit``, or knows exactly."""
    attacker = Attacker(counts, equations, hidden)
    found = np.zeros(counts.shape, dtype=np.bool_)
    for cell in np.flatnonzero(hidden & (counts > 0)):
        found[cell] = not has_room(
            attacker, int(cell), protection_level(int(counts[cell]), limit=limit)
        )
    return found


def with_margins(counts: IntArray) -> IntArray:
    """The table with row totals as a last column and column totals as a last row."""
    rows = np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([rows, rows.sum(axis=0, keepdims=True)], axis=0)


def table_equations(shape: tuple[int, ...]) -> FloatArray:
    """How a table with margins of this ``(rows, columns)`` shape adds up, one row an equation.

    Columns follow the table flattened row by row.
    """
    rows, columns = shape
    index = np.arange(rows * columns).reshape(shape)
    lines = [*index, *index.T]
    equations = np.zeros((len(lines), rows * columns))
    for equation, line in zip(equations, lines, strict=True):
        equation[line[:-1]] = 1.0
        equation[line[-1]] = -1.0
    return equations
