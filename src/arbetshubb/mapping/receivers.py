"""What the room does when people have been imported: the room below does not know of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from arbetshubb.foundation.jobs import start_job
from arbetshubb.people.models import ImportBatch, ImportStatus

JOB_KIND = "mapping.keep_picture"


@receiver(post_save, sender=ImportBatch, dispatch_uid="mapping.keep_picture")
def ask_for_a_picture(instance: ImportBatch, **_signal: Any) -> None:  # Any: Django's own
    """Once the import is in the database, let a worker keep the picture it left."""
    if instance.status == ImportStatus.APPLIED:
        transaction.on_commit(partial(_start, instance), robust=True)


def _start(batch: ImportBatch) -> None:
    title = _("The commuting of %(name)s is kept") % {"name": batch.organisation.name}
    start_job(JOB_KIND, {"batch": batch.pk}, owner=batch.uploaded_by, title=title)
