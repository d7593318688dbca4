"""Long work of the room that nobody waits for at a page."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.jobs import RunningJob, job_kind
from arbetshubb.mapping.actions.history import keep_picture
from arbetshubb.mapping.history_queries import last_applied
from arbetshubb.people.models import ImportBatch

JOB_KIND: Final = "mapping.keep_picture"


@job_kind(JOB_KIND, stages={"drawing": _("The commuting is counted")})
def keep_picture_of_import(running: RunningJob, *, batch: int) -> str:
    """Keep the picture that an import left; nothing when another import has come since."""
    running.report("drawing", 0.1)
    imported = ImportBatch.objects.select_related("organisation").get(pk=batch)
    if last_applied(imported.organisation) == imported:
        keep_picture(imported.organisation, actor=running.owner)
    return reverse("mapping:history")
