"""Keeping a frozen picture of an organisation after each import of its people."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from arbetshubb.foundation.audit import record_change
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.mapping.history_queries import last_applied, waiting_batches
from arbetshubb.mapping.models import Snapshot
from arbetshubb.mapping.queries import people_of
from arbetshubb.mapping.rules.frozen import freeze, frozen_to_json, is_enough_changed
from arbetshubb.people.models import ImportBatch


def keep_picture(
    organisation: Organisation, *, actor: User | None, at: datetime | None = None
) -> Snapshot | None:
    """The organisation's people as they are, frozen under the date of their latest import.

    ``None`` when there is nobody, when it is kept already, or when fewer people than
    ``rules.frozen.FEWEST_CHANGED`` differ from the last picture: their difference would be about
    so few. ``at`` is the date to write when it is not that of the import.
    """
    batch = last_applied(organisation)
    if batch is None or batch.applied is None or not _is_worth_keeping(organisation, batch):
        return None
    counted = people_of([organisation])
    if len(counted.people) == 0:
        return None
    frozen = freeze(counted.inputs())
    try:
        with transaction.atomic():
            kept = Snapshot.objects.create(
                organisation=organisation,
                batch=batch,
                taken=at or batch.applied,
                picture=frozen_to_json(frozen),
                constants_version=frozen.constants_version,
                quality=frozen.quality,
                inputs_hash=frozen.inputs_hash,
            )
            record_change(
                actor=actor, thing=kept, verb="created",
                after={"import": batch.pk, "inputs_hash": frozen.inputs_hash},
            )  # fmt: skip
    except IntegrityError:  # another worker or page kept it a moment ago
        return None
    return kept


def _is_worth_keeping(organisation: Organisation, batch: ImportBatch) -> bool:
    if not Snapshot.objects.of(organisation).exists():
        return True
    waiting = waiting_batches(organisation)
    if batch not in waiting:
        return False
    return is_enough_changed(
        each.new_count + each.changed_count + (each.gone_count if each.gone_were_removed else 0)
        for each in waiting
    )
