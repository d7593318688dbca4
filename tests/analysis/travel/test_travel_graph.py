from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from analysis.travel.networks import brute_force, graph_of, graphs, nodes_of
from arbetshubb.analysis.places import Sweref, wgs84_from_sweref
from arbetshubb.analysis.travel import (
    GraphRouter,
    NoWay,
    Quality,
    RoadGraph,
    TravelMatrix,
    dijkstra,
    straight_km,
)

#      2
#    /   \          0 → 1 → 3 is as quick as 0 → 2 → 3, and longer
#  0       3 → 4    3 → 4 is one-way; 5 – 6 is an island
#    \   /          5 – 6
#      1
TOWN = graph_of(
    [
        (0, 1, 60, 3000), (1, 3, 60, 3000), (0, 2, 60, 2500), (2, 3, 60, 2500), (3, 4, 30, 900),
        (5, 6, 60, 1000), (6, 5, 60, 1000),
    ],
    [(10, 0), (8, 1), (12, 1), (10, 2), (10, 3), (100, 0), (101, 0)],
)  # fmt: skip
AT = nodes_of(TOWN)
FAR = Sweref(7_900_000, 480_000)


def all_ways(graph: RoadGraph) -> TravelMatrix:
    return GraphRouter(graph, "test", threads=1).travel(nodes_of(graph), nodes_of(graph))


def test_of_equally_quick_ways_the_shortest_gives_the_metres() -> None:
    found = GraphRouter(TOWN, "test").travel([AT[0]], [AT[3], AT[4], AT[0]])
    assert found.seconds.tolist() == [[120, 150, 0]]
    assert found.metres.tolist() == [[5000, 5900, 0]]
    assert (found.quality, found.source) == (Quality.NETWORK, "test")


def test_the_three_kinds_of_no_way_are_told_apart() -> None:
    router = GraphRouter(TOWN, "test")
    found = router.travel([AT[4], AT[5], FAR], [AT[0], AT[6], FAR])
    far, other = NoWay.FAR_FROM_ROAD, NoWay.OTHER_COMPONENT
    assert found.no_way.tolist() == [[other, other, far], [other, 0, far], [far, far, far]]
    near = router.ways_from([AT[0], AT[5], FAR]).within([AT[3], AT[4]], cutoff_minutes=2)
    beyond = NoWay.BEYOND_CUTOFF
    assert near.to_dense().no_way.tolist() == [[0, beyond], [other, other], [far, far]]


def test_a_point_goes_by_its_nearest_node_within_the_limit() -> None:
    beside = Sweref(AT[0].north, AT[0].east - 900)
    assert GraphRouter(TOWN, "t").travel([beside], [AT[3]]).seconds[0, 0] == 120
    strict = GraphRouter(TOWN, "t", snap_metres=500).travel([beside], [AT[3]])
    assert strict.no_way[0, 0] == NoWay.FAR_FROM_ROAD


def test_a_graph_without_nodes_is_far_from_everybody() -> None:
    found = GraphRouter(graph_of([], []), "t").travel([FAR], [FAR])
    assert found.no_way.tolist() == [[NoWay.FAR_FROM_ROAD]]


def test_nobody_and_nowhere_give_an_empty_matrix() -> None:
    router = GraphRouter(TOWN, "t")
    assert router.travel([], [FAR]).seconds.shape == (0, 1)
    assert router.travel([FAR], []).seconds.shape == (1, 0)
    assert router.ways_from([FAR]).within([], cutoff_minutes=9).shape == (1, 0)


@given(graphs())
def test_every_way_is_as_brute_force_finds_it(graph: RoadGraph) -> None:
    found = all_ways(graph)
    seconds, metres = brute_force(graph)
    assert np.array_equal(np.nan_to_num(found.seconds, nan=np.inf), seconds)
    assert np.allclose(np.nan_to_num(found.metres, nan=np.inf), metres)


@given(graphs(), st.floats(0, 60), st.integers(1, 3))
def test_sparse_is_dense_within_the_cut_off(graph: RoadGraph, cutoff: float, threads: int) -> None:
    router = GraphRouter(graph, "test", threads=threads)
    places = nodes_of(graph)
    dense = router.travel(places, places).within(cutoff)
    sparse = router.ways_from(places).within(places, cutoff_minutes=cutoff).to_dense()
    assert np.allclose(sparse.seconds, dense.seconds, atol=0.01, equal_nan=True)
    assert np.allclose(sparse.metres, dense.metres, atol=0.01, equal_nan=True)
    # A one-way street may join two places in the other direction only: dense can tell, sparse not.
    differ = sparse.no_way != dense.no_way
    assert (sparse.no_way[differ] == NoWay.BEYOND_CUTOFF).all()
    assert (dense.no_way[differ] == NoWay.OTHER_COMPONENT).all()


@given(graphs())
def test_no_way_is_longer_than_by_a_third_place(graph: RoadGraph) -> None:
    seconds = np.nan_to_num(all_ways(graph).seconds, nan=np.inf)
    for by in range(len(seconds)):
        assert (seconds <= seconds[:, by, None] + seconds[None, by] + 1e-9).all()


