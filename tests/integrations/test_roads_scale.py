import os
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from analysis.travel.test_travel_graph import TOWN
from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel import (
    Apply,
    EstimateRouter,
    GraphRouter,
    Quality,
    RoadGraph,
    SparseTravel,
    TravelCancelled,
    travel_within,
)
from arbetshubb.integrations.roads import scale
from arbetshubb.integrations.roads.scale import (
    ScaleNotInstalled,
    SchedulerNotReached,
    workers_at,
    workers_here,
)

distributed = pytest.importorskip("distributed", reason="needs the extra scale")


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as made:
        yield made


@pytest.fixture
def apply(cluster: distributed.LocalCluster) -> Iterator[Apply]:
    with workers_at(cluster.scheduler_address) as made:
        yield made


def grid(side: int = 40) -> RoadGraph:
    """Crossings a kilometre apart; the middle street is quick, some are one-way, none is alike."""
    rng = np.random.default_rng(1)
    north, east = (axis.ravel() for axis in np.mgrid[0:side, 0:side])
    node = np.arange(side * side).reshape(side, side)
    pairs = np.vstack(
        [np.stack([node[:-1].ravel(), node[1:].ravel()], 1),
         np.stack([node[:, :-1].ravel(), node[:, 1:].ravel()], 1)]
    )  # fmt: skip
    back = pairs[rng.random(len(pairs)) < 0.9][:, ::-1]
    arcs = np.vstack([pairs, back])
    metres = 1000 * rng.uniform(1, 1.3, len(arcs))
    positions = np.column_stack([7_000_000 + 1000.0 * north, 480_000 + 1000.0 * east])
    return RoadGraph.of_arcs(
        positions,
        tail=arcs[:, 0],
        head=arcs[:, 1],
        seconds=metres / rng.uniform(9, 25, len(arcs)),
        metres=metres,
    )


GRID = grid()
HOMES = [Sweref(float(north), float(east)) for north, east in GRID.positions[::3]]
SITES = [Sweref(float(north), float(east)) for north, east in GRID.positions[7::31]]


def identical(one: SparseTravel, other: SparseTravel) -> bool:
    names = ("indptr", "origin", "seconds", "metres", "origin_component", "site_component")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


def test_two_worker_processes_give_exactly_what_one_gives(
    cluster: distributed.LocalCluster, apply: Apply
) -> None:
    with distributed.Client(cluster, set_as_default=False) as client:
        assert os.getpid() not in client.run(os.getpid).values()
        assert len(set(client.run(os.getpid).values())) == 2
    router = GraphRouter(GRID, "grid", threads=1)
    alone = travel_within(router, HOMES, SITES, cutoff_minutes=20, block=4)
    shared = travel_within(router, HOMES, SITES, cutoff_minutes=20, block=4, apply=apply)
    assert len(alone.origin) > 1000
    assert identical(shared, alone)
    assert shared.quality is Quality.NETWORK


def test_a_dense_engine_can_be_shared_too(apply: Apply) -> None:
    alone = travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=20)
    shared = travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=20, block=9, apply=apply)
    assert identical(shared, alone)


def test_a_run_taken_back_leaves_nothing_waiting(
    cluster: distributed.LocalCluster, apply: Apply
) -> None:
    router = GraphRouter(TOWN, "town", threads=1)
    with pytest.raises(TravelCancelled):
        travel_within(
            router, HOMES, SITES, cutoff_minutes=20, block=1, apply=apply, cancel=lambda: True
        )
    with distributed.Client(cluster, set_as_default=False) as client:
        again = travel_within(
            router, HOMES[:2], SITES[:2], cutoff_minutes=20, apply=scale.on(client)
        )
    assert again.shape == (2, 2)


class Broken:
    """An engine that fails on the worker."""

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> None:
        message = "the road file is gone"
        raise OSError(message)


def test_what_goes_wrong_on_a_worker_is_told_here(apply: Apply) -> None:
    with pytest.raises(OSError, match="road file is gone"):
        travel_within(Broken(), HOMES, SITES, cutoff_minutes=20, apply=apply)


def test_workers_of_this_machine_are_started_and_stopped() -> None:
    with workers_here(1) as apply:
        shared = travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=20, apply=apply)
    assert identical(shared, travel_within(EstimateRouter(), HOMES, SITES, cutoff_minutes=20))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://here"])
def test_a_scheduler_that_does_not_answer_is_named(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scale, "CONNECT_SECONDS", 0.5)
    with pytest.raises(SchedulerNotReached, match=address), workers_at(address):
        pass


def test_without_dask_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ScaleNotInstalled), workers_here(2):
        pass
