"""Where the demo county's people live: two thirds in localities, a third in between."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from arbetshubb.analysis.places import (
    BoolArray,
    FloatArray,
    IntArray,
    Sweref,
    sweref_array,
    sweref_from_wgs84,
)
from arbetshubb.reference.localities import Locality, localities
from arbetshubb.reference.municipalities import sweref_shape

RURAL_SHARE: Final = 1 / 3
"""34.4 % of the county live outside localities (domain.md 6.2)."""

RESIDENCE_WEIGHTS: Final = {
    "Östersund": 52.0, "Krokom": 12.0, "Åre": 8.0, "Härjedalen": 8.0,
    "Strömsund": 7.0, "Berg": 6.0, "Bräcke": 4.0, "Ragunda": 3.0,
}  # fmt: skip
"""Synthetic weights that give the documents' 64 % in Östersund and Krokom (domain.md 6.4)."""

_NAMED_BELOW: Final = 600
"""Homes in a locality smaller than this are written by its name: it is a cell or two anyway."""

# Within these localities live those of others, whose figure already counts them (domain.md 6.2).
_PARTS: Final = {
    "Östersund": {"Frösön": 11_500, "Brunflo": 3916, "Ängsmon (Torvalla)": 1368},
    "Åre": {"Duved": 637, "Björnänge": 630},
}
_UNKNOWN_POPULATION: Final = 80
_RURAL_KM: Final = 5.0
_GRID_METRES: Final = 100

# Open water as rough circles: latitude, longitude, radius in km. General knowledge, only to keep
# most demo homes on land; shores are not followed.
_WATER: Final = (
    (63.16, 14.33, 4.5), (63.08, 14.28, 4.5), (63.22, 14.22, 3.5), (63.13, 14.18, 4.0),
    (63.62, 13.05, 4.0), (63.56, 13.10, 3.0), (62.90, 14.62, 2.5), (64.00, 15.05, 2.5),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Homes:
    """Homes: ``points[person, (north, east)]`` on a 100 m grid and how a file writes each."""

    points: FloatArray
    texts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Town:
    """The localities of one municipality: centres, populations and the shape around them."""

    places: tuple[Locality, ...]
    population: FloatArray
    centres: FloatArray
    shape: BaseGeometry


def homes_in(municipality: str, count: int, random: np.random.Generator) -> Homes:
    """``count`` homes in one municipality.

    A home outside localities lies some kilometres from a locality drawn by the square root of
    its population, since the land around small places is settled too; never outside the
    municipality, and not in the largest lakes as far as they are known here.
    """
    town = _town(municipality)
    is_rural = random.random(count) < RURAL_SHARE
    weights = np.where(is_rural[:, None], np.sqrt(town.population), town.population)
    cumulative = np.cumsum(weights, axis=1)
    draw = random.random(count)[:, None] * cumulative[:, -1:]
    place = np.minimum((cumulative < draw).sum(axis=1), len(town.places) - 1)
    spread = np.where(is_rural, _RURAL_KM * 1000, 110 * town.population[place] ** 0.28)
    points = _scattered(town, place, spread, random)
    is_named = ~is_rural & (town.population[place] < _NAMED_BELOW)
    points = np.where(is_named[:, None], town.centres[place], points)
    texts = tuple(
        _bare_name(town.places[p]) if named else f"{north:.0f},{east:.0f}"
        for p, named, (north, east) in zip(place, is_named, points, strict=True)
    )
    return Homes(points, texts)


def _scattered(
    town: _Town, place: IntArray, spread: FloatArray, random: np.random.Generator
) -> FloatArray:
    """Points around their localities; those that fall outside or in water are drawn again."""
    points: FloatArray = town.centres[place].copy()
    wrong = np.arange(len(place))
    for _ in range(20):
        around = random.normal(size=(len(wrong), 2)) * spread[wrong, None]
        points[wrong] = _on_grid(town.centres[place[wrong]] + around)
        wrong = wrong[~_is_land(town.shape, points[wrong])]
        if not len(wrong):
            return points
    points[wrong] = _on_grid(town.centres[place[wrong]])
    return points


def _on_grid(points: FloatArray) -> FloatArray:
    return np.round(points / _GRID_METRES) * _GRID_METRES


def _is_land(shape: BaseGeometry, points: FloatArray) -> BoolArray:
    inside = shapely.contains_xy(shape, points[:, 1], points[:, 0])
    for centre, radius in _lakes():
        inside &= np.hypot(*(points - centre).T) > radius
    return np.asarray(inside, dtype=np.bool_)


def _bare_name(place: Locality) -> str:
    return place.name.partition(" (")[0]


@cache
def _lakes() -> tuple[tuple[FloatArray, float], ...]:
    return tuple(
        (_as_row(sweref_from_wgs84(latitude, longitude)), km * 1000)
        for latitude, longitude, km in _WATER
    )


def _as_row(point: Sweref) -> FloatArray:
    return np.array([point.north, point.east])


@cache
def _town(municipality: str) -> _Town:
    places = tuple(place for place in localities() if place.municipality == municipality)
    parts = {name: size for inner in _PARTS.values() for name, size in inner.items()}
    population = [
        float(parts.get(place.name) or (place.population or _UNKNOWN_POPULATION))
        - sum(_PARTS.get(place.name, {}).values())
        for place in places
    ]
    return _Town(
        places=places,
        population=np.array(population),
        centres=sweref_array([place.position for place in places]),
        shape=sweref_shape(municipality),
    )
