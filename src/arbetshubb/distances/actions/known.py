"""A known distance comes to hold, takes another's place, or is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arbetshubb.analysis.places import Cell
from arbetshubb.distances.models import KnownDistance
from arbetshubb.distances.permissions import may_keep
from arbetshubb.distances.rules.questions import check_road
from arbetshubb.distances.rules.squares import straight_km_between
from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.outbox import publish
from arbetshubb.places.models import Place

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User


class NotAllowed(PermissionError):
    """The user neither keeps known distances nor answers this question."""


class AlreadyWithdrawn(ValueError):
    """The distance was withdrawn before, perhaps a moment ago by somebody else."""


class SomebodyWasFirst(ValueError):
    """Another distance for the same way came to hold at the same moment."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a way. ``is_private_origin``: the square is somebody's own matter."""

    origin: Cell
    origin_text: str
    place: Place
    km: float
    source: str
    valid_from: date
    minutes: float | None = None
    reason: str = ""
    is_approximate: bool = False
    is_private_origin: bool = False


@transaction.atomic
def add_known(user: User, organisation: Organisation, facts: Facts) -> KnownDistance:
    """The way as known from now on; one that held between the same two is withdrawn.

    Raises:
        NotAllowed: the user does not keep known distances.
        ShorterThanStraight: no road can be that short.
        SomebodyWasFirst: another came to hold meanwhile.
    """
    if not may_keep(user):
        raise NotAllowed
    return put_in_place(user, organisation, facts)


def put_in_place(user: User, organisation: Organisation, facts: Facts) -> KnownDistance:
    """The same without asking who may: for actions that have asked. In the caller's transaction.

    Raises:
        ShorterThanStraight: no road can be that short.
        SomebodyWasFirst: another came to hold meanwhile.
    """
    there = facts.place.site.position
    check_road(facts.km, straight_km=straight_km_between(facts.origin.centre, there))
    _withdraw_earlier(user, facts)
    try:
        with transaction.atomic():
            known = KnownDistance.objects.create(
                origin_cell=facts.origin.id,
                origin_text=facts.origin_text,
                is_private_origin=facts.is_private_origin,
                destination=facts.place,
                to_north=there.north,
                to_east=there.east,
                km=_tenths(facts.km),
                minutes=None if facts.minutes is None else _tenths(facts.minutes),
                source=facts.source,
                reason=facts.reason,
                valid_from=facts.valid_from,
                is_approximate=facts.is_approximate,
                organisation=organisation,
                decided_by=user,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst from error
    after = {"km": str(known.km), "place": facts.place.pk, "source": known.source}
    record_change(actor=user, thing=known, verb="created", after=after)
    publish("distances.known", {"known": known.pk, "place": facts.place.pk})
    return known


@transaction.atomic
def withdraw_known(user: User, known: KnownDistance, *, reason: str) -> KnownDistance:
    """The distance no longer holds; the row stays, with the reason.

    Raises:
        NotAllowed: the user does not keep known distances.
        AlreadyWithdrawn: it does not hold any more.
    """
    if not may_keep(user):
        raise NotAllowed
    locked = KnownDistance.objects.select_for_update(of=("self",)).get(pk=known.pk)
    if not locked.is_active:
        raise AlreadyWithdrawn
    _withdraw(user, locked, reason)
    return locked


def _withdraw_earlier(user: User, facts: Facts) -> None:
    rows = KnownDistance.objects.select_for_update(of=("self",)).active()
    for earlier in rows.between(facts.origin, facts.place):
        _withdraw(user, earlier, _("Replaced: %(source)s") % {"source": facts.source})


def _withdraw(user: User, known: KnownDistance, reason: str) -> None:
    # Only from holding to withdrawn: on a database without row locks the second of two finds none.
    changed = KnownDistance.objects.filter(pk=known.pk, withdrawn__isnull=True).update(
        withdrawn=timezone.now(), withdrawn_by=user, withdrawn_reason=reason[:400]
    )
    if not changed:
        raise AlreadyWithdrawn
    known.refresh_from_db()
    record_change(
        actor=user, thing=known, verb="withdrawn", before={"km": str(known.km)},
        after={"reason": known.withdrawn_reason},
    )  # fmt: skip
    publish("distances.withdrawn", {"known": known.pk, "place": known.destination_id})


def _tenths(number: float) -> Decimal:
    return Decimal(str(number)).quantize(Decimal("0.1"))
