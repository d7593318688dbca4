"""The door of the room: three questions about place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arbetshubb.foundation.access import role_required
from arbetshubb.location.models import CheckStatus, LocationCheck, Post
from arbetshubb.location.permissions import REACH_READERS, may_keep, may_read, may_save_post


@role_required(*REACH_READERS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The three cards; those the user may not open are left out."""
    checks = LocationCheck.objects.visible_to(request.user)
    return render(
        request,
        "location/home.html",
        {
            "may_read": may_read(request.user),
            "may_keep": may_keep(request.user),
            "may_save": may_save_post(request.user),
            "drafts": checks.filter(status=CheckStatus.DRAFT).count(),
            "decided": checks.filter(status=CheckStatus.DECIDED).count(),
            "posts": Post.objects.visible_to(request.user).count(),
        },
    )
