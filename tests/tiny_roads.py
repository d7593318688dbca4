"""A county of a dozen junctions as an OpenStreetMap extract, written for the tests.

A street runs west-east on 63.0 N (about 5.07 km a tenth of a degree), seen from above:

    4 (dead end)                          8 --- 9   island: no bridge
    |
    1 ----- 2 ----- 3 ~~ferry~~ 5 -- 6 == 10 gravel
            |\\__one way, north__/ (3, 7, 2)
            11 - - - 12  path for bicycles and walkers
"""

from __future__ import annotations

from pathlib import Path

import osmium

from arbetshubb.analysis.places import Sweref, sweref_from_wgs84

NODES = {
    1: (14.0, 63.0), 2: (14.1, 63.0), 3: (14.2, 63.0), 4: (14.0, 63.05),
    5: (14.3, 63.0), 6: (14.4, 63.0), 7: (14.15, 63.05), 8: (14.0, 63.6), 9: (14.1, 63.6),
    10: (14.5, 63.0), 11: (14.1, 62.98), 12: (14.2, 62.98),
}  # fmt: skip
WAYS = [
    ([1, 2], {"highway": "secondary"}),
    ([2, 3], {"highway": "secondary"}),
    ([1, 4], {"highway": "residential"}),
    ([3, 5], {"route": "ferry", "motor_vehicle": "yes", "duration": "00:30"}),
    ([5, 6], {"highway": "secondary"}),
    ([3, 7, 2], {"highway": "secondary", "oneway": "yes"}),
    ([8, 9], {"highway": "secondary"}),
    ([6, 10], {"highway": "unclassified", "surface": "gravel"}),
    ([2, 11], {"highway": "residential"}),
    ([11, 12], {"highway": "path", "bicycle": "designated", "foot": "designated"}),
]
DATE = "2026-10-28"


def at(node: int) -> Sweref:
    """Where a junction is."""
    longitude, latitude = NODES[node]
    return sweref_from_wgs84(latitude, longitude)


def write_extract(path: Path, *, date: str = DATE, restrictions: bool = False) -> Path:
    """The extract; with ``restrictions`` nobody may turn from the dead end into the street."""
    header = osmium.io.Header()
    if date:
        header.set("osmosis_replication_timestamp", f"{date}T20:21:09Z")
    make = osmium.osm.mutable
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for node, place in NODES.items():
            writer.add_node(make.Node(id=node, location=place, version=1))
        for number, (nodes, tags) in enumerate(WAYS, start=1):
            writer.add_way(make.Way(id=number, nodes=nodes, tags=tags, version=1))
        if restrictions:
            members = [("w", 3, "from"), ("n", 1, "via"), ("w", 1, "to")]
            tags = {"type": "restriction", "restriction": "no_left_turn"}
            writer.add_relation(make.Relation(id=1, members=members, tags=tags, version=1))
    return path


def square(west: float, south: float, east: float, north: float) -> dict[str, object]:
    """A rectangle as GeoJSON."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
