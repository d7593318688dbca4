"""A file of places: checked, shown, and applied or put away. One transaction each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from arbetshubb.analysis.places import Site, SiteKind
from arbetshubb.foundation.audit import record_change
from arbetshubb.places.actions.inventory import add_contact, add_visit
from arbetshubb.places.actions.places import NotYourPlace, create_place, update_place
from arbetshubb.places.inventory import SitesDiff, problem_to_json, site_to_json
from arbetshubb.places.models import ImportStatus, Place, PlaceImport
from arbetshubb.places.permissions import may_keep
from arbetshubb.places.queries import details_now, details_to_import, import_diff
from arbetshubb.places.rules import parse_sites
from arbetshubb.places.rules.details import Details, DetailsNow, details_to_json, parse_details
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.problems import Problem, UnreadableFile, has_errors, in_file_order
from arbetshubb.tables.reading import read_table

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User


class ImportNotReady(ValueError):
    """The import has errors, or is applied or abandoned already."""


class PlacesHaveChanged(ValueError):
    """Somebody changed the places after the differences were shown."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was read of a file."""

    sites: tuple[Site, ...] = ()
    details: Mapping[str, Details] | None = None
    problems: tuple[Problem, ...] = ()


def check_file(user: User, organisation: Organisation, *, name: str, content: bytes) -> PlaceImport:
    """The file read and kept beside the places, changing none of them.

    Raises:
        NotYourPlace: the user does not keep places.
    """
    if not may_keep(user):
        raise NotYourPlace
    try:
        table = read_table(content, name=name)
    except UnreadableFile as error:
        return _kept(user, organisation, name, _Checked(problems=(error.as_problem(name),)))
    read, more = parse_sites(table, gazetteer=gazetteer()), parse_details(table)
    problems = in_file_order([*read.problems, *more.problems])
    return _kept(user, organisation, name, _Checked(read.sites, more.by_site, problems))


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
    said, kept = details_to_import(batch), details_now()
    for site in diff.new:
        details = said.get(site.site_id, Details())
        facts = _facts_from(site, batch.organisation) | _detail_facts(details, DETAIL_FACTS)
        place = create_place(user, facts, site_id=site.site_id)
        _add_rows(user, place, details, known=None)
    existing = {place.site_id: place for place in Place.objects.all()}
    for changed in diff.changed:
        site_id, names = changed.after.site_id, {change.field for change in changed.changes}
        details = said.get(site_id, Details())
        facts = _facts_said(changed.after, names & SITE_FACTS) | _detail_facts(details, names)
        update_place(user, existing[site_id], facts)
        _add_rows(user, existing[site_id], details, known=kept[site_id])
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
    if not waiting.update(status=ImportStatus.ABANDONED, sites=[], details={}, problems=[]):
        raise ImportNotReady


def _kept(user: User, organisation: Organisation, name: str, checked: _Checked) -> PlaceImport:
    found = checked.problems
    return PlaceImport.objects.create(
        file_name=name[:200],
        created_by=user,
        organisation=organisation,
        status=ImportStatus.FAULTY if has_errors(found) else ImportStatus.CHECKED,
        sites=[site_to_json(site) for site in checked.sites],
        details={
            site_id: details_to_json(details)
            for site_id, details in (checked.details or {}).items()
            if details != Details()
        },
        problems=[problem_to_json(problem) for problem in found],
    )


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


def _detail_facts(details: Details, names: Iterable[str]) -> dict[str, Any]:
    """The columns that hold the named details, where the file says something."""
    columns = {
        "equipment": ("attributes", list(details.equipment)),
        "accessibility": ("accessibility", [each.value for each in details.accessibility]),
        "area_m2": ("area_m2", None if details.area_m2 is None else _tenth(details.area_m2)),
    }
    said: dict[str, Any] = {}
    for name in sorted(set(names) & DETAIL_FACTS):
        column, value = columns.get(name, (name, getattr(details, name)))
        if value not in {None, ""} if not isinstance(value, list) else value:
            said[column] = value
    return said


def _add_rows(user: User, place: Place, details: Details, *, known: DetailsNow | None) -> None:
    """The contact and the visit that the file tells of, unless they are there already."""
    if details.contact and not (known and details.contact in known.contacts):
        add_contact(user, place, details.contact)
    if details.visit and not (known and details.visit in known.visits):
        add_visit(user, place, details.visit)


def _tenth(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.1"))


def _as_it_is(name: str) -> Callable[[Site], dict[str, Any]]:
    return lambda site: {name: getattr(site, name)}


def _money(name: str) -> Callable[[Site], dict[str, Any]]:
    def column(site: Site) -> dict[str, Any]:
        value = getattr(site, name)
        return {name: None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))}

    return column


SITE_FACTS: Final = {field.name for field in fields(Site)}
DETAIL_FACTS: Final = {field.name for field in fields(Details)} - {"contact", "visit"}
_COLUMNS: Final[dict[str, Callable[[Site], dict[str, Any]]]] = {
    "position": lambda site: {"north": site.position.north, "east": site.position.east},
    "kind": lambda site: {"kind": site.kind.value},
    "status": lambda site: {"status": site.status.value},
    "fixed_cost": _money("fixed_cost"),
    "cost_per_seat": _money("cost_per_seat"),
    "cost_per_day": _money("cost_per_day"),
}


@cache
def gazetteer() -> Gazetteer:
    """The places and postcodes that positions are looked up in."""
    return Gazetteer.shipped()
