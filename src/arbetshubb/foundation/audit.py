"""Writes the audit log. Call inside the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models

from arbetshubb.foundation.access import organisation_of
from arbetshubb.foundation.models import AuditEntry, Organisation

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

type Values = Mapping[str, object]


def record_change(
    *,
    actor: User | None,
    thing: models.Model,
    verb: str,
    before: Values | None = None,
    after: Values | None = None,
) -> AuditEntry:
    """Note that ``actor`` did ``verb`` to ``thing``; ``before`` and ``after`` hold what differs.

    Neither may hold personal data beyond keys and figures: the log outlives the row.
    """
    return _add(AuditEntry.Kind.CHANGE, actor, thing, verb=verb, before=before, after=after)


def record_read(
    *, actor: User | None, thing: models.Model, purpose: str, people: int | None = None
) -> AuditEntry:
    """Note that ``actor`` saw another person's data in ``thing`` and why.

    ``purpose`` is an English msgid, translated where the log is shown; ``people`` says how many
    were seen when it is a list.
    """
    after = None if people is None else {"people": people}
    return _add(AuditEntry.Kind.READ, actor, thing, verb="read", purpose=purpose, after=after)


def _add(kind: str, actor: User | None, thing: models.Model, **details: object) -> AuditEntry:
    return AuditEntry.objects.create(
        kind=kind,
        actor=actor,
        organisation=_organisation_behind(thing) or _organisation_of(actor),
        thing_type=thing._meta.label_lower,  # noqa: SLF001 - documented by Django
        thing_id=str(thing.pk),
        **details,
    )


def _organisation_behind(thing: models.Model) -> Organisation | None:
    """Whose log the entry belongs to: the thing's organisation, or the thing itself."""
    if isinstance(thing, Organisation):
        return thing
    found = getattr(thing, "organisation", None)
    return found if isinstance(found, Organisation) else None


def _organisation_of(actor: User | None) -> Organisation | None:
    """Whose log an entry about a shared thing belongs to, so that somebody can read it."""
    return None if actor is None else organisation_of(actor)
