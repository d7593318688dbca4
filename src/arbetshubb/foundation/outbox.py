"""Puts news in the outbox. Call inside the transaction that makes it."""

from __future__ import annotations

from collections.abc import Mapping

from arbetshubb.foundation.models import OutboxMessage


def publish(topic: str, payload: Mapping[str, object]) -> OutboxMessage:
    """Leave a message for integrations; it disappears again if the transaction is rolled back."""
    return OutboxMessage.objects.create(topic=topic, payload=dict(payload))
