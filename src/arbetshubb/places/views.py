"""The pages of the places room: permit, read, act, answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.foundation.access import organisation_of, role_required
from arbetshubb.foundation.models import User
from arbetshubb.places import display
from arbetshubb.places.actions import (
    ImportNotReady,
    PlacesHaveChanged,
    abandon_import,
    apply_import,
    check_file,
    close_place,
    create_place,
    open_place,
    update_place,
)
from arbetshubb.places.export import places_workbook
from arbetshubb.places.forms import FileForm, PlaceForm
from arbetshubb.places.models import ImportStatus, Place, PlaceImport, PlaceQuerySet
from arbetshubb.places.permissions import KEEPERS, may_change, may_keep
from arbetshubb.places.queries import import_diff
from arbetshubb.places.template import sites_template
from arbetshubb.places.uses import uses_of
from arbetshubb.ui.navigation import EmptyState, Tab

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# -- All places


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The list with a map beside it."""
    show = request.GET.get("show", "all")
    everything = Place.objects.visible_to(request.user)
    places = _shown(everything, show)
    table = display.places_table(
        places, export_url=f"{reverse('places:export')}?show={show}", empty=_nothing_yet(request)
    ).read(request.GET)
    return render(
        request,
        "places/home.html",
        {
            "table": table,
            "tabs": _tabs(display.counts_of(everything), show),
            "map": display.places_map(list(places)),
            "count": everything.count(),
            "may_keep": may_keep(request.user),
        },
    )


@require_GET
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook, with the search and order of the page."""
    places = _shown(Place.objects.visible_to(request.user), request.GET.get("show", "all"))
    table = display.places_table(places, export_url="", empty=EmptyState("")).read(request.GET)
    return _workbook(places_workbook(table.rows), _("places"))


@require_GET
@login_required
def template(_request: HttpRequest) -> HttpResponse:
    """An example workbook with explained columns."""
    return _workbook(sites_template(get_language() or "sv"), _("places-template"))


def _shown(places: PlaceQuerySet, show: str) -> PlaceQuerySet:
    if show == "office":
        return places.open().filter(kind=SiteKind.OWN_OFFICE)
    if show == "existing":
        return places.filter(status=SiteStatus.EXISTING).exclude(kind=SiteKind.OWN_OFFICE)
    if show == "new":
        return places.filter(status=SiteStatus.CANDIDATE).exclude(kind=SiteKind.OWN_OFFICE)
    if show == "neutral":
        return places.filter(status=SiteStatus.CLOSED)
    return places


def _tabs(counts: dict[str, int], show: str) -> list[Tab]:
    labels = {
        "all": pgettext("places", "All"),
        "office": _("Own offices"),
        "existing": _("Hubs in use"),
        "new": _("Possible hubs"),
        "neutral": pgettext("places that are", "Closed"),
    }
    home_url = reverse("places:home")
    return [
        Tab(label, f"{home_url}?show={key}", is_current=key == show, count=counts[key])
        for key, label in labels.items()
    ]


def _nothing_yet(request: HttpRequest) -> EmptyState:
    if not may_keep(request.user):
        return EmptyState(_("There are no places here yet"), _("A planner adds them."))
    return EmptyState(
        _("There are no places here yet"),
        _("Import a file with your offices, hubs and premises, or add them one by one."),
        reverse("places:import"),
        _("Import a file"),
    )


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


# -- One place


@require_GET
@login_required
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, map and where the place is used."""
    row = _place(request, pk)
    return render(
        request,
        "places/place.html",
        {
            "place": row,
            "status": display.status_of(row),
            "facts": display.facts_of(row),
            "map": display.places_map([row], id="place-map", title=row.name),
            "uses": uses_of(request.user, row),
            "may_change": may_change(request.user, row),
            "is_closed": row.status == SiteStatus.CLOSED,
            "is_existing": row.status == SiteStatus.EXISTING,
        },
    )


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def new(request: HttpRequest) -> HttpResponse:
    """A form for a new place."""
    user = _user(request)
    form = PlaceForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        row = create_place(user, form.facts)
        messages.success(request, _("%(name)s was added.") % {"name": row.name})
        return redirect(row)
    return render(request, "places/edit.html", {"form": form}, status=_status_of(form))


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for changing a place."""
    user, row = _user(request), _place_to_change(request, pk)
    form = PlaceForm(request.POST or None, user=user, place=row)
    if request.method == "POST" and form.is_valid():
        row = update_place(user, row, form.facts)
        messages.success(request, _("%(name)s was changed.") % {"name": row.name})
        return redirect(row)
    context = {"form": form, "place": row}
    return render(request, "places/edit.html", context, status=_status_of(form))


@require_POST
@role_required(*KEEPERS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a place."""
    row = close_place(_user(request), _place_to_change(request, pk))
    messages.success(
        request, _("%(name)s is closed. Plans no longer choose it.") % {"name": row.name}
    )
    return redirect(row)


