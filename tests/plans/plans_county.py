"""A county small enough for a test: one office, five possible hubs, some two hundred employees."""

from __future__ import annotations

import hashlib

from arbetshubb.analysis.places import Cell, sweref_from_wgs84
from arbetshubb.foundation.models import Organisation
from arbetshubb.people.models import Person, Unit
from arbetshubb.places.models import Place

# Real localities by their rounded positions; people and premises are invented.
SITES = (
    ("office", "Kontoret", "Östersund", "own_office", "existing", 63.18, 14.64, None),
    ("hub-a", "Hubben Svenstavik", "Berg", "hub", "existing", 62.77, 14.44, 30_000),
    ("hub-b", "Lokalen Strömsund", "Strömsund", "candidate", "candidate", 63.85, 15.55, 20_000),
    ("hub-c", "Lokalen Krokom", "Krokom", "candidate", "candidate", 63.33, 14.45, 25_000),
    ("hub-d", "Biblioteket Sveg", "Härjedalen", "library", "candidate", 62.03, 14.36, 20_000),
    ("shut", "Gamla lokalen", "Berg", "candidate", "closed", 62.80, 14.40, 1_000),
)
# Three people in Sveg: a group too small to be shown.
HOMES = (
    ("Berg", 62.77, 14.44, 60),
    ("Strömsund", 63.85, 15.55, 60),
    ("Krokom", 63.33, 14.45, 60),
    ("Östersund", 63.18, 14.64, 40),
    ("Härjedalen", 62.03, 14.36, 3),
)


def make_places() -> dict[str, Place]:
    """The six places, by id."""
    places = {}
    for site_id, name, municipality, kind, status, lat, lon, cost in SITES:
        point = sweref_from_wgs84(lat, lon)
        places[site_id] = Place.objects.create(
            site_id=site_id,
            name=name,
            municipality=municipality,
            kind=kind,
            status=status,
            north=point.north,
            east=point.east,
            seats_min=2,
            seats_max=40,
            fixed_cost=cost,
            cost_per_seat=None if cost is None else 1000,
        )
    return places


def make_people(
    organisation: Organisation, homes: tuple[tuple[str, float, float, int], ...] = HOMES
) -> None:
    """Employees who drive to the office three days a week and work at home two."""
    unit = Unit.objects.create(organisation=organisation, name="Staben")
    rows = [
        (municipality, Cell.containing(sweref_from_wgs84(lat, lon)).id, number)
        for municipality, lat, lon, count in homes
        for number in range(count)
    ]
    Person.objects.bulk_create(
        Person(
            organisation=organisation,
            unit=unit,
            pseudonym=hashlib.sha256(f"{organisation.pk} {cell} {number}".encode()).hexdigest(),
            home_cell=cell,
            home_municipality=place,
            workplace="office",
            office_days=3,
            home_days=2,
            hub_days=0,
            mode="car",
            is_remote_eligible=True,
            is_complex_issue=False,
        )
        for place, cell, number in rows
    )
