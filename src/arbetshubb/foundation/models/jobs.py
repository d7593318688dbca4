"""Long work: what was asked, how far it has come and how it ended."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.access import ScopedQuerySet
from arbetshubb.foundation.rules import is_lost, time_left

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class JobStatus(models.TextChoices):
    """Where a job is in its life."""

    QUEUED = "queued", pgettext_lazy("status of a job", "waiting")
    RUNNING = "running", pgettext_lazy("status of a job", "running")
    DONE = "done", pgettext_lazy("status of a job", "done")
    FAILED = "failed", pgettext_lazy("status of a job", "failed")
    CANCELLED = "cancelled", pgettext_lazy("status of a job", "cancelled")


class JobQuerySet(ScopedQuerySet["Job"]):
    """Jobs in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """The user's own."""
        return self.filter(owner=user.pk)

    def unfinished(self) -> Self:
        """Waiting or running."""
        return self.filter(status__in=[JobStatus.QUEUED, JobStatus.RUNNING])

    def lost(self, *, now: datetime) -> Self:
        """Running on a worker that has gone silent."""
        return self.filter(status=JobStatus.RUNNING, heartbeat__lt=now - Job.SILENCE)


class Job(models.Model):
    """One piece of long work. ``attempt`` grows each time a worker takes it up.

    A worker writes only while ``attempt`` is its own, so that one that was given up as lost and
    comes back cannot overwrite its successor.
    """

    SILENCE = timedelta(seconds=60)
    MOST_ATTEMPTS = 2

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    title = models.CharField(_("title"), max_length=200)
    params = models.JSONField(encoder=DjangoJSONEncoder)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    status = models.CharField(
        _("status"), max_length=10, choices=JobStatus.choices, default=JobStatus.QUEUED
    )
    stage = models.CharField(max_length=80, blank=True)
    share = models.FloatField(default=0.0)
    created = models.DateTimeField(pgettext_lazy("time", "Started"), auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    is_cancel_requested = models.BooleanField(default=False)
    result_url = models.CharField(max_length=300, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_sentence = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created"]
        indexes = [
            models.Index(fields=["owner", "-created"]),
            models.Index(fields=["status", "heartbeat"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=JobStatus.values), name="job_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(share__gte=0, share__lte=1), name="job_share_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.status not in {JobStatus.QUEUED, JobStatus.RUNNING}

    def time_left(self, now: datetime | None = None) -> timedelta | None:
        """How long the rest takes at the pace so far, when it can be said."""
        if self.status != JobStatus.RUNNING or self.started is None:
            return None
        return time_left(started=self.started, now=now or timezone.now(), share=self.share)

    def is_lost(self, now: datetime | None = None) -> bool:
        """Whether the worker has gone silent."""
        if self.status != JobStatus.RUNNING or self.heartbeat is None:
            return False
        return is_lost(heartbeat=self.heartbeat, now=now or timezone.now(), silence=self.SILENCE)
