import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.small_county import point
from analysis.travel.networks import graphs, nodes_of
from analysis.travel.test_sparse_travel import same
from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel import (
    BlockOfSites,
    EstimateRouter,
    GraphRouter,
    Quality,
    RoadGraph,
    SparseTravel,
    TravelCancelled,
    TravelMatrix,
    plan_travel,
    travel_within,
    ways_from,
)

HOMES = [point(north, 0.5) for north in range(40)]
SITES = [point(north, 3) for north in range(0, 40, 3)]


class DenseOnly:
    """A graph's router that can only give whole matrices; it counts the widest it gave."""

    def __init__(self, graph: RoadGraph) -> None:
        self._router = GraphRouter(graph, "test", threads=1)
        self.widest = 0

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        self.widest = max(self.widest, len(destinations))
        return self._router.travel(origins, destinations)


class TwoMinds:
    """A broken engine: its quality depends on what it is asked."""

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        lengths = np.ones((len(origins), len(destinations)))
        quality = Quality.ESTIMATE if SITES[0] in destinations else Quality.NETWORK
        return TravelMatrix.of_minutes(lengths, lengths, quality, "test")


def test_the_answer_is_the_dense_matrix_within_the_cut_off() -> None:
    found = travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=15, block=4)
    dense = EstimateRouter().travel(HOMES, SITES).within(15)
    assert np.allclose(found.to_dense().minutes, dense.minutes, atol=1e-5, equal_nan=True)
    assert np.array_equal(found.to_dense().no_way, dense.no_way)
    assert (found.quality, found.source) == (dense.quality, dense.source)


@given(graphs(), st.integers(1, 10), st.floats(0, 60))
def test_the_blocks_change_nothing(graph: RoadGraph, block: int, cutoff: float) -> None:
    places = nodes_of(graph)
    whole = SparseTravel.from_dense(
        GraphRouter(graph, "test", threads=1).travel(places, places), cutoff
    )
    dense = DenseOnly(graph)
    assert same(travel_within(dense, places, places, cutoff_minutes=cutoff, block=block), whole)
    assert dense.widest <= block
    sparse = GraphRouter(graph, "test", threads=1)
    assert same(
        travel_within(sparse, places, places, cutoff_minutes=cutoff, block=block),
        sparse.ways_from(places).within(places, cutoff_minutes=cutoff),
    )


def test_blocks_may_run_in_threads() -> None:
    one = travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=15, block=2)
    with ThreadPoolExecutor(3) as pool:
        three = travel_within(
            EstimateRouter(), HOMES, SITES, cutoff_minutes=15, block=2, apply=pool.map
        )
    assert same(one, three)


def test_what_a_worker_is_sent_can_be_sent() -> None:
    work = BlockOfSites(ways_from(EstimateRouter(), HOMES), 15)
    assert same(pickle.loads(pickle.dumps(work))(SITES), work(SITES))


def test_nowhere_gives_no_columns_and_still_says_its_source() -> None:
    found = travel_within(EstimateRouter(), HOMES, [], cutoff_minutes=15)
    assert found.shape == (40, 0)
    assert found.source == EstimateRouter().travel([], []).source
    assert found.nearest().tolist() == [-1] * 40


def test_progress_rises_to_one() -> None:
    shares: list[float] = []
    travel_within(
        EstimateRouter(), HOMES, SITES, cutoff_minutes=15, block=4, progress=shares.append
    )
    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_a_run_taken_back_stops_between_blocks() -> None:
    measured: list[int] = []

    def counted(
        work: Callable[[Sequence[Sweref]], SparseTravel], blocks: Sequence[Sequence[Sweref]]
    ) -> Iterator[SparseTravel]:
        for block in blocks:
            measured.append(len(block))
            yield work(block)

    with pytest.raises(TravelCancelled):
        travel_within(
            EstimateRouter(), HOMES, SITES, cutoff_minutes=15, block=4, apply=counted,
            cancel=lambda: len(measured) == 2,
        )  # fmt: skip
    assert measured == [4, 4]


def test_estimates_and_measurements_are_never_mixed() -> None:
    with pytest.raises(ValueError, match="quality"):
        travel_within(TwoMinds(), HOMES, SITES, cutoff_minutes=15, block=4)


def test_a_block_needs_a_site() -> None:
    with pytest.raises(ValueError, match="block"):
        travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=15, block=0)


def test_a_plan_says_what_a_run_then_takes() -> None:
    clock = iter(range(1000))
    ways = ways_from(EstimateRouter(), HOMES)
    plan = plan_travel(
        ways, SITES, cutoff_minutes=15, clock=lambda: float(next(clock)), workers=2, block=4
    )
    found = travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=15, block=4)
    assert (plan.origins, plan.sites, plan.block, plan.blocks) == (40, 14, 4, 4)
    assert plan.entries == len(found.origin)  # every site was in the sample
    assert plan.entries <= plan.entries_high
    assert found.nbytes <= plan.answer_bytes
    assert plan.gathering_bytes == pytest.approx(plan.answer_bytes * 4 / 3, abs=1)
    assert plan.worker_bytes == ways.block_bytes(4)
    # The clock ticks once a trial of 2 or 3 sites (4 of the one, 2 of the other); two workers.
    assert plan.seconds == pytest.approx((4 / 2 + 2 / 3) / 6 * 14 / 2)
    assert plan.seconds_high > plan.seconds


@given(graphs(), st.integers(1, 5))
def test_a_graphs_plan_holds_its_answer(graph: RoadGraph, workers: int) -> None:
    places, clock = nodes_of(graph), iter(range(1000))
    ways = GraphRouter(graph, "test", threads=1).ways_from(places)
    plan = plan_travel(
        ways, places, cutoff_minutes=30, clock=lambda: float(next(clock)), workers=workers
    )
    found = ways.within(places, cutoff_minutes=30)
    assert plan.entries == len(found.origin)
    assert found.nbytes <= plan.answer_bytes


def test_without_sites_there_is_nothing_to_plan() -> None:
    with pytest.raises(ValueError, match="nothing to plan"):
        plan_travel(ways_from(EstimateRouter(), HOMES), [], cutoff_minutes=15, clock=lambda: 0.0)
