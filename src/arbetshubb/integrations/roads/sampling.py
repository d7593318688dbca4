"""Pairs of places on a road network, near and far alike, to fit an estimate to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import osmium
from pyproj import Geod

from arbetshubb.analysis.places import FloatArray, IntArray, sweref_from_wgs84
from arbetshubb.analysis.travel import Router
from arbetshubb.integrations.roads.folder import ROADS

BANDS_KM: Final = (1.0, 5.0, 10.0, 20.0, 30.0, 50.0, 75.0, 100.0, 150.0)
"""Straight-line distances between which equally many pairs are taken, as far as there are any."""

_PLACES: Final = 400
_STARTS: Final = 200
_LIVED_BY: Final = frozenset(
    {"residential", "unclassified", "living_street", "tertiary", "secondary", "service", "road"}
)
"""Roads that people live by: places are drawn from these."""


@dataclass(frozen=True, eq=False)
class Sample:
    """``[pair]`` straight line (geodesic), way by road and minutes; ``nan`` without a way."""

    straight_km: FloatArray
    road_km: FloatArray
    minutes: FloatArray

    @property
    def ways(self) -> int:
        """Pairs that have a way."""
        return int(np.sum(~np.isnan(self.road_km)))


def sample_pairs(folder: Path, router: Router, *, pairs: int, seed: int) -> Sample:
    """About ``pairs`` pairs between places drawn at random along roads that people live by.

    The straight line is the geodesic, so that the sample is right also far from Sweden. The same
    seed gives the same pairs.
    """
    rng = np.random.default_rng(seed)
    places = lived_by(folder / ROADS)
    drawn = places[rng.permutation(len(places))[:_PLACES]]
    points = [sweref_from_wgs84(float(lat), float(lon)) for lon, lat in drawn]
    starts = points[:_STARTS]
    straight = _straight_km(drawn[: len(starts)], drawn)
    chosen = _stratified(straight, pairs, rng)
    travel = router.travel(starts, points)
    start, end = np.unravel_index(chosen, straight.shape)
    return Sample(straight[start, end], travel.km[start, end], travel.minutes[start, end])


def lived_by(roads: Path) -> FloatArray:
    """``[place, (longitude, latitude)]`` one for each road that people live by."""
    ways: Any = (  # pyosmium's type is that of every kind of object: Any
        osmium.FileProcessor(str(roads), osmium.osm.NODE | osmium.osm.WAY)
        .with_locations()
        .with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        .with_filter(osmium.filter.KeyFilter("highway"))
    )
    found = [
        (way.nodes[0].lon, way.nodes[0].lat)
        for way in ways
        if way.tags["highway"] in _LIVED_BY and way.nodes and way.nodes[0].location.valid()
    ]
    return np.array(sorted(found), dtype=np.float64).reshape(-1, 2)


def _straight_km(starts: FloatArray, ends: FloatArray) -> FloatArray:
    shape = (len(starts), len(ends))
    one, other = np.repeat(starts, len(ends), axis=0), np.tile(ends, (len(starts), 1))
    _, _, metres = Geod(ellps="WGS84").inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])
    return np.asarray(metres, dtype=np.float64).reshape(shape) / 1000.0


def _stratified(straight: FloatArray, pairs: int, rng: np.random.Generator) -> IntArray:
    """Positions in the flat matrix: each band gives its share, what one lacks the others give."""
    band = np.digitize(straight.ravel(), BANDS_KM)
    usable = [
        rng.permutation(np.flatnonzero(band == number)) for number in range(1, len(BANDS_KM) + 1)
    ]
    left = pairs
    chosen = []
    for place, positions in enumerate(sorted(usable, key=len)):
        share = left // (len(usable) - place)
        chosen.append(positions[:share])
        left -= len(chosen[-1])
    return np.sort(np.concatenate(chosen)).astype(np.int64)
