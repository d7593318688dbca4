"""Quickest ways from one node within a cut-off: Dijkstra's method, compiled, without Python's lock.

Ways are compared by seconds and then by metres, so that the metres of a quickest way do not depend
on the order of arcs. E. W. Dijkstra (1959), with a heap of four branches; an entry that has become
too slow stays in the heap and is passed over. O(arcs log arcs) of those within the cut-off.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.travel.matrix import Int32Array

_BRANCHES = 4

type Column = tuple[Int32Array, FloatArray, FloatArray]
"""Origins, ascending, with their seconds and metres."""


class Arcs(NamedTuple):
    """The roads, as the compiled code reads them (``RoadGraph``)."""

    indptr: IntArray
    head: Int32Array
    seconds: FloatArray
    metres: FloatArray


class Workspace(NamedTuple):
    """What one search at a time writes in; 20 bytes a node and 20 an arc at most."""

    seconds: FloatArray  # [node], inf where nobody has been; clean between searches
    metres: FloatArray
    reached: Int32Array  # [nth node reached]
    heap_seconds: FloatArray
    heap_metres: FloatArray
    heap_node: Int32Array


def workspace(nodes: int, arcs: int) -> Workspace:
    """Room for searches, one after another, in a graph of this size."""
    return Workspace(
        seconds=np.full(nodes, np.inf),
        metres=np.full(nodes, np.inf),
        reached=np.empty(nodes, dtype=np.int32),
        # No arc is pushed twice, and the start is pushed once.
        heap_seconds=np.empty(arcs + 1),
        heap_metres=np.empty(arcs + 1),
        heap_node=np.empty(arcs + 1, dtype=np.int32),
    )


@numba.njit(nogil=True, cache=True)
def column_from(
    arcs: Arcs, room: Workspace, start: int, cutoff: float, origin_node: Int32Array
) -> Column:
    """The origins whose node is reached from ``start`` in at most ``cutoff`` seconds.

    ``origin_node[origin]`` is a node or -1.
    """
    count = _search(arcs, room, start, cutoff)
    found = 0
    for origin in range(len(origin_node)):
        node = origin_node[origin]
        if node >= 0 and room.seconds[node] < np.inf:
            found += 1
    origins = np.empty(found, dtype=np.int32)
    seconds = np.empty(found, dtype=np.float64)
    metres = np.empty(found, dtype=np.float64)
    found = 0
    for origin in range(len(origin_node)):
        node = origin_node[origin]
        if node >= 0 and room.seconds[node] < np.inf:
            origins[found] = origin
            seconds[found] = room.seconds[node]
            metres[found] = room.metres[node]
            found += 1
    for nth in range(count):
        room.seconds[room.reached[nth]] = np.inf
        room.metres[room.reached[nth]] = np.inf
    return origins, seconds, metres


@numba.njit(nogil=True, cache=True)
def _search(arcs: Arcs, room: Workspace, start: int, cutoff: float) -> int:
    """Fills ``room`` with the nodes within ``cutoff``; how many they are."""
    room.seconds[start] = 0.0
    room.metres[start] = 0.0
    room.reached[0] = start
    reached = 1
    size = _push(room, 0, 0.0, 0.0, start)
    while size > 0:
        seconds, metres, node = room.heap_seconds[0], room.heap_metres[0], room.heap_node[0]
        size = _pop(room, size)
        if seconds > room.seconds[node] or metres > room.metres[node]:
            continue
        for arc in range(arcs.indptr[node], arcs.indptr[node + 1]):
            next_seconds = seconds + arcs.seconds[arc]
            if next_seconds > cutoff:
                continue
            head, next_metres = arcs.head[arc], metres + arcs.metres[arc]
            best = room.seconds[head]
            if next_seconds > best or (next_seconds == best and next_metres >= room.metres[head]):
                continue
            if best == np.inf:
                room.reached[reached] = head
                reached += 1
            room.seconds[head] = next_seconds
            room.metres[head] = next_metres
            size = _push(room, size, next_seconds, next_metres, head)
    return reached


@numba.njit(nogil=True, cache=True)
def _push(room: Workspace, size: int, seconds: float, metres: float, node: int) -> int:
    at = size
    while at > 0:
        above = (at - 1) // _BRANCHES
        if not _is_before(seconds, metres, room.heap_seconds[above], room.heap_metres[above]):
            break
        _copy(room, above, at)
        at = above
    room.heap_seconds[at] = seconds
    room.heap_metres[at] = metres
    room.heap_node[at] = node
    return size + 1


@numba.njit(nogil=True, cache=True)
def _pop(room: Workspace, size: int) -> int:
    """Takes the first entry out; its place is filled from the end."""
    size -= 1
    seconds, metres, node = room.heap_seconds[size], room.heap_metres[size], room.heap_node[size]
    at = 0
    while True:
        first = at * _BRANCHES + 1
        if first >= size:
            break
        least = first
        for below in range(first + 1, min(first + _BRANCHES, size)):
            if _is_before(
                room.heap_seconds[below], room.heap_metres[below],
                room.heap_seconds[least], room.heap_metres[least],
            ):  # fmt: skip
                least = below
        if not _is_before(room.heap_seconds[least], room.heap_metres[least], seconds, metres):
            break
        _copy(room, least, at)
        at = least
    room.heap_seconds[at] = seconds
    room.heap_metres[at] = metres
    room.heap_node[at] = node
    return size


@numba.njit(nogil=True, cache=True)
def _copy(room: Workspace, source: int, target: int) -> None:
    room.heap_seconds[target] = room.heap_seconds[source]
    room.heap_metres[target] = room.heap_metres[source]
    room.heap_node[target] = room.heap_node[source]


@numba.njit(nogil=True, cache=True)
def _is_before(seconds: float, metres: float, other_seconds: float, other_metres: float) -> bool:
    return seconds < other_seconds or (seconds == other_seconds and metres < other_metres)
