"""A small study for the tests of distances: an office, a hub, staff and a real road network."""

from __future__ import annotations

from pathlib import Path

import osmium

from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus, Sweref, wgs84_from_sweref
from arbetshubb.foundation.models import Organisation
from arbetshubb.people.models import Person, Unit
from arbetshubb.places.models import Place

OFFICE_AT = Sweref(7_008_500.0, 482_500.0)
HOME = Cell(7048, 482)
"""40 km straight north of the office."""

ISLAND = Cell(7028, 502)
"""By a road that joins no other."""

WILD = Cell(7028, 440)
"""Far from every road."""


def place(site_id: str = "stab", name: str = "Staben", **changes: object) -> Place:
    facts = {
        "municipality": "Östersund", "kind": SiteKind.OWN_OFFICE, "status": SiteStatus.EXISTING,
        "north": OFFICE_AT.north, "east": OFFICE_AT.east, **changes,
    }  # fmt: skip
    return Place.objects.create(site_id=site_id, name=name, **facts)


def site(site_id: str, name: str, at: Sweref = OFFICE_AT) -> Site:
    return Site(site_id, name, "Östersund", SiteKind.OWN_OFFICE, at, SiteStatus.EXISTING)


def hire(
    organisation: Organisation, number: int, *, home: str = HOME.id, municipality: str = "Östersund"
) -> None:
    team, _ = Unit.objects.get_or_create(organisation=organisation, name="HR")
    start = Person.objects.count()
    Person.objects.bulk_create(
        Person(
            organisation=organisation,
            unit=team,
            pseudonym=f"{start + n:064x}",
            home_cell=home,
            home_municipality=municipality,
            workplace="stab",
            office_days=3,
            home_days=2,
            hub_days=0,
            mode="car",
            is_remote_eligible=True,
            is_complex_issue=False,
        )
        for n in range(number)
    )


# The road from home to the office goes round by the east; the island's road joins nothing.
_POINTS = {
    1: HOME.centre,
    2: Sweref(7_028_500.0, 497_500.0),
    3: OFFICE_AT,
    4: ISLAND.centre,
    5: Sweref(7_030_500.0, 504_500.0),
}
_ROADS = [([1, 2, 3], "primary"), ([4, 5], "secondary")]


def write_extract(path: Path) -> Path:
    """An ``.osm.pbf`` with these two roads, as an operator would bring it."""
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-10-28T20:21:09Z")
    degrees = wgs84_from_sweref(_POINTS.values())
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for node, (longitude, latitude) in zip(_POINTS, degrees.tolist(), strict=True):
            writer.add_node(
                osmium.osm.mutable.Node(id=node, location=(longitude, latitude), version=1)
            )
        for number, (nodes, kind) in enumerate(_ROADS, start=1):
            tags = {"highway": kind}
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags, version=1))
    return path
