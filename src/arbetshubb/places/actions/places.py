"""What people do with one place: add, change, close and open. One transaction each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from arbetshubb.analysis.places import SiteStatus
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.places.inventory import free_site_id
from arbetshubb.places.models import Place
from arbetshubb.places.permissions import may_change, may_keep
from arbetshubb.reference.municipalities import all_municipalities

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

type Facts = Mapping[str, Any]  # Any: the columns of Place have several types

FACTS: Final = (
    "name", "municipality", "municipality_code", "kind", "status", "north", "east", "seats_min",
    "seats_max", "fixed_cost", "cost_per_seat", "cost_per_day", "provider", "owner", "attributes",
    "notes", "accessibility", "address", "area_m2", "contract_from", "contract_to",
    "notice_months", "public_text", "public_phone", "public_email",
)  # fmt: skip


class NotYourPlace(PermissionError):
    """The place belongs to another organisation, or the user does not keep places."""


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
    locked = locked_place(user, place)
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
    locked = locked_place(user, place)
    if locked.status == status:
        return locked
    before, locked.status = locked.status, status
    locked.save(update_fields=["status", "updated"])
    _tell(user, locked, verb, before={"status": before}, after={"status": status})
    return locked


def locked_place(user: User, place: Place) -> Place:
    """The place, held until the transaction ends.

    Raises:
        NotYourPlace: it belongs to another organisation.
    """
    locked = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    if not may_change(user, locked):
        raise NotYourPlace
    return locked


def _checked(facts: Facts) -> dict[str, Any]:
    known = {name: value for name, value in facts.items() if name in FACTS}
    if "municipality" in known and not known.get("municipality_code"):
        municipality = all_municipalities().get(known["municipality"])
        known["municipality_code"] = municipality.code if municipality else ""
    return known


def _facts_of(place: Place) -> dict[str, Any]:
    facts = {name: _plain(getattr(place, name)) for name in FACTS if name != "owner"}
    facts["owner"] = place.owner_id
    return facts


def _tell(user: User, place: Place, verb: str, *, before: Any, after: Any) -> None:
    record_change(actor=user, thing=place, verb=verb, before=before, after=after)
    publish(f"places.{verb}", {"place": place.pk, "site_id": place.site_id})


def _plain(value: Any) -> Any:  # Any: the columns of Place have several types
    """The value as the log can keep it."""
    return value.isoformat() if isinstance(value, date) else value
