"""Reads places across tables."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus
from arbetshubb.places.inventory import (
    SitesDiff,
    diff_sites,
    digest,
    site_from_json,
    with_changes,
)
from arbetshubb.places.models import Place, PlaceImport
from arbetshubb.places.rules.details import (
    Details,
    DetailsNow,
    detail_changes,
    details_from_json,
)
from arbetshubb.places.rules.gaps import MunicipalInventory, Premises, inventory_of
from arbetshubb.reference.municipalities import municipalities

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser
    from arbetshubb.foundation.models import Organisation


def sites() -> tuple[Site, ...]:
    """Every place as the analysis knows it, ordered by id so that a plan's hash is repeatable."""
    return tuple(place.site for place in Place.objects.order_by("site_id"))


def study_area(places: Sequence[Site]) -> tuple[str, ...]:
    """The county's municipalities in their order, then others that have a place."""
    return area_of({site.municipality for site in places})


def area_of(found: AbstractSet[str]) -> tuple[str, ...]:
    """The county's municipalities in their order when any was found, then the others found."""
    county = [row.name for row in municipalities()]
    return (*(county if set(county) & found else ()), *sorted(set(found) - set(county)))


def facilities(user: AnyUser) -> list[str]:
    """Every word used for equipment and facilities, in alphabetical order."""
    lists = Place.objects.visible_to(user).values_list("attributes", flat=True)
    return sorted({word for words in lists for word in words})


def places_of_others(organisation: Organisation) -> frozenset[str]:
    """Ids of the places that belong to another organisation: a file must not change them."""
    owned = Place.objects.exclude(owner=None).exclude(owner=organisation)
    return frozenset(owned.values_list("site_id", flat=True))


def details_now() -> dict[str, DetailsNow]:
    """What is kept of every place beside what a plan needs, by ``site_id``."""
    places = Place.objects.prefetch_related("contacts", "visits")
    return {
        place.site_id: DetailsNow(
            place.details,
            frozenset(row.contact for row in place.contacts.all()),
            frozenset(row.visit for row in place.visits.all()),
        )
        for place in places
    }


def municipal_inventory(user: AnyUser, *, today: date) -> tuple[MunicipalInventory, ...]:
    """What is known and what is lacking, municipality by municipality."""
    rows = [
        Premises(
            municipality=row["municipality"],
            kind=SiteKind(row["kind"]),
            status=SiteStatus(row["status"]),
            has_accessibility=bool(row["accessibility"]),
            has_contact=bool(row["contact_count"]),
            last_visit=row["last_visit"],
            contract_to=row["contract_to"],
        )
        for row in Place.objects.visible_to(user)
        .open()
        .annotate(last_visit=models.Max("visits__visited_on"))
        .annotate(contact_count=models.Count("contacts", distinct=True))
        .values(
            "municipality", "kind", "status", "accessibility", "contract_to", "last_visit",
            "contact_count",
        )
    ]  # fmt: skip
    found = {row.municipality for row in rows}
    return inventory_of(rows, area_of(found), today=today)


def sites_to_import(batch: PlaceImport) -> tuple[Site, ...]:
    """The good rows of a file, without places that belong to another organisation."""
    others = places_of_others(batch.organisation)
    read = (site_from_json(values) for values in batch.sites)
    return tuple(site for site in read if site.site_id not in others)


def details_to_import(batch: PlaceImport) -> dict[str, Details]:
    """What the file says of each site beside what a plan needs."""
    return {site_id: details_from_json(values) for site_id, values in batch.details.items()}


def import_diff(batch: PlaceImport) -> tuple[SitesDiff, str]:
    """What applying the file would change now, and the digest of what is there now."""
    current, kept = sites(), details_now()
    said = details_to_import(batch)
    changes = {
        site_id: found
        for site_id, details in said.items()
        if site_id in kept and (found := detail_changes(kept[site_id], details))
    }
    diff = with_changes(diff_sites(current, sites_to_import(batch)), changes)
    return diff, digest(current, kept)
