"""A plain road graph out of an extract, and tables on it with SciPy: what we are compared with.

Speeds are those of OSRM's car profile by kind of road; no turn restrictions, no access by tags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from pyproj import Geod
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from arbetshubb.analysis.places import FloatArray, Sweref, sweref_array, sweref_from_wgs84
from arbetshubb.analysis.travel import RoadGraph

SPEEDS = {
    "motorway": 90, "motorway_link": 45, "trunk": 85, "trunk_link": 40, "primary": 65,
    "primary_link": 30, "secondary": 55, "secondary_link": 25, "tertiary": 40,
    "tertiary_link": 20, "unclassified": 25, "residential": 25, "living_street": 10, "service": 15,
}  # fmt: skip
_MAXSPEED_DRIVEN = 0.8
_DESTINATIONS_AT_ONCE = 50


def road_graph(extract: Path) -> RoadGraph:
    """Junctions and dead ends as nodes; the largest part where everything reaches everything."""
    uses: Counter[int] = Counter()
    for way in _ways(extract):
        nodes = [node.ref for node in way.nodes]
        uses.update(nodes)
        uses.update((nodes[0], nodes[-1]))
    drawing = _Drawing(uses)
    for way in _ways(extract):
        drawing.add(way)
    tail, head, seconds, metres = (np.array(column) for column in zip(*drawing.arcs, strict=True))
    tail, head, nodes_count = tail.astype(np.int64), head.astype(np.int64), len(drawing.places)
    joined = csr_array((np.ones(len(tail)), (tail, head)), shape=(nodes_count, nodes_count))
    _, part = connected_components(joined, connection="strong")
    keep = part == np.bincount(part).argmax()
    new = np.cumsum(keep) - 1
    inside = keep[tail] & keep[head]
    return RoadGraph.of_arcs(
        sweref_array(drawing.places)[keep],
        tail=new[tail[inside]],
        head=new[head[inside]],
        seconds=seconds[inside],
        metres=metres[inside],
    )


class _Drawing:
    """Nodes and arcs collected way by way; ``uses`` says how many ways meet at a node."""

    def __init__(self, uses: Counter[int]) -> None:
        self.places: list[Sweref] = []
        self.arcs: list[tuple[int, int, float, float]] = []
        self._uses = uses
        self._number: dict[int, int] = {}
        self._geod = Geod(ellps="WGS84")

    def add(self, way: Any) -> None:
        speed, oneway = _rules(way.tags)
        lon, lat = [n.location.lon for n in way.nodes], [n.location.lat for n in way.nodes]
        _, _, steps = self._geod.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
        last, metres = None, 0.0
        for index, node in enumerate(way.nodes):
            metres += float(steps[index - 1]) if index else 0.0
            if self._uses[node.ref] < 2:
                continue
            if node.ref not in self._number:
                self._number[node.ref] = len(self.places)
                self.places.append(sweref_from_wgs84(lat[index], lon[index]))
            here = self._number[node.ref]
            if last is not None:
                seconds = metres / (speed / 3.6)
                if oneway != "-1":
                    self.arcs.append((last, here, seconds, metres))
                if oneway not in {"yes", "1", "true"}:
                    self.arcs.append((here, last, seconds, metres))
            last, metres = here, 0.0


def _rules(tags: Any) -> tuple[float, str]:
    """Kilometres an hour and the one-way tag."""
    kind, limit = tags["highway"], tags.get("maxspeed", "")
    speed = int(limit) * _MAXSPEED_DRIVEN if limit.isdigit() and int(limit) else SPEEDS[kind]
    if tags.get("junction") == "roundabout":
        return speed, "yes"
    return speed, tags.get("oneway", "yes" if kind.startswith("motorway") else "no")


class SciPyTables:
    """Dijkstra from each destination on the reversed graph, kilometres summed along its tree."""

    def __init__(self, graph: RoadGraph) -> None:
        self._tree = cKDTree(graph.positions)
        nodes = len(graph.positions)
        tail = np.repeat(np.arange(nodes), np.diff(graph.indptr))
        # Of several arcs between two nodes the quickest: csr would add them.
        order = np.lexsort((graph.seconds, graph.head, tail))
        pairs = np.column_stack([tail, graph.head])[order]
        first = np.concatenate([[True], (pairs[1:] != pairs[:-1]).any(axis=1)])
        best = order[first]
        where = (graph.head[best], tail[best])
        self._seconds = csr_array((graph.seconds[best], where), shape=(nodes, nodes))
        self._metres = csr_array((graph.metres[best], where), shape=(nodes, nodes))

    def table(
        self, starts: Sequence[Sweref], ends: Sequence[Sweref]
    ) -> tuple[FloatArray, FloatArray]:
        """Minutes and km ``[start, end]``."""
        start, end = (self._tree.query(sweref_array(points))[1] for points in (starts, ends))
        minutes, km = np.empty((len(starts), len(ends))), np.empty((len(starts), len(ends)))
        for first in range(0, len(ends), _DESTINATIONS_AT_ONCE):
            block = slice(first, first + _DESTINATIONS_AT_ONCE)
            seconds, before = dijkstra(self._seconds, indices=end[block], return_predecessors=True)
            minutes[:, block] = seconds[:, start].T / 60
            km[:, block] = self._along(before)[:, start].T / 1000
        return minutes, km

    def _along(self, before: Any) -> FloatArray:
        """``[destination, node]`` metres along the tree, by doubling the steps walked."""
        trees, nodes = before.shape
        jump = np.where(before < 0, np.arange(nodes), before)
        flat = np.asarray(self._metres[jump.ravel(), np.tile(np.arange(nodes), trees)])
        metres = flat.reshape(before.shape).astype(np.float64)
        while True:
            further = np.take_along_axis(metres, jump, axis=1)
            if not further.any():
                return metres
            metres += further
            jump = np.take_along_axis(jump, jump, axis=1)


def _ways(extract: Path) -> Any:
    ways = osmium.FileProcessor(str(extract), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    ways = ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
        if way.tags["highway"] in SPEEDS and way.tags.get("access") not in {"no", "private"}:
            yield way
