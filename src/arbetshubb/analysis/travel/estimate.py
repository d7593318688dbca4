"""Road travel guessed from straight lines, and what the source of such a guess says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import FloatArray, Sweref, sweref_array
from arbetshubb.analysis.travel.calibration import (
    DEFAULT_CALIBRATION,
    Calibration,
    minutes_by_road,
)
from arbetshubb.analysis.travel.known_source import KNOWN, known_ways_in, said_as_known
from arbetshubb.analysis.travel.matrix import METRES_PER_KM, Quality, TravelMatrix

_NUMBER: Final = r"(\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
_ESTIMATE: Final = re.compile(
    rf"straight line × {_NUMBER}"
    rf"(?: \({_NUMBER} min \+ km at {_NUMBER} − {_NUMBER}·exp\(−km/{_NUMBER}\) km/h"
    rf"(?:, fitted to (?P<fitted>.+))?\))?(?:{KNOWN})?"
)


@dataclass(frozen=True, slots=True)
class EstimateRouter:
    """Road travel guessed from straight lines; for planning when no network is at hand.

    ``km`` = straight line × the calibration's factor; ``minutes`` by ``minutes_by_road``. With the
    stated calibration the distance is, against a road network, wrong by 9–14 % in the median and
    25–38 % at the 90th percentile, in the fells 19 and 49 %; round lakes the true factor reaches
    1.45–1.67 (own measurement, November 2026). A fitted calibration carries its own errors. Never
    use either for a strict threshold such as the 70–100 km rule.

    The straight line is taken in the plane of SWEREF 99 TM, not along the great circle: within
    Sweden the two differ by at most 0.2 % (the projection's scale runs from 0.9996 on its central
    meridian to 1.0018 at Haparanda), a fiftieth of the error above. O(pairs).
    """

    calibration: Calibration = DEFAULT_CALIBRATION

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """Estimated one-way car travel from every origin to every destination."""
        km = straight_km(origins, destinations) * self.calibration.factor
        minutes = minutes_by_road(km, self.calibration)
        source = str(EstimateSource(self.calibration))
        return TravelMatrix.of_minutes(minutes, km, Quality.ESTIMATE, source)


@dataclass(frozen=True, slots=True)
class EstimateSource:
    """What the ``source`` of an estimate says, so that it can be said in another language.

    ``calibration`` as far as a source tells it: factor, speed curve and what it was fitted to, not
    its errors. ``known`` of ``pairs`` distances were corrected by ``with_known``; 0 when none were.
    """

    calibration: Calibration
    known: int = 0
    pairs: int = 0

    @property
    def detour_factor(self) -> float:
        """Road kilometres a kilometre of straight line."""
        return self.calibration.factor

    @property
    def fitted_to(self) -> str:
        """What the calibration was fitted to; empty for the stated one."""
        return self.calibration.source

    def __str__(self) -> str:
        """The source as a ``TravelMatrix`` and a published plan carry it."""
        used = self.calibration
        text = f"straight line × {used.factor:.2f}"
        if used.curve != DEFAULT_CALIBRATION.curve or used.source:
            text += " ({:.10g} min + km at {:.10g} − {:.10g}·exp(−km/{:.10g}) km/h".format(
                *used.curve
            )
            text += f", fitted to {_fitted(used)})" if used.source else ")"
        return said_as_known(text, self.known, self.pairs) if self.known else text


def _fitted(used: Calibration) -> str:
    return f"{used.source}, {used.date}" if used.date else used.source


def estimate_source(source: str) -> EstimateSource | None:
    """What ``str(EstimateSource(…))`` says; ``None`` for every other source."""
    found = _ESTIMATE.fullmatch(source)
    if found is None:
        return None
    factor, *curve = found.groups()[:5]
    start, top, lost, reach = (
        DEFAULT_CALIBRATION.curve if curve[0] is None else (float(text) for text in curve)
    )
    known = known_ways_in(source)
    try:
        used = Calibration(float(factor), start, top, lost, reach, found["fitted"] or "")
    except ValueError:
        return None
    return EstimateSource(used, known.known, known.pairs) if known else EstimateSource(used)


def straight_km(origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> FloatArray:
    """Straight-line kilometres ``[origin, destination]`` in the plane of SWEREF 99 TM."""
    start, end = sweref_array(origins), sweref_array(destinations)
    north = start[:, None, 0] - end[None, :, 0]
    east = start[:, None, 1] - end[None, :, 1]
    return np.asarray(np.hypot(north, east) / METRES_PER_KM, dtype=np.float64)
