"""One place: its page and the forms that change it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arbetshubb.analysis.places import SiteStatus
from arbetshubb.foundation.access import role_required
from arbetshubb.places import display
from arbetshubb.places.actions import close_place, create_place, open_place, update_place
from arbetshubb.places.forms import PlaceForm
from arbetshubb.places.permissions import KEEPERS, may_change
from arbetshubb.places.uses import uses_of
from arbetshubb.places.views.finding import place_of, place_to_change, status_of, user_of


@require_GET
@login_required
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, map and where the place is used."""
    row, user = place_of(request, pk), user_of(request)
    is_keeper = may_change(user, row)
    return render(
        request,
        "places/place.html",
        {
            "place": row,
            "accessibility": display.accessibility_of(row),
            "photos": display.photos_of(user, row),
            "contract": display.contract_facts(row, today=timezone.localdate()),
            "contacts": display.contacts_of(user, row) if is_keeper else [],
            "visits": display.visits_of(user, row) if is_keeper else [],
            "status": display.status_of(row),
            "facts": display.facts_of(row),
            "map": display.places_map([row], id="place-map", title=row.name),
            "uses": uses_of(user, row),
            "may_change": is_keeper,
            "is_closed": row.status == SiteStatus.CLOSED,
            "is_existing": row.status == SiteStatus.EXISTING,
        },
    )


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def new(request: HttpRequest) -> HttpResponse:
    """A form for a new place."""
    user = user_of(request)
    form = PlaceForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        row = create_place(user, form.facts)
        messages.success(request, _("%(name)s was added.") % {"name": row.name})
        return redirect(row)
    return render(request, "places/edit.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for changing a place."""
    user, row = user_of(request), place_to_change(request, pk)
    form = PlaceForm(request.POST or None, user=user, place=row)
    if request.method == "POST" and form.is_valid():
        row = update_place(user, row, form.facts)
        messages.success(request, _("%(name)s was changed.") % {"name": row.name})
        return redirect(row)
    context = {"form": form, "place": row}
    return render(request, "places/edit.html", context, status=status_of(form))


@require_POST
@role_required(*KEEPERS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a place."""
    row = close_place(user_of(request), place_to_change(request, pk))
    messages.success(
        request, _("%(name)s is closed. Plans no longer choose it.") % {"name": row.name}
    )
    return redirect(row)


@require_POST
@role_required(*KEEPERS)
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place into use."""
    row = open_place(user_of(request), place_to_change(request, pk))
    messages.success(request, _("%(name)s is in use from now on.") % {"name": row.name})
    return redirect(row)
