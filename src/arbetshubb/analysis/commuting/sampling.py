"""The sampling error of yearly figures: the bootstrap's replicates carried through the sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.commuting.kinds import SEASONS
from arbetshubb.analysis.commuting.mixtures import Mixtures
from arbetshubb.analysis.commuting.resampling import Cells, replicate_factors
from arbetshubb.analysis.commuting.sums import (
    WeekSums,
    blocks,
    rates_by_quantity,
    week_quantities,
)
from arbetshubb.analysis.commuting.survey_modes import SurveyModes
from arbetshubb.analysis.commuting.travellers import Travellers
from arbetshubb.analysis.places import FloatArray, IntArray

ENDS: Final = (2.5, 97.5)
"""Percentiles of the replicates: a 95 % interval."""

type Interval = tuple[FloatArray, FloatArray]
"""``[group, part, figure]`` low and high."""


@dataclass(frozen=True, eq=False)
class View:
    """What an interval is wanted of: groups of people × parts of the kinds.

    ``rates`` are ``rates.rates``; ``parts[part, kind]`` is 1 for the kinds of each part.
    """

    travellers: Travellers
    mixture: IntArray
    mixtures: Mixtures
    group: IntArray
    groups: int
    sums: WeekSums
    rates: FloatArray
    parts: FloatArray


class Sampling(Protocol):
    """Where the sampling error comes from."""

    def interval(self, view: View) -> Interval:
        """Low and high of the interval for every group, part and figure."""


@dataclass(frozen=True, eq=False)
class ModeSampling:
    """The people are known, and how they travel comes from a survey."""

    modes: SurveyModes
    replicates: int
    seed: int

    @cached_property
    def _factors(self) -> tuple[FloatArray, ...]:
        return tuple(replicate_factors(self.modes.cells, self.replicates, self.seed))

    @cached_property
    def _of_every_kind(self) -> dict[tuple[tuple[int, int, int], ...], FloatArray]:
        """The expected features of all kinds together, which every breakdown asks for."""
        return {}

    def interval(self, view: View) -> Interval:
        """O(replicates · groups · strata), by matrix products."""
        figures = view.rates.shape[-1]
        found = np.zeros((view.groups, len(view.parts), figures, self.replicates), np.float32)
        for part, kinds in enumerate(view.parts):
            features = _features(view, kinds)
            for at, expected in self._expected(features, is_kept=bool(kinds.all())):
                for (season, quantity, figure), each in zip(features, expected, strict=True):
                    sums = view.sums.values[season, quantity].astype(np.float32)
                    found[:, part, figure, at : at + each.shape[-1]] += sums @ each
        return _ends(found)

    def _expected(
        self, features: dict[_Feature, tuple[FloatArray, FloatArray]], *, is_kept: bool
    ) -> Iterator[tuple[int, FloatArray]]:
        """Blocks of ``[feature, stratum, replicate]`` and at which replicate they begin."""
        at = 0
        for number, factors in enumerate(self._factors):
            key = (*features, (number, 0, 0))
            expected = self._of_every_kind.get(key)
            if expected is None:
                by_people = np.stack([people for people, _ in features.values()])
                by_car = np.stack([cars for _, cars in features.values()])
                expected = self.modes.expected(by_people, by_car, factors)
                expected = np.ascontiguousarray(expected.swapaxes(0, 1), dtype=np.float32)
                if is_kept:
                    self._of_every_kind[key] = expected
            yield at, expected
            at += factors.shape[1]


type _Feature = tuple[int, int, int]
"""Season, quantity and figure. A week alike in both seasons has features of the first alone."""


def _features(view: View, kinds: FloatArray) -> dict[_Feature, tuple[FloatArray, FloatArray]]:
    """The features that a part's figures are made of, as ``SurveyModes.expected`` wants them."""
    by_people, by_car = rates_by_quantity(view.rates, view.sums.own)
    found: dict[_Feature, tuple[FloatArray, FloatArray]] = {}
    for season, quantity, figure in np.ndindex(by_people.shape[:3]):
        place = season if view.travellers.has_seasons else 0
        people, cars = found.setdefault(
            (place, quantity, figure),
            (np.zeros((len(SEASONS), len(kinds))), np.zeros((len(SEASONS), len(kinds)))),
        )
        people[season] = by_people[season, quantity, figure] * kinds
        cars[season] = by_car[season, quantity, figure] * kinds
    return {key: each for key, each in found.items() if each[0].any() or each[1].any()}


@dataclass(frozen=True, eq=False)
class AnswerSampling:
    """The respondents are the people, each standing for others. ``cells`` are single answers."""

    cells: Cells
    replicates: int
    seed: int

    def interval(self, view: View) -> Interval:
        """O(replicates · answers)."""
        values = person_values(view)
        people, parts, figures = values.shape
        flat = values.reshape(people, -1)
        found = np.empty((view.groups, parts * figures, self.replicates))
        at = 0
        members = [np.flatnonzero(view.group == group) for group in range(view.groups)]
        for factors in replicate_factors(self.cells, self.replicates, self.seed):
            for group, chosen in enumerate(members):
                found[group, :, at : at + factors.shape[1]] = flat[chosen].T @ factors[chosen]
            at += factors.shape[1]
        return _ends(found.reshape(view.groups, parts, figures, -1))


def _ends(replicates: npt.NDArray[np.float32] | FloatArray) -> Interval:
    low, high = np.percentile(replicates, ENDS, axis=-1).astype(np.float64)
    return low, high


def person_values(view: View) -> FloatArray:
    """``[person, part, figure]`` each one's expected year, times what the person stands for."""
    by_people, by_car = rates_by_quantity(view.rates, view.sums.own)
    mixed = np.einsum("msc,sqfc,pc->msqpf", view.mixtures.shares, by_people, view.parts)
    mixed += np.einsum("msc,sqfc,pc->msqpf", view.mixtures.vehicle_shares, by_car, view.parts)
    found = np.zeros((len(view.travellers), *mixed.shape[3:]))
    for part in blocks(len(view.travellers)):
        for season in range(len(SEASONS)):
            for quantity, each in enumerate(week_quantities(view.travellers, season, part)):
                rate = mixed[view.mixture[part], season, quantity]
                found[part] += rate if each is None else each[:, None, None] * rate
    return found
