"""Reads places across tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arbetshubb.analysis.places import Site
from arbetshubb.places.inventory import SitesDiff, diff_sites, digest, site_from_json
from arbetshubb.places.models import Place, PlaceImport
from arbetshubb.reference.municipalities import municipalities

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser
    from arbetshubb.foundation.models import Organisation


def sites() -> tuple[Site, ...]:
    """Every place as the analysis knows it, ordered by id so that a plan's hash is repeatable."""
    return tuple(place.site for place in Place.objects.order_by("site_id"))


def study_area(places: Sequence[Site]) -> tuple[str, ...]:
    """The county's municipalities in their order, then others that have a place."""
    county = [row.name for row in municipalities()]
    found = {site.municipality for site in places}
    return (*(county if found & set(county) else ()), *sorted(found - set(county)))


def facilities(user: AnyUser) -> list[str]:
    """Every word used for equipment and facilities, in alphabetical order."""
    lists = Place.objects.visible_to(user).values_list("attributes", flat=True)
    return sorted({word for words in lists for word in words})


def places_of_others(organisation: Organisation) -> frozenset[str]:
    """Ids of the places that belong to another organisation: a file must not change them."""
    owned = Place.objects.exclude(owner=None).exclude(owner=organisation)
    return frozenset(owned.values_list("site_id", flat=True))


def sites_to_import(batch: PlaceImport) -> tuple[Site, ...]:
    """The good rows of a file, without places that belong to another organisation."""
    others = places_of_others(batch.organisation)
    read = (site_from_json(values) for values in batch.sites)
    return tuple(site for site in read if site.site_id not in others)


def import_diff(batch: PlaceImport) -> tuple[SitesDiff, str]:
    """What applying the file would change now, and the digest of what is there now."""
    current = sites()
    return diff_sites(current, sites_to_import(batch)), digest(current)
