"""What a distance is shown with: kilometres, engine, date, quality, and what corrects it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel import NoWay, Quality
from arbetshubb.distances.rules.bands import Band, band_of, is_certain
from arbetshubb.distances.rules.ways import Way

_DATE: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Correction:
    """A known distance that stands in for what the engine says."""

    pk: int
    km: float
    minutes: float | None
    source: str
    reason: str
    valid_from: date
    is_approximate: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One distance as a person sees it; ``None`` km and minutes when there is no way.

    ``measured_km`` is what the engine says when a ``correction`` stands in for it. ``line`` is the
    way on the map, empty when the engine draws none.
    """

    way: Way
    km: float | None
    minutes: float | None
    no_way: NoWay
    quality: Quality
    source: str
    straight_km: float
    line: tuple[Sweref, ...] = ()
    correction: Correction | None = None
    measured_km: float | None = None

    @property
    def network_date(self) -> date | None:
        """The date of the network or timetable, when its source says one."""
        return date_in(self.source)

    @property
    def is_estimate(self) -> bool:
        """Whether it must not decide anything: estimated, and not corrected by a measurement."""
        if self.correction is not None:
            return self.correction.is_approximate
        return self.quality is Quality.ESTIMATE

    @property
    def band(self) -> Band | None:
        """Where it lies against the 70–100 km rule."""
        return None if self.km is None else band_of(self.km)

    @property
    def is_band_certain(self) -> bool:
        """Whether the band holds however wrong an estimate may be."""
        return self.km is not None and is_certain(self.km, is_estimate=self.is_estimate)


def date_in(source: str) -> date | None:
    """The first date that a source names as ``2026-11-22``."""
    for found in _DATE.finditer(source):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            continue
    return None
