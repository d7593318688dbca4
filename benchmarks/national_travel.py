"""A country's travel: 110,000 homes × 5,000 sites within 60 minutes, on a made-up network.

    python benchmarks/national_travel.py                       threads of this process
    python benchmarks/national_travel.py --local-workers 2     Dask worker processes here
    python benchmarks/national_travel.py --scheduler tcp://host:8786
    python benchmarks/national_travel.py --growth              1/10, 1/3 and the whole
    python benchmarks/national_travel.py --searches            our search against SciPy's

First planned (a sample of sites says blocks, memory and time), then measured. Bar: 2 GB for
everything, workers included; time stated. Memory is the largest sum of resident memory of this
process and all it started, looked at ten times a second (pages that processes share count in each).
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from national_network import Country, country
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from arbetshubb.analysis.travel import (
    Apply,
    GraphRouter,
    SparseTravel,
    TravelPlan,
    plan_travel,
    travel_within,
    ways_from,
)
from arbetshubb.analysis.travel.graph_router import nearest_node
from arbetshubb.integrations.roads.scale import workers_at, workers_here

CELLS, SITES, NODES, CUTOFF = 110_000, 5_000, 500_000, 60.0
MB = 1e6


@dataclass
class Memory:
    """The most that this process and its children held, and what processors they used."""

    together: float = 0.0
    here: float = 0.0
    processor: dict[int, float] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def watched(self) -> Iterator[None]:
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            self._stop.set()
            watcher.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(0.1):
            here = self._look(me)
            together = here + sum(map(self._look, me.children(recursive=True)))
            self.here = max(self.here, here)
            self.together = max(self.together, together)

    def _look(self, process: psutil.Process) -> int:
        """The memory of a process; its processor time so far is kept."""
        try:
            times = process.cpu_times()
            self.processor[process.pid] = times.user + times.system
            return int(process.memory_info().rss)
        except psutil.NoSuchProcess:
            return 0


def made_apart(**size: int) -> Country:
    """The country, made in a process that takes its scaffolding with it."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(country, **size).result()


def report_machine() -> None:
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.machine(),
    )  # fmt: skip
    print(f"{cpu}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip


def report_network(made: Country, seconds: float) -> None:
    graph = made.graph
    parts = np.bincount(graph.component)
    arrays = (graph.positions, graph.indptr, graph.head, graph.seconds, graph.metres)
    print(f"network: {len(graph.positions):,} nodes, {len(graph.head):,} arcs, "
          f"{sum(array.nbytes for array in arrays) / MB:.0f} MB, {len(parts)} road systems "
          f"(largest {parts.max() / parts.sum():.1%}), made in {seconds:.0f} s")  # fmt: skip


def report_plan(plan: TravelPlan) -> None:
    print(f"planned: {plan.origins:,} × {plan.sites:,} in {plan.blocks} blocks of {plan.block}, "
          f"{plan.workers} at once; {plan.entries / MB:.1f} (at most {plan.entries_high / MB:.1f}) "
          f"million pairs, {plan.answer_bytes / MB:.0f} MB, {plan.gathering_bytes / MB:.0f} MB "
          f"while gathered, {plan.worker_bytes / MB:.0f} MB a worker beside the roads; "
          f"{plan.seconds:.0f} (at most {plan.seconds_high:.0f}) s")  # fmt: skip


@dataclass(frozen=True)
class Measured:
    travel: SparseTravel
    seconds: float
    processor: float
    memory: Memory


def run(made: Country, options: argparse.Namespace) -> Measured:
    memory = Memory()
    with memory.watched(), ExitStack() as stack:
        apply: Apply = map
        workers, threads = 1, None
        if options.scheduler:
            apply, workers, threads = stack.enter_context(workers_at(options.scheduler)), 2, 1
        if options.local_workers:
            apply = stack.enter_context(workers_here(options.local_workers, bytes_each=10**9))
            workers, threads = options.local_workers, 1
        router = GraphRouter(made.graph, "made-up network", threads=threads)
        ways = ways_from(router, made.cells)
        report_plan(
            plan_travel(
                ways, made.sites, cutoff_minutes=CUTOFF, clock=time.perf_counter, workers=workers
            )
        )
        started, before = time.perf_counter(), sum(memory.processor.values())
        found = travel_within(router, made.cells, made.sites, cutoff_minutes=CUTOFF, apply=apply)
        seconds = time.perf_counter() - started
        processor = sum(memory.processor.values()) - before
    print(f"measured: {len(found.origin) / MB:.1f} million pairs, {found.nbytes / MB:.0f} MB, "
          f"{seconds:.0f} s, {processor:.0f} s of processor; peak memory "
          f"{memory.together / MB:.0f} MB in {len(memory.processor)} processes, "
          f"{memory.here / MB:.0f} MB in this one; load {os.getloadavg()[0]:.1f}")  # fmt: skip
    return Measured(found, seconds, processor, memory)


def report_growth(options: argparse.Namespace) -> None:
    """A tenth, a third and the whole of everything: nodes, homes and sites."""
    rows = []
    for share in (0.1, 1 / 3, 1.0):
        made = made_apart(
            nodes=round(options.nodes * share), cells=round(CELLS * share),
            sites=round(SITES * share), seed=options.seed,
        )  # fmt: skip
        rows.append((share, made, run(made, options)))
    print("| share | nodes | homes | sites | million pairs | s | CPU s | CPU ms a site | peak MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for share, made, ran in rows:
        homes, sites = ran.travel.shape
        print(f"| {share:.2f} | {len(made.graph.positions):,} | {homes:,} | {sites:,} | "
              f"{len(ran.travel.origin) / MB:.2f} | {ran.seconds:.1f} | {ran.processor:.1f} | "
              f"{1000 * ran.processor / sites:.1f} | {ran.memory.together / MB:.0f} |")  # fmt: skip


def report_searches(made: Country, sites: int = 60) -> None:
    """Processor milliseconds a site: ours, SciPy's, and SciPy's with what metres would need."""
    ways = GraphRouter(made.graph, "made-up network", threads=1).ways_from(made.cells)
    ways.within(made.sites[:1], cutoff_minutes=1)
    node = nearest_node(made.graph, made.sites[:sites], 5000)
    roads = ways.roads
    matrix = csr_array((roads.seconds, roads.head, roads.indptr), shape=(len(roads.positions),) * 2)
    limit = CUTOFF * 60
    runs = {
        "ours, seconds and metres": lambda: ways.within(made.sites[:sites], cutoff_minutes=CUTOFF),
        "SciPy, seconds": lambda: [dijkstra(matrix, indices=n, limit=limit) for n in node],
        "SciPy, seconds and predecessors": lambda: [
            dijkstra(matrix, indices=n, limit=limit, return_predecessors=True) for n in node
        ],
    }
    for name, measure in runs.items():
        started = time.process_time()
        measure()
        print(f"{name}: {1000 * (time.process_time() - started) / sites:.1f} ms a site")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=NODES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--searches", action="store_true")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--scheduler")
    where.add_argument("--local-workers", type=int)
    options = parser.parse_args()
    report_machine()
    if options.growth:
        report_growth(options)
        return
    started = time.perf_counter()
    made = made_apart(nodes=options.nodes, cells=CELLS, sites=SITES, seed=options.seed)
    report_network(made, time.perf_counter() - started)
    if options.searches:
        report_searches(made)
        return
    run(made, options)


if __name__ == "__main__":
    main()
