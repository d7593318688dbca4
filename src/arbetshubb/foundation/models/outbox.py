"""News that integrations carry out, written in the transaction that made it."""

from __future__ import annotations

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """The outbox in domain words."""

    def waiting(self) -> Self:
        """Not yet carried out, oldest first."""
        return self.filter(sent__isnull=True).order_by("pk")


class OutboxMessage(models.Model):
    """One piece of news. Payloads name things by key and hold no personal data."""

    topic = models.CharField(max_length=80)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    created = models.DateTimeField(auto_now_add=True)
    sent = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["topic"], condition=models.Q(sent__isnull=True), name="outbox_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.topic
