"""How long it takes to colour all 1 km cells by minutes to one place: the isochrone on a page.

Run: ``python benchmarks/isochrone.py [EXTRACT.osm.pbf]``. Every cell that holds a road is measured
to a place drawn at random, 21 places; the bar is 300 ms in the median.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from road_tables import SHARED, network, points

from arbetshubb.analysis.places import Cell, sweref_from_wgs84
from arbetshubb.integrations.roads import CachedRouter
from arbetshubb.integrations.roads.folder import ROADS
from arbetshubb.integrations.roads.sampling import lived_by

MINUTES = 60
PLACES = 21


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "roads" / "porto_r5.osm.pbf"
    if not given.is_file():
        sys.exit(f"There is no extract {given}; give one, or set ARBETSHUBB_SHARED_DATA.")
    router = network(given)
    found = {
        Cell.containing(sweref_from_wgs84(float(lat), float(lon)))
        for lon, lat in lived_by(router.folder / ROADS)
    }
    homes = [cell.centre for cell in sorted(found)]
    with tempfile.TemporaryDirectory() as folder:
        kept = CachedRouter(router, Path(folder))
        for name, engine in (("engine", router), ("engine, kept", kept), ("kept before", kept)):
            taken, within = [], []
            processor = time.process_time()
            for place in points(router, PLACES):
                started = time.perf_counter()
                travel = engine.travel(homes, [place]).within(MINUTES)
                taken.append(time.perf_counter() - started)
                within.append(int(np.sum(travel.no_way == 0)))
            print(
                f"{name:14} {len(homes)} cells: median {statistics.median(taken) * 1000:.0f} ms,"
                f" longest {max(taken) * 1000:.0f} ms, processor"
                f" {(time.process_time() - processor) / PLACES * 1000:.0f} ms;"
                f" {statistics.median(within):.0f} within {MINUTES} min"
            )


if __name__ == "__main__":
    main()
