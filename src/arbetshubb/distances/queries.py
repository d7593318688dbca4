"""Reads known ways, questions and the people who may be counted around a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from arbetshubb.analysis.places import Sweref
from arbetshubb.distances.models import (
    DistanceQuestion,
    KnownDistance,
    KnownImport,
)
from arbetshubb.distances.models.known import MOVED_KM
from arbetshubb.distances.permissions import COUNTERS
from arbetshubb.distances.rules.known_file import KnownDiff, KnownRow, diff_known, digest_of
from arbetshubb.distances.rules.squares import straight_km_between
from arbetshubb.foundation.access import organisation_ids
from arbetshubb.foundation.models import Organisation

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser
    from arbetshubb.foundation.models import User


@dataclass(frozen=True, slots=True)
class ActiveWay:
    """A known way that holds; ``to`` is where its place lay when it was decided."""

    origin_cell: str
    site_id: str
    to: Sweref
    km: float
    minutes: float | None
    source: str
    is_approximate: bool

    def leads_to(self, position: Sweref) -> bool:
        """Whether the place is still where it was."""
        return straight_km_between(self.to, position) <= MOVED_KM


def active_ways() -> list[ActiveWay]:
    """Every known way that holds."""
    rows = KnownDistance.objects.active().values_list(
        "origin_cell", "destination__site_id", "to_north", "to_east", "km", "minutes", "source",
        "is_approximate",
    )  # fmt: skip
    return [
        ActiveWay(
            cell, site, Sweref(north, east), float(km),
            None if minutes is None else float(minutes), source, is_approximate,
        )
        for cell, site, north, east, km, minutes, source, is_approximate in rows
    ]  # fmt: skip


def known_version() -> str:
    """A text that changes with every known way that is added or withdrawn.

    Rows are never changed otherwise and never deleted, so counting them is enough.
    """
    counts = KnownDistance.objects.aggregate(
        every=Count("pk"), withdrawn=Count("pk", filter=Q(withdrawn__isnull=False))
    )
    return f"known {counts['every']}-{counts['withdrawn']}"


def import_diff(batch: KnownImport) -> tuple[KnownDiff, str]:
    """What applying the file would change now, and the digest of what holds now."""
    current = known_rows()
    return diff_known(current, batch.known_rows), digest_of(current)


def known_rows() -> list[KnownRow]:
    """The known ways that hold, as rows of a file."""
    return [row.row for row in KnownDistance.objects.active().select_related("destination")]


def open_question_count(user: AnyUser) -> int:
    """How many questions wait for an answer from the user."""
    return DistanceQuestion.objects.to_answer_by(user).exclude(asked_by=user.pk).open().count()


def own_organisations(user: AnyUser) -> list[Organisation]:
    """The organisations whose people the user may count around a place."""
    return list(Organisation.objects.filter(pk__in=organisation_ids(user, *COUNTERS)))


def counted_organisations(user: User, *, is_pooled: bool) -> Sequence[Organisation]:
    """The user's own organisations, or all that the user may count together."""
    if not is_pooled:
        return own_organisations(user)
    return list(Organisation.objects.plannable_by(user))


def may_pool(user: User) -> bool:
    """Whether there is anybody to count together with the user's own."""
    own = {each.pk for each in own_organisations(user)}
    pooled = {each.pk for each in counted_organisations(user, is_pooled=True)}
    return bool(pooled - own)
