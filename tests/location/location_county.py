"""A county for tests of the room: two offices, two hubs, five units, two of them too small."""

from __future__ import annotations

import hashlib

from arbetshubb.analysis.places import Cell, sweref_from_wgs84
from arbetshubb.foundation.models import Organisation
from arbetshubb.people.models import Person, Unit
from arbetshubb.places.models import Place

# Real localities by their rounded positions; people and premises are invented.
SITES = (
    ("office", "Kontoret", "Östersund", "own_office", "existing", 63.18, 14.64),
    ("office-2", "Strömsundskontoret", "Strömsund", "own_office", "existing", 63.85, 15.55),
    ("hub-a", "Hubben Svenstavik", "Berg", "hub", "existing", 62.77, 14.44),
    ("hub-b", "Hubben Järpen", "Åre", "hub", "existing", 63.35, 13.46),
    ("clinic", "Hälsocentralen Sveg", "Härjedalen", "health_centre", "existing", 62.03, 14.36),
    ("shut", "Gamla lokalen", "Berg", "candidate", "closed", 62.80, 14.40),
)
HOMES = {
    "Strömsund": (63.85, 15.55),
    "Östersund": (63.18, 14.64),
    "Berg": (62.77, 14.44),
}
UNITS = (
    ("Nordenheten", {"Strömsund": 22, "Östersund": 8}),
    ("Sydenheten", {"Berg": 14, "Östersund": 11}),
    ("Stadsenheten", {"Östersund": 30}),
    ("Trioenheten", {"Berg": 3}),
    ("Kvartettenheten", {"Östersund": 4}),
)


def make_places(owner: Organisation) -> dict[str, Place]:
    """The six places, by id; own offices belong to ``owner``."""
    found = {}
    for site_id, name, municipality, kind, status, lat, lon in SITES:
        point = sweref_from_wgs84(lat, lon)
        found[site_id] = Place.objects.create(
            site_id=site_id,
            name=name,
            municipality=municipality,
            kind=kind,
            status=status,
            north=point.north,
            east=point.east,
            seats_min=2,
            seats_max=40,
            cost_per_seat=None if kind == "own_office" else 9000,
            owner=owner if kind == "own_office" else None,
        )
    return found


def make_units(organisation: Organisation) -> dict[str, Unit]:
    """The five units with their people, who all drive to the first office three days a week."""
    return {name: _unit(organisation, name, homes) for name, homes in UNITS}


def _unit(organisation: Organisation, name: str, homes: dict[str, int]) -> Unit:
    unit = Unit.objects.create(organisation=organisation, name=name)
    Person.objects.bulk_create(
        Person(
            organisation=organisation,
            unit=unit,
            pseudonym=hashlib.sha256(f"{organisation.pk} {name} {town} {n}".encode()).hexdigest(),
            home_cell=Cell.containing(sweref_from_wgs84(*HOMES[town])).id,
            home_municipality=town,
            workplace="office",
            office_days=3,
            home_days=2,
            hub_days=0,
            mode="car",
            is_remote_eligible=True,
            is_complex_issue=False,
        )
        for town, count in homes.items()
        for n in range(count)
    )
    return unit
