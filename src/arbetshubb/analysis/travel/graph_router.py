"""A second engine, our own: quickest ways on a ``RoadGraph``, dense or sparse.

For checks of the first engine, for a whole country and for notebooks. It knows no turn
restrictions; what is open to whom is decided when the graph is made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

import numpy as np

from arbetshubb.analysis.places import Sweref, sweref_array
from arbetshubb.analysis.travel.components import FAR
from arbetshubb.analysis.travel.graph import RoadGraph
from arbetshubb.analysis.travel.matrix import (
    Int32Array,
    NoWay,
    Quality,
    TravelMatrix,
    cutoff_seconds,
)
from arbetshubb.analysis.travel.sparse import SparseTravel

if TYPE_CHECKING:
    from arbetshubb.analysis.travel.dijkstra import Column, Workspace

SNAP_METRES: Final = 5000.0
"""A point farther than this from every node is far from road, as in integrations/roads."""

_NOBODY: Final = (np.empty(0, dtype=np.int32), np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class GraphRouter:
    """Travel on ``graph``: each point is moved to its nearest node, if it is near enough.

    Moving a point takes no time. ``source`` says what the graph was made from and when. Searches
    run backwards from each site, ``threads`` at once (all processors by default). The answer does
    not depend on threads or on the order of arcs: of ways that take equally long, the shortest
    counts.
    """

    graph: RoadGraph
    source: str
    snap_metres: float = SNAP_METRES
    threads: int | None = None

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel from every origin to every destination, however far."""
        return self.ways_from(origins).all(destinations)

    def ways_from(self, origins: Sequence[Sweref]) -> GraphWays:
        """The origins moved to their nodes, for block after block of sites (``travel_within``)."""
        roads = self.graph.backwards
        return GraphWays(
            roads=roads,
            source=self.source,
            snap_metres=self.snap_metres,
            threads=self.threads,
            origin_node=nearest_node(roads, origins, self.snap_metres),
        )


@dataclass(frozen=True, slots=True)
class GraphWays:
    """A router's origins made ready. ``roads`` run backwards; ``origin_node`` -1 is far."""

    roads: RoadGraph
    source: str
    snap_metres: float
    threads: int | None
    origin_node: Int32Array

    def all(self, sites: Sequence[Sweref]) -> TravelMatrix:
        """Travel to ``sites`` however far, as a matrix."""
        shape = (len(self.origin_node), len(sites))
        seconds, metres = np.full(shape, np.nan), np.full(shape, np.nan)
        site_node = nearest_node(self.roads, sites, self.snap_metres)
        for site, column in enumerate(self._columns(site_node, np.inf)):
            origin, seconds[origin, site], metres[origin, site] = column
        is_far = np.logical_or.outer(self.origin_node == FAR, site_node == FAR)
        missing = np.where(is_far, NoWay.FAR_FROM_ROAD, NoWay.OTHER_COMPONENT)
        no_way = np.where(np.isnan(seconds), missing, NoWay.NONE).astype(np.uint8)
        return TravelMatrix(seconds, metres, Quality.NETWORK, self.source, no_way)

    def within(self, sites: Sequence[Sweref], *, cutoff_minutes: float) -> SparseTravel:
        """Travel to ``sites`` of at most ``cutoff_minutes``; only roads that near are searched."""
        site_node = nearest_node(self.roads, sites, self.snap_metres)
        columns = list(self._columns(site_node, cutoff_seconds(cutoff_minutes)))
        none = [(np.empty(0), np.empty(0), np.empty(0))]
        origin, seconds, metres = (
            np.concatenate(parts) for parts in zip(*(columns or none), strict=True)
        )
        return SparseTravel(
            indptr=np.cumsum([0, *(len(column[0]) for column in columns)], dtype=np.int64),
            origin=origin.astype(np.int32),
            seconds=seconds.astype(np.float32),
            metres=metres.astype(np.float32),
            cutoff_minutes=cutoff_minutes,
            quality=Quality.NETWORK,
            source=self.source,
            origin_component=self._component(self.origin_node),
            site_component=self._component(site_node),
        )

    def block_bytes(self, sites: int) -> int:
        """As if every pair were kept; a search writes 20 bytes a node and 20 an arc."""
        search = 20 * (len(self.roads.positions) + len(self.roads.head))
        return self._threads * search + len(self.origin_node) * sites * (20 + 12)

    @property
    def _threads(self) -> int:
        return self.threads or os.cpu_count() or 1

    def _component(self, node: Int32Array) -> Int32Array:
        return np.where(node == FAR, FAR, self.roads.component[node]).astype(np.int32)

    def _columns(self, site_node: Int32Array, cutoff: float) -> Iterator[Column]:
        """What reaches each site within ``cutoff`` seconds, in order."""
        from arbetshubb.analysis.travel import dijkstra  # noqa: PLC0415 - numba, only needed here

        roads = self.roads
        arcs = dijkstra.Arcs(roads.indptr, roads.head, roads.seconds, roads.metres)
        rooms: SimpleQueue[Workspace] = SimpleQueue()
        for _ in range(self._threads):
            rooms.put(dijkstra.workspace(len(roads.positions), len(roads.head)))

        def column(node: int) -> Column:
            if node == FAR:
                return _NOBODY
            room = rooms.get()
            try:
                return dijkstra.column_from(arcs, room, node, cutoff, self.origin_node)
            finally:
                rooms.put(room)

        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(column, site_node.tolist())


def nearest_node(graph: RoadGraph, points: Sequence[Sweref], limit: float) -> Int32Array:
    """``[point]`` the node nearest to each point, -1 when none is within ``limit`` metres."""
    if not len(graph.positions):
        return np.full(len(points), FAR, dtype=np.int32)
    distance, node = graph.tree.query(sweref_array(points), distance_upper_bound=limit)
    return np.where(np.isfinite(distance), node, FAR).astype(np.int32)
