"""A picture of one employer's commuting kept for later, coarse enough to stand beside another date.

Two exact pictures of nearly the same people tell about those who came and left. A frozen picture is
therefore first protected as any other and then made coarse: counts to the nearest five, sums so
that fewer than five people cannot move them a whole step (docs/adr/0014).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.disclosure import rounded
from arbetshubb.analysis.disclosure.crowds import Group, hidden_groups, is_total_hidden
from arbetshubb.analysis.hubplan.published import Count
from arbetshubb.analysis.places import IntArray
from arbetshubb.mapping.rules.ground import Ground, Inputs, ground_of

ROUND_TO: Final = 5
FEWEST_CHANGED: Final = 10
"""Fewer people than this between two imports give no picture of their own."""
DIGITS: Final = 3
PEOPLE_A_STEP: Final = 5
"""A sum's step is at least what so many of its largest travellers add together."""
FROZEN_BREAKDOWNS: Final = (Breakdown.MUNICIPALITY, Breakdown.DISTANCE, Breakdown.MODE)
SUMS: Final = ("km", "hours", "kronor", "kg_co2e")
_NICE: Final = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class CoarseSum:
    """A year's sum to the nearest ``step``; ``None`` when the step would be half of it or more."""

    value: float | None
    step: float

    def per(self, people: Count) -> tuple[float, float, float] | None:
        """For one of ``people``: the figure with the ends that the rounding leaves open."""
        if self.value is None or not people:
            return None
        half = self.step / 2
        spare = ROUND_TO / 2
        low, high = (self.value - half) / (people + spare), (self.value + half) / (people - spare)
        return self.value / people, low, high


@dataclass(frozen=True, slots=True)
class Frozen:
    """One employer's people on one day. ``None`` in a count: fewer than five, nobody, or hidden.

    ``rows[breakdown][key]`` are counts; ``sums`` the year's km, hours, kronor and kg CO2e.
    """

    people: Count
    with_hub_days: Count
    sums: Mapping[str, CoarseSum]
    rows: Mapping[Breakdown, Mapping[str, Count]]
    quality: str
    source: str
    constants_version: str
    inputs_hash: str
    limit: int

    @property
    def hub_share(self) -> float | None:
        """The share of people with days at a hub, of the coarse counts."""
        if self.people is None or self.with_hub_days is None:
            return None
        return min(1.0, self.with_hub_days / self.people)


def freeze(inputs: Inputs) -> Frozen:
    """The picture of ``inputs`` to keep. O(people)."""
    ground = ground_of(inputs)
    if is_total_hidden(ground.crowd):
        return _frozen(inputs, ground, people=None, with_hub_days=None, sums={}, rows={})
    return _frozen(
        inputs,
        ground,
        people=_coarse(len(inputs.workforce)),
        with_hub_days=_hub_users(ground),
        sums={
            name: coarse_sum(float(years.sum()), largest=float(years.max()))
            for name, years in zip(SUMS, ground.crowd.years.T, strict=True)
        },
        rows={by: _rows(ground, by) for by in FROZEN_BREAKDOWNS},
    )


def coarse_sum(total: float, *, largest: float) -> CoarseSum:
    """``total`` in at most three digits and steps that few of its people cannot fill."""
    if total <= 0:
        return CoarseSum(None, 0.0)
    digits = 10.0 ** (math.floor(math.log10(total)) - DIGITS + 1)
    step = _nice(max(digits, PEOPLE_A_STEP * largest))
    return CoarseSum(None if 2 * step > total else round(total / step) * step, step)


def is_enough_changed(changes: Iterable[int]) -> bool:
    """Whether so many people differ since the last picture that a new one may stand beside it."""
    return sum(changes) >= FEWEST_CHANGED


def frozen_to_json(frozen: Frozen) -> dict[str, Any]:
    """Plain JSON of a picture."""
    return {
        "people": frozen.people,
        "with_hub_days": frozen.with_hub_days,
        "sums": {name: [each.value, each.step] for name, each in frozen.sums.items()},
        "rows": {by.value: dict(rows) for by, rows in frozen.rows.items()},
        "quality": frozen.quality,
        "source": frozen.source,
        "constants_version": frozen.constants_version,
        "inputs_hash": frozen.inputs_hash,
        "limit": frozen.limit,
    }


def frozen_from_json(kept: Mapping[str, Any]) -> Frozen:
    """The picture that ``frozen_to_json`` wrote."""
    return Frozen(**{
        **kept,
        "sums": {name: CoarseSum(*each) for name, each in kept["sums"].items()},
        "rows": {Breakdown(by): rows for by, rows in kept["rows"].items()},
    })  # fmt: skip


def _frozen(inputs: Inputs, ground: Ground, **figures: Any) -> Frozen:  # Any: a field each
    return Frozen(
        **figures,
        quality=inputs.travel.quality.value,
        source=inputs.travel.source,
        constants_version=inputs.constants.version,
        inputs_hash=inputs.inputs_hash,
        limit=ground.crowd.limit,
    )


def _rows(ground: Ground, by: Breakdown) -> dict[str, Count]:
    group, hidden = ground.groups[by], ground.hidden[by]
    counts = np.bincount(group.code, minlength=len(group.keys))
    return {
        key: None if is_hidden else _coarse(count)
        for key, is_hidden, count in zip(group.keys, hidden, counts.tolist(), strict=True)
    }


def _hub_users(ground: Ground) -> Count:
    uses: IntArray = (ground.inputs.workforce.hub_days > 0).astype(np.int64)
    hidden = hidden_groups(Group(("office", "hub"), uses), ground.crowd)
    return None if hidden.any() else _coarse(int(uses.sum()))


def _coarse(count: int) -> Count:
    """To the nearest five; nobody and fewer than five are one and the same."""
    return None if count < ROUND_TO else int(rounded(count, base=ROUND_TO))


def _nice(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 … that is not less."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _NICE if step * power >= value * (1 - 1e-9))
