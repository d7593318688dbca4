"""Commuting between municipalities: who lives where and works where, in, out and balance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray
from arbetshubb.statistics.rules.figures import Axis, Figures, Total


@dataclass(frozen=True, slots=True)
class FlowRow:
    """People who live in one municipality and work in another; ``None`` when not told."""

    home: str
    work: str
    people: float | None


@dataclass(frozen=True, slots=True)
class Balance:
    """One municipality: those who live and work there, who come, who leave."""

    code: str
    name: str
    stay: Total
    come: Total
    leave: Total

    @property
    def net(self) -> Total:
        """More come than leave when it is above zero; not exact as soon as a part is not."""
        return Total(self.come.value - self.leave.value, self.come.unknown + self.leave.unknown)


@dataclass(frozen=True, eq=False)
class CommutingFlows:
    """``people[home, work]``; ``nan`` where the publisher says nothing.

    A pair that the file leaves out has nobody. ``is_hidden[home, work]`` marks those that are in
    the file without a figure.
    """

    period: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    people: FloatArray
    is_hidden: BoolArray

    def rows(self) -> list[FlowRow]:
        """Every pair with anybody or with a figure that is not told, largest first."""
        found = [
            FlowRow(
                self.names[home],
                self.names[work],
                None if self.is_hidden[home, work] else float(self.people[home, work]),
            )
            for home, work in np.argwhere((self.people > 0) | self.is_hidden)
        ]
        return sorted(found, key=lambda row: (-(row.people or 0), row.home, row.work))

    def balance(self, code: str) -> Balance:
        """In, out and both of one municipality; nothing for one that is not in the table."""
        if code not in self.codes:
            return Balance(code, code, Total(0.0), Total(0.0), Total(0.0))
        here = self.codes.index(code)
        others = np.arange(len(self.codes)) != here
        return Balance(
            code=code,
            name=self.names[here],
            stay=_total(self.people[here, here : here + 1], self.is_hidden[here, here : here + 1]),
            come=_total(self.people[others, here], self.is_hidden[others, here]),
            leave=_total(self.people[here, others], self.is_hidden[here, others]),
        )


def flows_from(figures: Figures, period: str) -> CommutingFlows:
    """The table of one year, one group and one measure. O(figures + municipalities²)."""
    names = {**_names(figures.area), **_names(figures.other)}
    codes = tuple(sorted(names))
    place = {code: index for index, code in enumerate(codes)}
    people = np.zeros((len(codes), len(codes)))
    hidden = np.zeros(people.shape, dtype=np.bool_)
    home = np.array([place[code] for code in figures.area.codes], dtype=np.int64)
    work = np.array([place[code] for code in figures.other.codes], dtype=np.int64)
    at = home[figures.area.index], work[figures.other.index]
    known = figures.is_known
    people[at] = np.where(known, figures.value, np.nan)
    hidden[at] = ~known
    return CommutingFlows(period, codes, tuple(names[code] for code in codes), people, hidden)


def _names(axis: Axis) -> dict[str, str]:
    return dict(zip(axis.codes, axis.names, strict=True))


def _total(people: FloatArray, hidden: BoolArray) -> Total:
    return Total(float(np.nan_to_num(people).sum()), int(hidden.sum()))