@given(graphs())
def test_no_way_is_shorter_than_the_straight_line_or_the_great_circle(graph: RoadGraph) -> None:
    found, places = all_ways(graph), nodes_of(graph)
    assert not (found.km < straight_km(places, places) - 1e-9).any()
    degrees = wgs84_from_sweref(places)
    one, other = (grid.ravel() for grid in np.meshgrid(*[np.arange(len(places))] * 2))
    circle = np.empty((len(places), len(places)))
    circle[one, other] = Geod(ellps="WGS84").inv(*degrees[one].T, *degrees[other].T)[2]
    # Arcs are measured in the plane, which is up to 0.04 % short here.
    assert not (found.metres < circle * 0.9995 - 1e-3).any()


@given(graphs(), st.floats(0, 40), st.floats(0, 40))
def test_a_larger_cut_off_loses_no_pair_and_changes_no_value(
    graph: RoadGraph, one: float, other: float
) -> None:
    places = nodes_of(graph)
    ways = GraphRouter(graph, "test", threads=1).ways_from(places)
    small = ways.within(places, cutoff_minutes=min(one, other)).to_dense()
    large = ways.within(places, cutoff_minutes=max(one, other)).to_dense()
    kept = small.no_way == NoWay.NONE
    assert np.array_equal(large.seconds[kept], small.seconds[kept])
    assert np.array_equal(large.metres[kept], small.metres[kept])


@given(graphs(), st.data())
def test_a_new_road_lengthens_no_way(graph: RoadGraph, data: st.DataObject) -> None:
    node = st.integers(0, len(graph.positions) - 1)
    more = RoadGraph.of_arcs(
        graph.positions,
        tail=np.append(graph.tail, data.draw(node)),
        head=np.append(graph.head, data.draw(node)),
        seconds=np.append(graph.seconds, data.draw(st.floats(0, 600))),
        metres=np.append(graph.metres, data.draw(st.floats(0, 9000))),
    )
    before, after = (np.nan_to_num(all_ways(each).seconds, nan=np.inf) for each in (graph, more))
    assert (after <= before).all()


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_arcs_and_the_threads_change_nothing(graph: RoadGraph, random: Any) -> None:
    order = list(range(len(graph.head)))
    random.shuffle(order)
    mixed = RoadGraph.of_arcs(
        graph.positions,
        tail=graph.tail[order],
        head=graph.head[order],
        seconds=graph.seconds[order],
        metres=graph.metres[order],
    )
    places = nodes_of(graph)
    one = GraphRouter(graph, "test", threads=1).travel(places, places)
    two = GraphRouter(mixed, "test", threads=2).travel(places, places)
    assert np.array_equal(one.seconds, two.seconds, equal_nan=True)
    assert np.array_equal(one.metres, two.metres, equal_nan=True)


COMPILED = ("_search", "_push", "_pop", "_copy", "_is_before")


@given(graphs(), st.floats(0, 3600))
def test_the_search_finds_the_same_uncompiled_and_leaves_its_room_clean(
    graph: RoadGraph, cutoff: float
) -> None:
    arcs = dijkstra.Arcs(graph.indptr, graph.head, graph.seconds, graph.metres)
    room = dijkstra.workspace(len(graph.positions), len(graph.head))
    origin = np.arange(-1, len(graph.positions), dtype=np.int32)
    for start in range(len(graph.positions)):
        compiled = dijkstra.column_from(arcs, room, start, cutoff, origin)
        with pytest.MonkeyPatch.context() as patch:
            for name in COMPILED:
                patch.setattr(dijkstra, name, getattr(dijkstra, name).py_func)
            plain = dijkstra.column_from.py_func(arcs, room, start, cutoff, origin)
        for found, same in zip(compiled, plain, strict=True):
            assert np.array_equal(found, same)
    assert np.isinf(room.seconds).all()
    assert np.isinf(room.metres).all()


def test_a_street_both_ways_joins_and_a_graph_turned_twice_is_itself() -> None:
    assert TOWN.component[:5].tolist() == [TOWN.component[0]] * 5
    assert TOWN.component[5] == TOWN.component[6] != TOWN.component[0]
    twice = TOWN.backwards.backwards
    assert np.array_equal(twice.head, TOWN.head)
    assert np.array_equal(twice.metres, TOWN.metres)


WHOLE = {
    "positions": np.zeros((2, 2)), "indptr": np.array([0, 1, 1]), "head": np.array([1]),
    "seconds": np.array([1.0]), "metres": np.array([1.0]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"metres": np.array([1.0, 2.0])}, "one length"),
        ({"positions": np.zeros((2, 3))}, "one length"),
        ({"indptr": np.array([0, 1])}, "indptr"),
        ({"indptr": np.array([0, 2, 1])}, "indptr"),
        ({"head": np.array([2])}, "does not exist"),
        ({"seconds": np.array([np.inf])}, "finite"),
        ({"metres": np.array([-1.0])}, "negative"),
    ],
)
def test_a_graph_that_does_not_fit_together_is_refused(changes: Any, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        RoadGraph(**{**WHOLE, **changes})


def test_an_arc_from_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves a node"):
        graph_of([(3, 0, 1, 1)], [(0, 0), (1, 1)])
