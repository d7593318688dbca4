"""Two editions of the same statistics: what differs, and the two together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.statistics.rules.figures import AXES, Axis, Figures


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new edition changes: numbers of figures, and periods that come and go."""

    new: int
    changed: int
    same: int
    gone: int
    new_periods: tuple[str, ...]
    gone_periods: tuple[str, ...]
    largest: tuple[ChangedFigure, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two editions are alike."""
        return not (self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """One figure before and after; ``nan`` where it is not known."""

    area: str
    other: str
    period: str
    measure: str
    group: str
    before: float
    after: float


def difference(before: Figures | None, after: Figures, *, most: int = 50) -> Difference:
    """What ``after`` changes; the ``most`` largest changes are named. O(n log n)."""
    periods = set(_periods(after))
    if before is None:
        return Difference(len(after), 0, 0, 0, tuple(sorted(periods)), ())
    old_key, new_key = _keys(before, after)
    _both, old, new = np.intersect1d(old_key, new_key, assume_unique=False, return_indices=True)
    differs = ~_same(before, after, old, new)
    changed = np.flatnonzero(differs)
    order = np.argsort(-_size(before, after, old[changed], new[changed]), kind="stable")[:most]
    return Difference(
        new=len(np.unique(new_key)) - len(new),
        changed=len(changed),
        same=len(old) - len(changed),
        gone=len(np.unique(old_key)) - len(old),
        new_periods=tuple(sorted(periods - set(_periods(before)))),
        gone_periods=tuple(sorted(set(_periods(before)) - periods)),
        largest=tuple(_named(before, after, int(old[i]), int(new[i])) for i in changed[order]),
    )


def together(before: Figures | None, after: Figures) -> Figures:
    """Everything in ``after``, and of ``before`` what ``after`` says nothing about."""
    if before is None:
        return after
    old_key, new_key = _keys(before, after)
    kept = before.where(~np.isin(old_key, new_key))
    return Figures(
        **{name: _joined(getattr(kept, name), getattr(after, name)) for name in AXES},
        value=np.concatenate([kept.value, after.value]),
        status=np.concatenate([kept.status, after.status]),
    )


def _periods(figures: Figures) -> list[str]:
    return [figures.period.codes[i] for i in np.unique(figures.period.index)]


def _keys(before: Figures, after: Figures) -> tuple[IntArray, IntArray]:
    """One number for each figure of both that is the same when all codes are."""
    old, new = np.zeros(len(before), np.int64), np.zeros(len(after), np.int64)
    for name in AXES:
        one, two = getattr(before, name), getattr(after, name)
        words = sorted({*one.codes, *two.codes})
        place = {word: index for index, word in enumerate(words)}
        old = old * len(words) + _moved(one, place)
        new = new * len(words) + _moved(two, place)
    return old, new


def _moved(axis: Axis, place: dict[str, int]) -> IntArray:
    if not axis.codes:
        return axis.index
    return np.array([place[word] for word in axis.codes], dtype=np.int64)[axis.index]


def _joined(one: Axis, two: Axis) -> Axis:
    names = dict(zip(one.codes, one.names, strict=True))
    names.update(zip(two.codes, two.names, strict=True))
    place = {word: index for index, word in enumerate(names)}
    index = np.concatenate([_moved(one, place), _moved(two, place)])
    return replace(two, codes=tuple(names), names=tuple(names.values()), index=index)


def _same(before: Figures, after: Figures, old: IntArray, new: IntArray) -> BoolArray:
    one, two = before.value[old], after.value[new]
    is_equal = (one == two) | (np.isnan(one) & np.isnan(two))
    return np.asarray(is_equal & (before.status[old] == after.status[new]), dtype=np.bool_)


def _size(before: Figures, after: Figures, old: IntArray, new: IntArray) -> FloatArray:
    gap = np.abs(after.value[new] - before.value[old])
    return np.asarray(np.nan_to_num(gap, nan=np.inf))


def _named(before: Figures, after: Figures, old: int, new: int) -> ChangedFigure:
    def name(axis: str) -> str:
        found: Axis = getattr(after, axis)
        return found.names[int(found.index[new])]

    return ChangedFigure(
        area=name("area"),
        other=name("other"),
        period=name("period"),
        measure=name("measure"),
        group=name("group"),
        before=float(before.value[old]),
        after=float(after.value[new]),
    )
