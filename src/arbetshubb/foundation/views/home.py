"""The first page: what you can do today. And the host's question whether all is well."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from arbetshubb.foundation.access import organisation_of
from arbetshubb.foundation.models import Job
from arbetshubb.foundation.navigation import doors_for


def home(request: HttpRequest) -> HttpResponse:
    """What the signed-in user can do; others come to sign in."""
    if not request.user.is_authenticated:
        return redirect("foundation:demo" if settings.ARBETSHUBB_DEMO else "foundation:sign_in")
    context = {
        "doors": doors_for(request.user),
        "organisation": organisation_of(request.user),
        "roles": sorted({each.get_role_display() for each in request.user.current_memberships}),
        "unfinished": Job.objects.visible_to(request.user).unfinished(),
    }
    return render(request, "foundation/home.html", context)


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, otherwise 503; says nothing else."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})
