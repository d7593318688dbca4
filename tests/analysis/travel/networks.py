"""Small road networks for tests, and the slow but certain way to measure on them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from arbetshubb.analysis.places import FloatArray, Sweref
from arbetshubb.analysis.travel import RoadGraph

NORTH, EAST = 7_000_000.0, 480_000.0


def place(node: Sequence[float]) -> Sweref:
    return Sweref(float(node[0]), float(node[1]))


def nodes_of(graph: RoadGraph) -> list[Sweref]:
    return [place(position) for position in graph.positions]


def graph_of(
    arcs: Sequence[tuple[int, int, float, float]], positions: Sequence[tuple[float, float]]
) -> RoadGraph:
    """``arcs`` as from, to, seconds, metres; ``positions`` as kilometres north and east."""
    rows = np.array(arcs, dtype=np.float64).reshape(-1, 4)
    return RoadGraph.of_arcs(
        np.array(positions, dtype=np.float64).reshape(-1, 2) * 1000 + (NORTH, EAST),
        tail=rows[:, 0].astype(np.int64),
        head=rows[:, 1].astype(np.int64),
        seconds=rows[:, 2],
        metres=rows[:, 3],
    )


@st.composite
def graphs(draw: st.DrawFn, *, most_nodes: int = 9) -> RoadGraph:
    """Nodes at whole kilometres (each its own place), arcs at least as long as straight lines.

    Seconds are whole and small, so that ways of equal time are common; some arcs take none.
    """
    spots = st.tuples(st.integers(0, 30), st.integers(0, 30))
    positions = draw(st.lists(spots, min_size=1, max_size=most_nodes, unique=True))
    node = st.integers(0, len(positions) - 1)
    pairs = draw(st.lists(st.tuples(node, node), max_size=3 * len(positions)))
    arcs = []
    for tail, head in pairs:
        straight = 1000 * float(np.hypot(*np.subtract(positions[tail], positions[head])))
        metres = np.ceil(straight) * draw(st.sampled_from([1.0, 1.25, 2.0]))
        arcs.append((tail, head, float(draw(st.integers(0, 12))) * 60, metres))
    return graph_of(arcs, positions)


def brute_force(graph: RoadGraph) -> tuple[FloatArray, FloatArray]:
    """``[from, to]`` seconds and the fewest metres at those seconds, inf for none (Floyd, 1962)."""
    nodes = len(graph.positions)
    seconds, metres = np.full((nodes, nodes), np.inf), np.full((nodes, nodes), np.inf)
    np.fill_diagonal(seconds, 0.0)
    np.fill_diagonal(metres, 0.0)
    rows = zip(graph.tail, graph.head, graph.seconds, graph.metres, strict=True)
    for tail, head, time, length in rows:
        seconds[tail, head], metres[tail, head] = min(
            (seconds[tail, head], metres[tail, head]), (time, length)
        )
    for by in range(nodes):
        time = seconds[:, by, None] + seconds[None, by]
        length = metres[:, by, None] + metres[None, by]
        is_better = (time < seconds) | ((time == seconds) & (length < metres))
        seconds, metres = np.where(is_better, time, seconds), np.where(is_better, length, metres)
    return seconds, metres
