"""What the pages of the room share: who asks, which place, how a form was taken."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from arbetshubb.foundation.models import User
from arbetshubb.places.models import Place
from arbetshubb.places.permissions import may_change


def place_of(request: HttpRequest, pk: int) -> Place:
    """The place of that number, if whoever asks may see it."""
    return get_object_or_404(Place.objects.visible_to(request.user).select_related("owner"), pk=pk)


def place_to_change(request: HttpRequest, pk: int) -> Place:
    """The place, if whoever asks may change it."""
    row = place_of(request, pk)
    if not may_change(request.user, row):
        raise PermissionDenied(_("The place belongs to another organisation."))
    return row


def user_of(request: HttpRequest) -> User:
    """Whoever asks; the page lets nobody in who is not signed in."""
    assert isinstance(request.user, User)
    return request.user


def status_of(form: Any) -> int:  # Any: any of the room's forms
    """422 for a form that was sent with faults."""
    return 422 if form.is_bound and not form.is_valid() else 200