@require_POST
@role_required(*KEEPERS)
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place into use."""
    row = open_place(_user(request), _place_to_change(request, pk))
    messages.success(request, _("%(name)s is in use from now on.") % {"name": row.name})
    return redirect(row)


# -- A file of places


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def import_file(request: HttpRequest) -> HttpResponse:
    """Give a file; it is checked at once and nothing is changed."""
    user = _user(request)
    organisation = organisation_of(user)
    if organisation is None:
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = check_file(user, organisation, name=file.name, content=file.read())
        return redirect("places:import_batch", batch.pk)
    batches = PlaceImport.objects.visible_to(user).select_related("created_by")[:10]
    context = {"form": form, "batches": batches}
    return render(request, "places/import.html", context, status=_status_of(form))


@require_GET
@role_required(*KEEPERS)
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong with the file, or what it would change."""
    batch = get_object_or_404(PlaceImport.objects.visible_to(request.user), pk=pk)
    problems = display.problem_rows(batch)
    context: dict[str, Any] = {  # Any: a template's context
        "batch": batch,
        "problems": display.problems_table(problems) if problems else None,
        "error_count": sum(row.is_error for row in problems),
        "is_faulty": batch.status == ImportStatus.FAULTY,
        "is_waiting": batch.status == ImportStatus.CHECKED,
    }
    if batch.status == ImportStatus.CHECKED:
        diff, basis = import_diff(batch)
        context |= {
            "diff": diff,
            "basis": basis,
            "changes": display.diff_table(diff),
            "skipped": len(batch.sites) - len(diff.new) - len(diff.changed) - len(diff.unchanged),
        }
    return render(request, "places/import_batch.html", context)


@require_POST
@role_required(*KEEPERS)
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the file says."""
    batch = get_object_or_404(PlaceImport.objects.visible_to(request.user), pk=pk)
    try:
        diff = apply_import(_user(request), batch, basis=request.POST.get("basis", ""))
    except PlacesHaveChanged:
        messages.warning(
            request,
            _("Somebody changed the places meanwhile. Look at the differences again and apply."),
        )
        return redirect("places:import_batch", pk)
    except ImportNotReady:
        messages.warning(request, _("This file cannot be applied. Give a new one."))
        return redirect("places:import_batch", pk)
    messages.success(
        request,
        _("%(new)s and %(changed)s.")
        % {
            "new": ngettext("%(count)s place was added", "%(count)s places were added",
                            len(diff.new)) % {"count": len(diff.new)},
            "changed": ngettext("%(count)s was changed", "%(count)s were changed",
                                len(diff.changed)) % {"count": len(diff.changed)},
        },
    )  # fmt: skip
    return redirect("places:home")


@require_POST
@role_required(*KEEPERS)
def import_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file away."""
    batch = get_object_or_404(PlaceImport.objects.visible_to(request.user), pk=pk)
    try:
        abandon_import(_user(request), batch)
    except ImportNotReady:
        messages.warning(request, _("The file is applied already."))
        return redirect("places:import_batch", pk)
    messages.info(request, _("The file was put away. Nothing was changed."))
    return redirect("places:import")


# -- What the views share


def _place(request: HttpRequest, pk: int) -> Place:
    return get_object_or_404(Place.objects.visible_to(request.user).select_related("owner"), pk=pk)


def _place_to_change(request: HttpRequest, pk: int) -> Place:
    row = _place(request, pk)
    if not may_change(request.user, row):
        raise PermissionDenied(_("The place belongs to another organisation."))
    return row


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _status_of(form: Any) -> int:  # Any: any of the room's forms
    return 422 if form.is_bound and not form.is_valid() else 200
