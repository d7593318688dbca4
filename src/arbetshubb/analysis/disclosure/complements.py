"""The search behind ``tables``: which further figures to hide, cheapest first, audited.

Complementary figures are chosen one protected figure at a time, each time by a linear programme
that moves it to its protection level as cheaply as possible (Kelly, Golden & Assad, 1992); then
figures that proved not to be needed are shown again. That is a heuristic: what it hides is always
enough (audited by ``Attacker``), not always the least possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from arbetshubb.analysis.disclosure.attack import Attacker
from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray

CLEAN_UP_PROGRAMMES: Final = 2000
"""Most linear programmes spent on showing figures again; past it a table keeps a few too many."""

TOLERANCE: Final = 1e-6
"""Figures are whole numbers: anything nearer than this is equal."""


@dataclass(frozen=True, eq=False)
class LinkedFigures:
    """Figures that add up: ``equations @ values == 0``; ``may_hide[figure]`` may be complements."""

    values: IntArray
    equations: FloatArray
    may_hide: BoolArray

    @property
    def people(self) -> BoolArray:
        """Figures that can be hidden to protect another before any zero is."""
        return np.asarray(self.may_hide & (self.values > 0), dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Target:
    """What the attacker must hold possible: at least ``up``, or at most ``down`` when given."""

    up: float
    down: float | None


@dataclass(frozen=True, eq=False)
class _Guard:
    """A hidden figure's target and the figures that may be hidden to reach it."""

    target: Target
    complements: BoolArray


def protection_level(value: int, *, limit: int) -> Target:
    """The limit or more for a small figure; for a larger one, anything but itself."""
    if value < limit:
        return Target(up=limit, down=None)
    return Target(up=value + 1, down=value - 1)


def has_room(attacker: Attacker, cell: int, target: Target) -> bool:
    """Whether the attacker cannot rule the target out."""
    if attacker.highest(cell) >= target.up - TOLERANCE:
        return True
    return target.down is not None and attacker.lowest(cell) <= target.down + TOLERANCE


def hidden_figures(figures: LinkedFigures, start: BoolArray, *, limit: int) -> BoolArray:
    """``start`` and the complements that give each figure in it its protection level.

    A figure that cannot reach it gets what hiding everything would give.
    Complexity: O(hidden figures) linear programmes, each with one variable a figure.
    """
    mask = start.copy()
    guards = _guards(figures, start, limit=limit)
    targets = {cell: guard.target for cell, guard in guards.items()}
    attacker = Attacker(figures.values, figures.equations, mask)
    for cell in sorted(guards, key=lambda cell: -figures.values[cell]):
        if has_room(attacker, cell, targets[cell]):
            continue
        for extra in _cheapest_complement(figures, mask, cell, guards[cell]):
            mask[extra] = True
            attacker.hide(int(extra))
    return _shown_again(figures, mask, targets, attacker, start=start)


def _guards(figures: LinkedFigures, start: BoolArray, *, limit: int) -> dict[int, _Guard]:
    """What each figure in ``start`` must reach, and whether zeros are needed for it.

    A zero is hidden only for a figure that hiding every other figure would not protect: the only
    other way of travelling in its row, say, in a table whose totals are known.
    """
    values, equations = figures.values, figures.equations
    people = Attacker(values, equations, start | figures.people)
    everything = Attacker(values, equations, start | figures.may_hide)
    guards: dict[int, _Guard] = {}
    for cell in map(int, np.flatnonzero(start & (values > 0))):
        wish = protection_level(int(values[cell]), limit=limit)
        if has_room(people, cell, wish):
            guards[cell] = _Guard(wish, figures.people)
        elif has_room(everything, cell, wish):
            guards[cell] = _Guard(wish, figures.may_hide)
        else:
            most = Target(up=everything.highest(cell), down=None)
            guards[cell] = _Guard(most, figures.may_hide)
    return guards


def _cheapest_complement(
    figures: LinkedFigures, mask: BoolArray, cell: int, guard: _Guard
) -> IntArray:
    """Figures to hide so that ``cell`` reaches its target: those that move in the cheapest table.

    Upwards if that can be done, else one down; nothing when neither can.
    """
    for is_up in (True, False):
        step = guard.target.up - figures.values[cell] if is_up else 1.0
        free = mask | guard.complements
        moves = _cheapest_move(figures, mask, free, cell, step=step if is_up else -step)
        if moves is not None:
            return np.flatnonzero((moves > TOLERANCE) & ~mask)
    return np.empty(0, dtype=np.int64)


def _cheapest_move(
    figures: LinkedFigures, mask: BoolArray, free: BoolArray, cell: int, *, step: float
) -> FloatArray | None:
    """How far each figure moves in the cheapest table where ``cell`` moves by ``step``.

    The programme's columns are increases, then decreases, of every figure. A hidden figure moves
    nearly free, another that is ``free`` costs its own size for every person moved (a zero more
    than any other), and the rest do not move. ``None`` when there is no such table.
    """
    values, count = figures.values, len(figures.values)
    up = np.where(free, highspy.kHighsInf, 0.0)
    down = np.where(free, np.maximum(values - 1.0, 0.0), 0.0)
    low, high = np.zeros(2 * count), np.concatenate([up, down])
    moved, other = (cell, cell + count) if step > 0 else (cell + count, cell)
    high[other] = 0.0
    if abs(step) > high[moved]:
        return None
    low[moved] = abs(step)
    size = np.where(values > 0, values, values.max() + 1).astype(np.float64)
    return _least_cost(figures.equations, low, high, np.tile(np.where(mask, TOLERANCE, size), 2))


def _least_cost(
    equations: FloatArray, low: FloatArray, high: FloatArray, cost: FloatArray
) -> FloatArray | None:
    count = equations.shape[1]
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy has no types there
    highs.setOptionValue("output_flag", False)  # noqa: FBT003 - highspy's own signature
    highs.addVars(2 * count, low, high)
    highs.changeColsCost(2 * count, np.arange(2 * count, dtype=np.int32), cost)
    for row in equations:
        (columns,) = np.nonzero(row)
        both = np.concatenate([columns, columns + count]).astype(np.int32)
        highs.addRow(0.0, 0.0, len(both), both, np.concatenate([row[columns], -row[columns]]))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.asarray(highs.getSolution().col_value).reshape(2, count).max(axis=0)


def _shown_again(
    figures: LinkedFigures,
    mask: BoolArray,
    targets: dict[int, Target],
    attacker: Attacker,
    *,
    start: BoolArray,
) -> BoolArray:
    """``mask`` less the complements, largest first, without which every target is still reached."""
    complements = np.flatnonzero(mask & ~start)
    if len(complements) * len(targets) > CLEAN_UP_PROGRAMMES:
        return mask
    kept = mask.copy()
    for cell in complements[np.argsort(-figures.values[complements], kind="stable")]:
        attacker.show(int(cell))
        if all(has_room(attacker, other, target) for other, target in targets.items()):
            kept[cell] = False
        else:
            attacker.hide(int(cell))
    return kept
