"""Reads accounts for those who have not signed in yet."""

from __future__ import annotations

from django.db.models import QuerySet

from arbetshubb.foundation.models import User


def personas() -> QuerySet[User]:
    """The fictional people whom anybody may be in the demonstration, in their order.

    The only rows that are shown before sign-in; the pages that ask exist only in the demonstration.
    """
    return User.objects.personas()
