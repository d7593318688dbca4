"""OSRM held against road distances that are known from elsewhere.

Run: ``python benchmarks/known_distances.py``. No Swedish extract is at hand, so this is Andorra
(``roads/andorra_2022.osm.pbf`` in ``ARBETSHUBB_SHARED_DATA``) and distances of general knowledge
(``known_andorra.csv``); for a county of your own it is
``arbetshubb roads calibrate NETWORK --distances known.csv``.
"""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path

from arbetshubb.analysis.places import sweref_from_wgs84
from arbetshubb.integrations.roads import router_from

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ARBETSHUBB_SHARED_DATA", HERE.parent.parent / "shared" / "data"))


def main() -> None:
    extract = SHARED / "roads" / "andorra_2022.osm.pbf"
    if not extract.is_file():
        print(f"no extract in {SHARED}: set ARBETSHUBB_SHARED_DATA")
        return
    with (HERE / "known_andorra.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    places = [sweref_from_wgs84(float(row["lat"]), float(row["lon"])) for row in rows]
    first = sweref_from_wgs84(float(rows[0]["from_lat"]), float(rows[0]["from_lon"]))
    with tempfile.TemporaryDirectory() as cache:
        matrix = router_from(extract, cache=Path(cache)).travel([first], places)
    print(matrix.source)
    print(f"{'from Andorra la Vella to':26}{'known':>8}{'OSRM':>8}{'min':>7}  source")
    for index, row in enumerate(rows):
        km, minutes = matrix.km[0, index], matrix.minutes[0, index]
        print(f"{row['place']:26}{float(row['km']):8.1f}{km:8.1f}{minutes:7.1f}  {row['source']}")


if __name__ == "__main__":
    main()
