"""How many live within which time of a place, by municipality: fixed bands, whole zones. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.distances.rules.zones import Zoned

BAND_MINUTES: Final = (15, 30, 45, 60, 90)
"""The upper ends of the bands; what takes longer, or has no way, comes last."""

CHOSEN_MINUTES: Final = (15, 30, 45, 60)
LONGEST_MINUTES: Final = 120

STEPS: Final = ((20, 5), (40, 10), (75, 15))
"""Up to so many minutes the map is coloured in steps of so many."""

LONGEST_STEP: Final = 30


@dataclass(frozen=True, slots=True)
class BandRow:
    """One municipality: people in each band, those not placed, and all of them."""

    municipality: str
    people: tuple[int, ...]
    spread: int

    @property
    def total(self) -> int:
        """Everybody of the municipality."""
        return sum(self.people) + self.spread

    def within(self, minutes: int) -> int | None:
        """People within one of the fixed times; ``None`` for another time."""
        return within(self.people, minutes)


@dataclass(frozen=True, slots=True)
class Reached:
    """Who lives within which time of a place; ``unshown`` live in municipalities with too few."""

    rows: tuple[BandRow, ...]
    unshown: int
    employers: tuple[str, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """People in each band, all municipalities together."""
        bands = range(len(BAND_MINUTES) + 1)
        return tuple(sum(row.people[band] for row in self.rows) for band in bands)

    @property
    def not_placed(self) -> int:
        """People who are in no zone."""
        return sum(row.spread for row in self.rows) + self.unshown

    @property
    def total(self) -> int:
        """Everybody."""
        return sum(row.total for row in self.rows) + self.unshown

    def within(self, minutes: int) -> int | None:
        """People within one of the fixed times; ``None`` for another time."""
        return within(self.people, minutes)


def within(people: tuple[int, ...], minutes: int) -> int | None:
    """The sum of the bands up to one of the fixed times; ``None`` for another time."""
    if minutes not in BAND_MINUTES:
        return None
    return sum(people[: BAND_MINUTES.index(minutes) + 1])


def band_of_minutes(minutes: FloatArray) -> IntArray:
    """Which band each time falls in; an end belongs to its band, no way to the last one."""
    found = np.searchsorted(np.array(BAND_MINUTES, dtype=np.float64), minutes, side="left")
    return np.where(np.isnan(minutes), len(BAND_MINUTES), found).astype(np.int64)


def reached(people: Zoned, minutes: FloatArray, *, employers: tuple[str, ...]) -> Reached:
    """Everybody counted by band and municipality; ``minutes[zone]`` is the way to the place."""
    counts = np.zeros((len(people.municipalities), len(BAND_MINUTES) + 1), dtype=np.int64)
    for zone, band in zip(people.zones, band_of_minutes(minutes), strict=True):
        counts[zone.municipality, band] += zone.people
    rows = [
        BandRow(name, tuple(int(number) for number in counts[index]), int(people.spread[index]))
        for index, name in enumerate(people.municipalities)
        if not people.is_hidden[index]
    ]
    return Reached(tuple(row for row in rows if row.total), people.hidden, employers)


def colour_steps(minutes: int) -> tuple[int, ...]:
    """The upper ends of the colours on the map: round steps, the last one ``minutes``."""
    step = next((step for most, step in STEPS if minutes <= most), LONGEST_STEP)
    return (*range(step, minutes, step), minutes)
