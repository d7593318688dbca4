"""The present state of commuting: what a year costs, by whom, with its uncertainty.

CERO's second step. ``present.present_state`` makes it, from the register, a survey or both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.activity import EVERYBODY, ActivityTable
from arbetshubb.analysis.commuting.assumptions import Assumption, Basis
from arbetshubb.analysis.commuting.estimates import StateRow, Uncertain, YearFigures
from arbetshubb.analysis.commuting.kinds import KINDS, SEASONS, Season
from arbetshubb.analysis.commuting.mixtures import Mixing, Mixtures
from arbetshubb.analysis.commuting.rates import COLUMNS, FIGURES, STATE_KEYS, rates
from arbetshubb.analysis.commuting.register import Breakdown, PersonYears
from arbetshubb.analysis.commuting.sampling import Sampling, View, person_values
from arbetshubb.analysis.commuting.sums import activity_of, week_sums
from arbetshubb.analysis.commuting.travellers import Travellers
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.spans import Spans, spread, tables_at_ends
from arbetshubb.analysis.workforce import MODES, Mode

_MOST_SUMS: Final = 4_000_000
"""Groups × mixtures that are summed at once: 8 bytes × quantities × seasons each."""
_EVERY_KIND: Final = np.ones((1, len(KINDS)))
_BY_MODE: Final = np.array([[float(kind.mode is mode) for kind in KINDS] for mode in MODES])


@dataclass(frozen=True, slots=True)
class ModeShare:
    """How much of the travel is by one mode; the shares of all modes sum to one.

    ``season`` is ``None`` for the whole year. Shares are 0 when nobody travels.
    """

    mode: Mode
    season: Season | None
    people: float
    share_of_trips: float
    share_of_km: float


@dataclass(frozen=True, eq=False)
class _Moved:
    """Rates with one constant moved, and the mixtures where it moves them too."""

    rates: FloatArray
    mixtures: Mixtures | None


@dataclass(frozen=True, eq=False)
class CommutingState:
    """The present state. Person-level inside: what leaves it are sums, to be protected by callers.

    Attributes:
        basis: what the modes rest on.
        travellers, mixing: the people and how they travel.
        constants: what it was counted with.
        sampling: the survey's sampling error; ``None`` without a survey.
        answers: the respondents' rows in each breakdown, for counting them; ``None`` without.
        respondents: answers used.
        assumptions: what had to be assumed.
    """

    basis: Basis
    travellers: Travellers
    mixing: Mixing
    constants: ConstantTable
    sampling: Sampling | None
    answers: Travellers | None
    respondents: int
    assumptions: tuple[Assumption, ...]

    @cached_property
    def people(self) -> float:
        """How many people are described."""
        weight = self.travellers.weight
        return float(len(self.travellers) if weight is None else weight.sum())

    @cached_property
    def mixtures(self) -> Mixtures:
        """The mixtures under the state's own constants."""
        return self.mixing.at(self.constants)

    @cached_property
    def total(self) -> YearFigures:
        """The year of everybody together."""
        return self._everybody(_EVERY_KIND).figures(0, 0, respondents=self.respondents)

    def by(self, breakdown: Breakdown) -> tuple[StateRow, ...]:
        """The year divided by ``breakdown``; rows sum to ``total`` in the base value.

        Every possible key has a row, also those without people.
        """
        if breakdown is Breakdown.MODE:
            modes = self._everybody(_BY_MODE)
            told = self._told_by_mode()
            return tuple(
                StateRow(mode.value, modes.figures(0, index, respondents=told[index]))
                for index, mode in enumerate(MODES)
            )
        keys, group = self.travellers.group(breakdown)
        told = self._told_by(breakdown, keys)
        rows = []
        for first, view in self._views(group, len(keys), _EVERY_KIND):
            found = self._uncertain(view)
            rows += [
                StateRow(key, found.figures(index, 0, respondents=told[first + index]))
                for index, key in enumerate(keys[first : first + view.groups])
            ]
        return tuple(rows)

    def mode_shares(self) -> tuple[ModeShare, ...]:
        """Each mode's share of trips and kilometres in winter, in summer and in the year."""
        week = np.einsum("skx,mk->smx", self._activity[0], _BY_MODE)
        weeks = rates(self.constants)[:, 0, COLUMNS.index("people"), FIGURES.index("people")]
        parts: list[tuple[Season | None, FloatArray]] = [
            *((season, week[index]) for index, season in enumerate(SEASONS)),
            (None, np.einsum("s,smx->mx", weeks, week)),
        ]
        return tuple(
            _mode_share(mode, season, values, index)
            for season, values in parts
            for index, mode in enumerate(MODES)
        )

    def activity(self, breakdown: Breakdown | None = None) -> ActivityTable:
        """What was travelled, of everybody or by ``breakdown`` (not ``MODE``: rows hold it)."""
        keys: tuple[str, ...]
        if breakdown is None:
            keys, group = (EVERYBODY,), np.zeros(len(self.travellers), dtype=np.int64)
            told = [self.respondents]
        else:
            keys, group = self.travellers.group(breakdown)
            told = self._told_by(breakdown, keys)
        values = np.concatenate(
            [
                activity_of(view.sums, self.mixtures)
                for _, view in self._views(group, len(keys), _EVERY_KIND)
            ]
        )
        return ActivityTable(
            groups=keys,
            people=np.bincount(group, self.travellers.weight, minlength=len(keys)).astype(float),
            respondents=np.array(told, dtype=np.int64),
            values=values,
            basis=self.basis.value,
            constants_version=self.constants.version,
            sampling=self._relative_sampling(),
        )

    def person_years(self) -> PersonYears:
        """Each person's expected year: about individuals, so never shown as it is."""
        everybody = np.zeros(len(self.travellers), dtype=np.int64)
        values = person_values(self._view(self.travellers, self.mixing.index, everybody, 1))[:, 0]
        return PersonYears(*(values[:, figure] for figure in range(1, len(FIGURES))))

    @cached_property
    def _activity(self) -> FloatArray:
        return activity_of(self._everyone_view.sums, self.mixtures)

    @cached_property
    def _everyone_view(self) -> View:
        everybody = np.zeros(len(self.travellers), dtype=np.int64)
        return self._view(self.travellers, self.mixing.index, everybody, 1)

    def _everybody(self, parts: FloatArray) -> Uncertain:
        return self._uncertain(replace(self._everyone_view, parts=parts))

    def _views(self, group: IntArray, groups: int, parts: FloatArray) -> Iterator[tuple[int, View]]:
        """Views of the groups in turn, few enough at a time that sums stay small."""
        size = max(1, _MOST_SUMS // max(1, len(self.mixtures)))
        if groups <= size:
            yield 0, self._view(self.travellers, self.mixing.index, group, groups, parts)
            return
        order = np.argsort(group, kind="stable")
        starts = np.searchsorted(group[order], np.arange(0, groups + size, size))
        for number, first in enumerate(range(0, groups, size)):
            chosen = order[starts[number] : starts[number + 1]]
            yield (
                first,
                self._view(
                    self.travellers.at(chosen),
                    self.mixing.index[chosen],
                    group[chosen] - first,
                    min(size, groups - first),
                    parts,
                ),
            )

    def _view(
        self,
        travellers: Travellers,
        mixture: IntArray,
        group: IntArray,
        groups: int,
        parts: FloatArray = _EVERY_KIND,
    ) -> View:
        return View(
            travellers=travellers,
            mixture=mixture,
            mixtures=self.mixtures,
            group=group,
            groups=groups,
            sums=week_sums(travellers, mixture, len(self.mixtures), group, groups),
            rates=rates(self.constants),
            parts=parts,
        )

    def _uncertain(self, view: View) -> Uncertain:
        interval = None if self.sampling is None else self.sampling.interval(view)
        return Uncertain(self._spans(view), interval)

    def _spans(self, view: View) -> Spans:
        """The figures with the range of each constant that moves them."""
        activity = activity_of(view.sums, self.mixtures)

        def at(moved: _Moved) -> FloatArray:
            week = activity
            if moved.mixtures is not None:
                week = activity_of(view.sums, moved.mixtures)
            return _figures(week, moved.rates, view.parts)

        base = _figures(activity, view.rates, view.parts)
        return spread(base, ((at(low), at(high)) for low, high in self._ends))

    @cached_property
    def _ends(self) -> tuple[tuple[_Moved, _Moved], ...]:
        """What each constant at its low and its high end makes of rates and mixtures."""

        def at(key: str, table: ConstantTable) -> _Moved:
            moves = key in self.mixing.keys
            return _Moved(rates(table), self.mixing.at(table) if moves else None)

        keys = dict.fromkeys((*STATE_KEYS, *self.mixing.keys))
        return tuple(
            (at(key, low), at(key, high)) for key, low, high in tables_at_ends(self.constants, keys)
        )

    def _relative_sampling(self) -> dict[str, tuple[float, float]]:
        """How far the sampling interval of everybody reaches down and up, by figure."""
        found = {}
        for name in FIGURES[1:]:
            estimate = getattr(self.total, name)
            if estimate.sampling is not None and estimate.base > 0:
                down, up = estimate.base - estimate.sampling.low, estimate.sampling.high
                found[name] = (down / estimate.base, (up - estimate.base) / estimate.base)
        return found

    def _told_by(self, breakdown: Breakdown, keys: tuple[str, ...]) -> list[int]:
        """Answers behind each row; by name, since a survey numbers its groups by itself."""
        if self.answers is None:
            return [0] * len(keys)
        names, group = self.answers.group(breakdown)
        counts = np.bincount(group, minlength=len(names))
        by_name = dict(zip(names, counts.tolist(), strict=True))
        return [int(by_name.get(key, 0)) for key in keys]

    def _told_by_mode(self) -> list[int]:
        """Answers that tell each mode in either season."""
        if self.answers is None or self.answers.survey is None:
            return [0] * len(MODES)
        survey = self.answers.survey
        return [
            int(((survey.winter_mode == mode) | (survey.summer_mode == mode)).sum())
            for mode in range(len(MODES))
        ]


def _figures(activity: FloatArray, rate: FloatArray, parts: FloatArray) -> FloatArray:
    """``[group, part, figure]`` of ``activity[group, season, kind, column]``."""
    groups, figures = len(activity), rate.shape[-1]
    # One matrix product a part: einsum is ten times slower for the few groups of a county.
    found = [
        activity.reshape(groups, -1) @ (rate * kinds[:, None, None]).reshape(-1, figures)
        for kinds in parts
    ]
    return np.stack(found, axis=1)


def _mode_share(mode: Mode, season: Season | None, values: FloatArray, index: int) -> ModeShare:
    people, trips, km = (COLUMNS.index(name) for name in ("people", "days", "km"))
    totals = values.sum(axis=0)
    return ModeShare(
        mode=mode,
        season=season,
        people=float(values[index, people]),
        share_of_trips=float(values[index, trips] / totals[trips]) if totals[trips] else 0.0,
        share_of_km=float(values[index, km] / totals[km]) if totals[km] else 0.0,
    )
