"""How fast many-to-many tables of kilometres and minutes are, beside other engines in one run.

Run: ``python benchmarks/road_tables.py [EXTRACT.osm.pbf] [--quick]``. Without a file it takes
``roads/porto_r5.osm.pbf`` in the folder ``ARBETSHUBB_SHARED_DATA`` (default ``../shared/data``).

Ours is OSRM through ``OsrmRouter``, with everything a caller pays for. The others: Dijkstra of
SciPy and our own ``GraphRouter`` on a graph read with pyosmium (no turn restrictions), and Valhalla
in an environment of its own under ``build/peers``, at a smaller size, scaled by pairs. Seconds are
of the wall clock; those of the processor, when we can see them, stand beside: the computer may be
busy.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osm_graph import SciPyTables, road_graph

from arbetshubb.analysis.places import FloatArray, Sweref, sweref_from_wgs84, wgs84_from_sweref
from arbetshubb.analysis.travel import GraphRouter
from arbetshubb.integrations.roads import OsrmRouter
from arbetshubb.integrations.roads.build import Order, build
from arbetshubb.integrations.roads.folder import ROADS
from arbetshubb.integrations.roads.osm_file import content_fingerprint, osm_file
from arbetshubb.integrations.roads.sampling import lived_by

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ARBETSHUBB_SHARED_DATA", ROOT.parent / "shared" / "data"))
VALHALLA = "3.9.1"
SIZES = ((2_000, 100, 1.5), (10_000, 500, 15.0))
VALHALLA_SIZE = (200, 50)

type Table = tuple[FloatArray, FloatArray]  # minutes, km


@dataclass(frozen=True)
class Result:
    engine: str
    seconds: float
    table: Table | None
    note: str = ""
    cpu: float = float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extract", nargs="?", default=SHARED / "roads" / "porto_r5.osm.pbf")
    parser.add_argument("--quick", action="store_true", help="the smaller table only")
    given = parser.parse_args()
    extract = Path(given.extract)
    if not extract.is_file():
        sys.exit(f"There is no extract {extract}; give one, or set ARBETSHUBB_SHARED_DATA.")
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores; {extract.name}")
    router = network(extract)
    graph, taken = timed(lambda: road_graph(extract))
    print(
        f"graph with pyosmium: {len(graph.positions)} junctions, {len(graph.head)} arcs,"
        f" {taken:.1f} s"
    )
    scipy = SciPyTables(graph)
    ours = GraphRouter(graph, source="graph")
    ours.travel(points(router, 10), points(router, 10))  # compiles
    for origins, destinations, bar in SIZES[: 1 if given.quick else 2]:
        every = points(router, origins + destinations)
        starts, ends = every[:origins], every[origins:]
        print(f"\n## {origins} × {destinations}, km and minutes (bar for ours: {bar} s)")
        own = measured("OSRM (ours)", lambda s=starts, e=ends: ours_of(router, s, e), times=3)
        results = [
            own,
            measured("SciPy Dijkstra", lambda s=starts, e=ends: scipy.table(s, e)),
            measured("GraphRouter (numba)", lambda s=starts, e=ends: ours_of(ours, s, e)),
            valhalla(extract, starts, ends),
        ]
        for result in results:
            show(result, own.table)


def network(extract: Path) -> OsrmRouter:
    folder = ROOT / "build" / "benchmarks" / "roads" / content_fingerprint(extract)
    built = build(Order(osm_file(extract), folder, modes=("car",)))
    print(f"OSRM built in {built.seconds:.0f} s (kept in build/benchmarks)")
    return OsrmRouter(folder)


def points(router: OsrmRouter, count: int) -> list[Sweref]:
    """Places along roads that people live by, the same every time."""
    places = lived_by(router.folder / ROADS)
    chosen = np.random.default_rng(7).choice(len(places), size=count, replace=count > len(places))
    return [sweref_from_wgs84(float(lat), float(lon)) for lon, lat in places[chosen]]


def ours_of(router: OsrmRouter | GraphRouter, starts: list[Sweref], ends: list[Sweref]) -> Table:
    travel = router.travel(starts, ends)
    return travel.minutes, travel.km


def timed[T](work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - started


def measured(engine: str, work: Callable[[], Table], times: int = 1) -> Result:
    """The median of so many runs."""
    before = time.process_time()
    runs = [timed(work) for _ in range(times)]
    cpu = (time.process_time() - before) / times
    return Result(engine, statistics.median(seconds for _, seconds in runs), runs[0][0], cpu=cpu)


def valhalla(extract: Path, starts: Sequence[Sweref], ends: Sequence[Sweref]) -> Result:
    """Valhalla on the first rows and columns, in a process and an environment of its own."""
    python = peer("valhalla", f"pyvalhalla=={VALHALLA}")
    if python is None:
        return Result(f"Valhalla {VALHALLA}", float("nan"), None, "could not be installed")
    rows, columns = (
        min(*pair) for pair in zip(VALHALLA_SIZE, (len(starts), len(ends)), strict=True)
    )
    asked = {
        "extract": str(extract),
        "tiles": str(ROOT / "build" / "peers" / f"tiles-{content_fingerprint(extract)}"),
        "starts": wgs84_from_sweref(starts[:rows]).tolist(),
        "ends": wgs84_from_sweref(ends[:columns]).tolist(),
    }
    script = Path(__file__).with_name("peer_valhalla.py")
    done = subprocess.run(
        [python, str(script)], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    if done.returncode:
        return Result(f"Valhalla {VALHALLA}", float("nan"), None, done.stderr.strip()[-200:])
    said = json.loads(done.stdout.splitlines()[-1])
    scale = len(starts) * len(ends) / (rows * columns)
    table = np.array(said["minutes"], dtype=float), np.array(said["km"], dtype=float)
    note = (
        f"{rows} × {columns} took {said['seconds']:.2f} s, scaled by pairs;"
        f" built in {said['built']:.0f} s"
    )
    return Result(f"Valhalla {VALHALLA}", said["seconds"] * scale, table, note)


def peer(name: str, requirement: str) -> str | None:
    """The Python of an environment with one other engine, made on the first run."""
    folder = ROOT / "build" / "peers" / name
    python = folder / "bin" / "python"
    uv = str(Path(sys.executable).with_name("uv"))
    try:
        if not python.exists():
            subprocess.run([uv, "venv", "-q", folder, "--python", sys.executable], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", python, requirement], check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(python)


def show(result: Result, reference: Table | None) -> None:
    line = f"{result.engine:20} {result.seconds:8.2f} s (processor {result.cpu:6.2f} s)"
    if result.table is not None and reference is not None and result.table is not reference:
        rows, columns = result.table[0].shape
        for name, mine, theirs in zip(("min", "km"), reference, result.table, strict=True):
            apart = np.abs(mine[:rows, :columns] - theirs)
            share = apart / np.maximum(mine[:rows, :columns], 0.1)
            line += (
                f"  {name}: median {np.nanmedian(apart):.2f} ({np.nanmedian(share):.1%}),"
                f" 90 % within {np.nanpercentile(apart, 90):.2f}"
            )
        line += f"  no way: {np.isnan(result.table[0]).mean():.2%}"
    print(line + (f"  [{result.note}]" if result.note else ""))


if __name__ == "__main__":
    main()
