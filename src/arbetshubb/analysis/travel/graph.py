"""A road network as junctions and arcs, with nothing but what quickest ways need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.travel.matrix import Int32Array

if TYPE_CHECKING:
    from scipy.spatial import cKDTree


@dataclass(frozen=True, eq=False)
class RoadGraph:
    """Directed arcs between nodes: arc ``a`` in ``indptr[n]:indptr[n + 1]`` leaves node ``n``.

    ``positions[node, (north, east)]`` are metres in SWEREF 99 TM; ``head[arc]`` is where an arc
    ends, ``seconds`` and ``metres`` what it takes. Two arcs may join the same nodes. A street for
    both directions is two arcs. 24 bytes a node and 20 an arc.

    Raises:
        ValueError: the arrays do not fit together, or a length is negative or not finite.
    """

    positions: FloatArray
    indptr: IntArray
    head: Int32Array
    seconds: FloatArray
    metres: FloatArray

    def __post_init__(self) -> None:
        nodes, arcs = len(self.positions), len(self.head)
        if self.positions.shape != (nodes, 2) or not arcs == len(self.seconds) == len(self.metres):
            message = "positions are [node, 2]; head, seconds and metres have one length"
            raise ValueError(message)
        ends = self.indptr
        if len(ends) != nodes + 1 or ends[0] != 0 or ends[-1] != arcs or (np.diff(ends) < 0).any():
            message = f"indptr must rise from 0 to {arcs} and have one more than the nodes"
            raise ValueError(message)
        if arcs and not (self.head.min() >= 0 and self.head.max() < nodes):
            message = "an arc ends at a node that does not exist"
            raise ValueError(message)
        lengths = (self.positions, self.seconds, self.metres)
        if not all(np.isfinite(values).all() for values in lengths):
            message = "positions, seconds and metres must be finite"
            raise ValueError(message)
        if (self.seconds < 0).any() or (self.metres < 0).any():
            message = "seconds and metres must not be negative"
            raise ValueError(message)

    @classmethod
    def of_arcs(
        cls,
        positions: FloatArray,
        *,
        tail: IntArray | Int32Array,
        head: IntArray | Int32Array,
        seconds: FloatArray,
        metres: FloatArray,
    ) -> Self:
        """The graph of arcs in any order, one row each."""
        nodes = len(positions)
        if len(tail) and not (tail.min() >= 0 and tail.max() < nodes):
            message = "an arc leaves a node that does not exist"
            raise ValueError(message)
        order = np.argsort(tail, kind="stable")
        leaving = np.bincount(tail, minlength=nodes)
        return cls(
            positions=np.asarray(positions, dtype=np.float64).reshape(-1, 2),
            indptr=np.concatenate([[0], np.cumsum(leaving)]).astype(np.int64),
            head=np.asarray(head, dtype=np.int32)[order],
            seconds=np.asarray(seconds, dtype=np.float64)[order],
            metres=np.asarray(metres, dtype=np.float64)[order],
        )

    @property
    def tail(self) -> Int32Array:
        """``[arc]`` the node that each arc leaves."""
        nodes = np.arange(len(self.positions), dtype=np.int32)
        return np.repeat(nodes, np.diff(self.indptr))

    @cached_property
    def backwards(self) -> RoadGraph:
        """The same roads driven the other way: a way from a to b is one from b to a here."""
        return RoadGraph.of_arcs(
            self.positions,
            tail=self.head,
            head=self.tail,
            seconds=self.seconds,
            metres=self.metres,
        )

    @cached_property
    def component(self) -> Int32Array:
        """``[node]`` its road system: nodes joined in at least one direction share a number."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - half a second that few runs need
        from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - as above

        ones = np.ones(len(self.head), dtype=np.int8)
        nodes = len(self.positions)
        graph = csr_array((ones, self.head, self.indptr), shape=(nodes, nodes))
        return connected_components(graph, directed=True, connection="weak")[1]

    @cached_property
    def tree(self) -> cKDTree:
        """The nodes' positions, to find the nearest one."""
        from scipy.spatial import cKDTree  # noqa: PLC0415 - as above

        return cKDTree(self.positions)
