"""Reads imports and the pictures kept of them."""

from __future__ import annotations

from django.db.models import QuerySet

from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.models import Snapshot
from arbetshubb.people.models import ImportBatch, ImportStatus


def last_applied(organisation: Organisation) -> ImportBatch | None:
    """The import that made the organisation's people what they are."""
    return _applied(organisation).last()


def waiting_batches(organisation: Organisation) -> list[ImportBatch]:
    """Imports since the last kept picture, oldest first."""
    newest = Snapshot.objects.of(organisation).last()
    applied = _applied(organisation)
    if newest is None or newest.batch is None or newest.batch.applied is None:
        return list(applied)
    seen = newest.batch
    return [each for each in applied if (each.applied, each.pk) > (seen.applied, seen.pk)]


def _applied(organisation: Organisation) -> QuerySet[ImportBatch]:
    return (
        ImportBatch.objects.of(organisation)
        .filter(status=ImportStatus.APPLIED)
        .order_by("applied", "pk")
    )
