"""Slows down those who guess passwords: counts failures by account and by address."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from arbetshubb.foundation.models import SignInFailure

WINDOW: Final = timedelta(minutes=15)
MOST_BY_NAME: Final = 8
MOST_BY_ADDRESS: Final = 40
"""Higher, as a whole office can share one address."""


def minutes_locked(request: HttpRequest, username: str) -> int:
    """How many minutes to wait before the next attempt; 0 when one may try now."""
    now = timezone.now()
    recent = SignInFailure.objects.filter(at__gt=now - WINDOW)
    for failures, most in (
        (recent.filter(name_digest=_name_digest(username)), MOST_BY_NAME),
        (recent.filter(address_digest=_address_digest(request)), MOST_BY_ADDRESS),
    ):
        # The lock ends when fewer than ``most`` failures are left in the window.
        times = list(failures.order_by("-at").values_list("at", flat=True)[:most])
        if len(times) == most:
            return int((times[-1] + WINDOW - now).total_seconds() // 60) + 1
    return 0


def note_failure(request: HttpRequest, username: str) -> None:
    """Count a failed attempt, and forget those too old to count."""
    now = timezone.now()
    SignInFailure.objects.filter(at__lte=now - WINDOW).delete()
    SignInFailure.objects.create(
        name_digest=_name_digest(username), address_digest=_address_digest(request), at=now
    )


def forget_failures(request: HttpRequest, username: str) -> None:
    """Start afresh after the right password, from this address."""
    SignInFailure.objects.filter(
        name_digest=_name_digest(username), address_digest=_address_digest(request)
    ).delete()


def client_address(request: HttpRequest) -> str:
    """Where the request came from; the proxy's word is taken only when there is one of ours."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.IS_BEHIND_PROXY and forwarded:
        # The last entry is the one our proxy wrote; those before are the caller's own claims.
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _name_digest(username: str) -> str:
    return _digest("name", username.strip().casefold())


def _address_digest(request: HttpRequest) -> str:
    return _digest("address", client_address(request))


def _digest(salt: str, text: str) -> str:
    return salted_hmac(f"arbetshubb.sign_in.{salt}", text, algorithm="sha256").hexdigest()
