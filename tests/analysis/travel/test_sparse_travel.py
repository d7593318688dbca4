from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.small_county import matrix
from analysis.travel.networks import graphs, nodes_of
from arbetshubb.analysis.travel import (
    GraphRouter,
    NoWay,
    Quality,
    RoadGraph,
    SparseTravel,
    TravelMatrix,
    nearest_of,
    side_by_side,
)

WAY, FAR, OTHER, BEYOND = (
    NoWay.NONE,
    NoWay.FAR_FROM_ROAD,
    NoWay.OTHER_COMPONENT,
    NoWay.BEYOND_CUTOFF,
)
# Homes 0–1 reach sites 0–1, home 2 only site 2 on its island; home 3 and site 3 are far from roads.
REASONS = np.array([[0, 0, 2, 1], [0, 0, 2, 1], [2, 2, 0, 1], [1, 1, 1, 1]], dtype=np.uint8)
SECONDS = np.array([[60, 700, 0, 0], [300, 120, 0, 0], [0, 0, 90, 0], [0, 0, 0, 0]], dtype=float)
DENSE = TravelMatrix(
    np.where(REASONS == WAY, SECONDS, np.nan), np.where(REASONS == WAY, SECONDS * 20, np.nan),
    Quality.NETWORK, "test", REASONS,
)  # fmt: skip
NEAR = SparseTravel.from_dense(DENSE, 10)


def columns(dense: TravelMatrix, part: slice) -> TravelMatrix:
    return replace(
        dense,
        seconds=dense.seconds[:, part],
        metres=dense.metres[:, part],
        no_way=dense.no_way[:, part],
    )


def same(one: SparseTravel, other: SparseTravel) -> bool:
    first, second = one.to_dense(), other.to_dense()
    return (
        np.array_equal(first.seconds, second.seconds, equal_nan=True)
        and np.array_equal(first.metres, second.metres, equal_nan=True)
        and np.array_equal(first.no_way, second.no_way)
    )


def test_every_missing_pair_says_why() -> None:
    assert NEAR.to_dense().no_way.tolist() == [
        [WAY, BEYOND, OTHER, FAR], [WAY, WAY, OTHER, FAR], [OTHER, OTHER, WAY, FAR], [FAR] * 4,
    ]  # fmt: skip


def test_a_column_holds_who_reaches_the_site() -> None:
    column = NEAR.column(0)
    assert column.origin.tolist() == [0, 1]
    assert column.seconds.tolist() == [60, 300]
    assert column.metres.tolist() == [1200, 6000]
    assert len(NEAR.column(3).origin) == 0
    assert NEAR.shape == (4, 4)


def test_memory_is_twelve_bytes_an_entry_eight_a_site_and_four_an_origin() -> None:
    assert NEAR.nbytes == 12 * 4 + (8 * 5 + 4 * 4) + 4 * 4


def test_the_nearest_site_is_the_quickest_and_the_first_of_equals() -> None:
    assert NEAR.nearest().tolist() == [0, 1, 2, -1]
    assert NEAR.nearest(np.array([1, 2])).tolist() == [-1, 1, 2, -1]
    equal = SparseTravel.from_dense(matrix([[5, 3, 3], [np.nan, np.nan, 1]]), 60)
    assert equal.nearest().tolist() == [1, 2]
    assert equal.nearest(np.array([2, 1])).tolist() == [2, 2]


def test_pairs_that_an_engine_never_explained_stay_unexplained() -> None:
    found = SparseTravel.from_dense(matrix([[5.0, np.nan]]), 60)
    assert found.to_dense().no_way.tolist() == [[WAY, NoWay.UNKNOWN]]


def test_one_more_hub_is_one_more_column() -> None:
    first, last = columns(DENSE, slice(0, 3)), columns(DENSE, slice(3, 4))
    appended = SparseTravel.from_dense(first, 10).with_columns(SparseTravel.from_dense(last, 10))
    assert same(appended, NEAR)
    assert np.array_equal(appended.indptr, NEAR.indptr)


def test_a_new_column_may_join_what_was_apart() -> None:
    ferry = TravelMatrix.of_minutes(
        np.array([[5.0], [7], [3], [np.nan]]), np.array([[5.0], [7], [3], [np.nan]]),
        Quality.NETWORK, "test", np.array([[0], [0], [0], [1]], dtype=np.uint8),
    )  # fmt: skip
    joined = NEAR.with_columns(SparseTravel.from_dense(ferry, 10)).to_dense()
    assert joined.no_way[0].tolist() == [WAY, BEYOND, BEYOND, FAR, WAY]
    assert joined.no_way[3].tolist() == [FAR] * 5


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"quality": Quality.ESTIMATE}, "quality"),
        ({"source": "another network"}, "source"),
        ({"cutoff_minutes": 20.0}, "cutoff_minutes"),
    ],
)
def test_two_kinds_of_travel_are_never_mixed(changes: Any, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        NEAR.with_columns(replace(NEAR, **changes))


def test_columns_of_other_homes_are_refused() -> None:
    fewer = SparseTravel.from_dense(matrix([[1.0]]), 10)
    with pytest.raises(ValueError, match="origins differ"):
        NEAR.with_columns(fewer)
    with pytest.raises(ValueError, match="nothing"):
        side_by_side([])


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"seconds": NEAR.seconds[:-1]}, "one length"),
        ({"indptr": NEAR.indptr[:-1]}, "indptr"),
        ({"indptr": np.array([0, 3, 1, 4, 4])}, "never fall"),
        ({"origin": np.array([0, 1, 1, 9], dtype=np.int32)}, "does not exist"),
        ({"seconds": NEAR.seconds * np.float32(np.nan)}, "finite"),
        ({"metres": -NEAR.metres}, "not negative"),
        ({"cutoff_minutes": -1.0}, "cut-off"),
    ],
)
def test_sparse_travel_that_does_not_fit_together_is_refused(changes: Any, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        replace(NEAR, **changes)


@given(graphs(), st.floats(0, 60), st.lists(st.integers(0, 9), max_size=3))
def test_columns_put_together_are_the_whole(
    graph: RoadGraph, cutoff: float, cuts: list[int]
) -> None:
    places = nodes_of(graph)
    dense = GraphRouter(graph, "test", threads=1).travel(places, places)
    ends = sorted({0, len(places), *(cut for cut in cuts if cut < len(places))})
    parts = [
        SparseTravel.from_dense(columns(dense, slice(start, end)), cutoff)
        for start, end in pairwise(ends)
    ]
    assert same(side_by_side(parts), SparseTravel.from_dense(dense, cutoff))


@given(graphs(), st.floats(0, 60))
def test_dense_within_a_cut_off_survives_being_made_sparse(graph: RoadGraph, cutoff: float) -> None:
    places = nodes_of(graph)
    dense = GraphRouter(graph, "test", threads=1).travel(places, places).within(cutoff)
    back = SparseTravel.from_dense(dense, cutoff).to_dense()
    assert np.array_equal(back.seconds, dense.seconds, equal_nan=True)  # whole minutes
    assert np.allclose(back.metres, dense.metres, atol=0.1, equal_nan=True)
    every = np.arange(len(places))
    assert np.array_equal(
        SparseTravel.from_dense(dense, cutoff).nearest(), nearest_of(dense, every)
    )
