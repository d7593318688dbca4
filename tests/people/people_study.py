"""A small study for the people tests: two offices and files of staff."""

from __future__ import annotations

from functools import cache

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus, sweref_from_wgs84
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.people.actions import check_import
from arbetshubb.people.models import ImportBatch
from arbetshubb.reference.gazetteer import Gazetteer
from cast import Cast

HEADER = "person_id;unit;home;workplace;office_days;home_days;hub_days;mode"


def people_file(*rows: str, first: str = "") -> bytes:
    """A CSV file of staff; ``first`` is a column put before the others."""
    return "\n".join([first + HEADER, *rows]).encode()


def offices() -> tuple[Site, ...]:
    """Two own offices."""
    return (_office("O1", "Östersund", 63.18, 14.64), _office("O2", "Krokom", 63.33, 14.45))


def check(
    cast: Cast,
    content: bytes,
    *,
    organisation: Organisation | None = None,
    actor: User | None = None,
) -> ImportBatch:
    """Check a file as the region's HR, or as somebody else elsewhere."""
    return check_import(
        content,
        file_name="people.csv",
        organisation=organisation or cast.region,
        actor=actor or cast.hr,
        sites=offices(),
        gazetteer=gazetteer(),
    )


@cache
def gazetteer() -> Gazetteer:
    """The shipped one, read once."""
    return Gazetteer.shipped()


def _office(site_id: str, municipality: str, latitude: float, longitude: float) -> Site:
    return Site(
        site_id=site_id,
        name=f"Kontoret i {municipality}",
        municipality=municipality,
        kind=SiteKind.OWN_OFFICE,
        position=sweref_from_wgs84(latitude, longitude),
        status=SiteStatus.EXISTING,
    )
