"""What people do with places: add, change, close, open and import. One transaction each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.places.inventory import (
    SitesDiff,
    free_site_id,
    problem_to_json,
    site_to_json,
)
from arbetshubb.places.models import ImportStatus, Place, PlaceImport
from arbetshubb.places.permissions import may_change, may_keep
from arbetshubb.places.queries import import_diff
from arbetshubb.places.rules import parse_sites
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.reference.municipalities import all_municipalities
from arbetshubb.tables.problems import Problem, UnreadableFile, has_errors
from arbetshubb.tables.reading import read_table

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User

type Facts = Mapping[str, Any]  # Any: the columns of Place have several types

FACTS: Final = (
    "name", "municipality", "municipality_code", "kind", "status", "north", "east", "seats_min",
    "seats_max", "fixed_cost", "cost_per_seat", "cost_per_day", "provider", "owner", "attributes",
    "notes",
)  # fmt: skip


class NotYourPlace(PermissionError):
    """The place belongs to another organisation, or the user does not keep places."""


class ImportNotReady(ValueError):
    """The import has errors, or is applied or abandoned already."""


class PlacesHaveChanged(ValueError):
    """Somebody changed the places after the differences were shown."""


# -- One place


@transaction.atomic
def create_place(user: User, facts: Facts, *, site_id: str = "") -> Place:
    """A new place; without ``site_id`` it gets a readable one from its name.

    Raises:
        NotYourPlace: the user does not keep places.
    """
    if not may_keep(user):
        raise NotYourPlace
    taken = set(Place.objects.values_list("site_id", flat=True))
    place = Place(site_id=site_id or free_site_id(facts["name"], taken), **_checked(facts))
    place.full_clean()
    place.save()
    _tell(user, place, "created", before=None, after=_facts_of(place))
    return place


@transaction.atomic
def update_place(user: User, place: Place, facts: Facts) -> Place:
    """The place with new facts; the log keeps what differed.

    Raises:
        NotYourPlace: it belongs to another organisation.
    """
    locked = _locked(user, place)
    before = _facts_of(locked)
    for name, value in _checked(facts).items():
        setattr(locked, name, value)
    if not may_change(user, locked):
        raise NotYourPlace
    locked.full_clean()
    locked.save()
    after = _facts_of(locked)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        _tell(
            user,
            locked,
            "updated",
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return locked


def close_place(user: User, place: Place) -> Place:
    """The place shut: plans no longer choose it.

    Raises:
        NotYourPlace: it belongs to another organisation.
    """
    return _with_status(user, place, SiteStatus.CLOSED, "closed")


def open_place(user: User, place: Place) -> Place:
    """The place in use from now on.

    Raises:
        NotYourPlace: it belongs to another organisation.
    """
    return _with_status(user, place, SiteStatus.EXISTING, "opened")


@transaction.atomic
def _with_status(user: User, place: Place, status: SiteStatus, verb: str) -> Place:
    locked = _locked(user, place)
    if locked.status == status:
        return locked
    before, locked.status = locked.status, status
    locked.save(update_fields=["status", "updated"])
    _tell(user, locked, verb, before={"status": before}, after={"status": status})
    return locked


def _locked(user: User, place: Place) -> Place:
    locked = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    if not may_change(user, locked):
        raise NotYourPlace
    return locked


# -- A file of places


def check_file(user: User, organisation: Organisation, *, name: str, content: bytes) -> PlaceImport:
    """The file read and kept beside the places, changing none of them.

    Raises:
        NotYourPlace: the user does not keep places.
    """
    if not may_keep(user):
        raise NotYourPlace
    try:
        read = parse_sites(read_table(content, name=name), gazetteer=gazetteer())
    except UnreadableFile as error:
        return _kept(user, organisation, name=name, sites=(), problems=(error.as_problem(name),))
    return _kept(user, organisation, name=name, sites=read.sites, problems=read.problems)


@transaction.atomic
def apply_import(user: User, batch: PlaceImport, *, basis: str) -> SitesDiff:
    """Do what the file says; ``basis`` is the digest that the differences were shown with.

    Raises:
        ImportNotReady: it has errors, or was applied or abandoned.
        PlacesHaveChanged: the places are no longer those that were shown.
        NotYourPlace: the user does not keep places.
    """
    if not may_keep(user):
        raise NotYourPlace
    batch = PlaceImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.status != ImportStatus.CHECKED:
        raise ImportNotReady
    diff, now = import_diff(batch)
    if basis != now:
        raise PlacesHaveChanged
    for site in diff.new:
        create_place(user, _facts_from(site, batch.organisation), site_id=site.site_id)
    existing = {place.site_id: place for place in Place.objects.all()}
    for changed in diff.changed:
        facts = _facts_said(changed.after, {change.field for change in changed.changes})
        update_place(user, existing[changed.after.site_id], facts)
    batch.status, batch.applied = ImportStatus.APPLIED, timezone.now()
    batch.save(update_fields=["status", "applied"])
    record_change(
        actor=user, thing=batch, verb="applied",
        after={"new": len(diff.new), "changed": len(diff.changed)},
    )  # fmt: skip
    return diff


def abandon_import(user: User, batch: PlaceImport) -> None:
    """Put the file away without applying it; what it held is forgotten.

    Raises:
        ImportNotReady: it was applied already.
        NotYourPlace: the user does not keep places.
    """
    if not may_keep(user):
        raise NotYourPlace
    waiting = PlaceImport.objects.filter(pk=batch.pk).exclude(status=ImportStatus.APPLIED)
    if not waiting.update(status=ImportStatus.ABANDONED, sites=[], problems=[]):
        raise ImportNotReady


def _kept(
    user: User,
    organisation: Organisation,
    *,
    name: str,
    sites: Iterable[Site],
    problems: Iterable[Problem],
) -> PlaceImport:
    found = tuple(problems)
    return PlaceImport.objects.create(
        file_name=name[:200],
        created_by=user,
        organisation=organisation,
        status=ImportStatus.FAULTY if has_errors(found) else ImportStatus.CHECKED,
        sites=[site_to_json(site) for site in sites],
        problems=[problem_to_json(problem) for problem in found],
    )


# -- Between columns and values


def _checked(facts: Facts) -> dict[str, Any]:
    known = {name: value for name, value in facts.items() if name in FACTS}
    if "municipality" in known and not known.get("municipality_code"):
        municipality = all_municipalities().get(known["municipality"])
        known["municipality_code"] = municipality.code if municipality else ""
    return known


def _facts_from(site: Site, organisation: Organisation) -> dict[str, Any]:
    """A new place from a file: an own office belongs to whoever brought it, the rest is shared."""
    facts = _facts_said(site, {field.name for field in fields(Site)})
    facts["owner"] = organisation if site.kind is SiteKind.OWN_OFFICE else None
    return facts


def _facts_said(site: Site, names: set[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name in names - {"site_id"}:
        facts.update(_COLUMNS.get(name, _as_it_is(name))(site))
    return facts


def _as_it_is(name: str) -> Callable[[Site], dict[str, Any]]:
    return lambda site: {name: getattr(site, name)}


def _money(name: str) -> Callable[[Site], dict[str, Any]]:
    def column(site: Site) -> dict[str, Any]:
        value = getattr(site, name)
        return {name: None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))}

    return column


_COLUMNS: Final[dict[str, Callable[[Site], dict[str, Any]]]] = {
    "position": lambda site: {"north": site.position.north, "east": site.position.east},
    "kind": lambda site: {"kind": site.kind.value},
    "status": lambda site: {"status": site.status.value},
    "fixed_cost": _money("fixed_cost"),
    "cost_per_seat": _money("cost_per_seat"),
    "cost_per_day": _money("cost_per_day"),
}


def _facts_of(place: Place) -> dict[str, Any]:
    facts = {name: getattr(place, name) for name in FACTS if name != "owner"}
    facts["owner"] = place.owner_id
    return facts


def _tell(user: User, place: Place, verb: str, *, before: Any, after: Any) -> None:
    record_change(actor=user, thing=place, verb=verb, before=before, after=after)
    publish(f"places.{verb}", {"place": place.pk, "site_id": place.site_id})


@cache
def gazetteer() -> Gazetteer:
    """The places and postcodes that positions are looked up in."""
    return Gazetteer.shipped()
