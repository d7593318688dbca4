"""Known distances: the list, one of them, writing one by hand, and files of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arbetshubb.distances import display
from arbetshubb.distances.actions import (
    AlreadyWithdrawn,
    Facts,
    ImportNotReady,
    KnownHaveChanged,
    SomebodyWasFirst,
    abandon_import,
    add_known,
    apply_import,
    check_file,
    withdraw_known,
)
from arbetshubb.distances.export import known_workbook, workbook_response
from arbetshubb.distances.forms import START_LIST, FileForm, KnownForm, ReasonForm
from arbetshubb.distances.models import KEEPERS, ImportStatus, KnownDistance, KnownImport
from arbetshubb.distances.navigation import tabs_for
from arbetshubb.distances.queries import import_diff
from arbetshubb.distances.rules.questions import ShorterThanStraight
from arbetshubb.distances.template import known_template
from arbetshubb.foundation.access import (
    organisation_ids,
    organisation_of,
    role_required,
    signed_in,
)
from arbetshubb.foundation.models import Organisation
from arbetshubb.places.models import Place
from arbetshubb.reference.localities import localities
from arbetshubb.ui.navigation import EmptyState

RECENT = 10


@require_safe
@role_required(*KEEPERS)
def known(request: HttpRequest) -> HttpResponse:
    """Every known distance of the area."""
    rows = KnownDistance.objects.visible_to(request.user)
    page = {
        "tabs": tabs_for(request.user, "known"),
        "table": _table(request),
        "active": rows.active().count(),
    }
    return render(request, "distances/known.html", page)


@require_safe
@role_required(*KEEPERS)
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook that can be imported again."""
    own = organisation_ids(request.user)
    return workbook_response(known_workbook(_table(request).rows, own), _("known-distances"))


@require_safe
@role_required(*KEEPERS)
def template(_request: HttpRequest) -> HttpResponse:
    """An example workbook with explained columns."""
    content = known_template(get_language() or "sv")
    return workbook_response(content, _("known-distances-template"))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One known distance; withdrawn from here, with a reason."""
    row = get_object_or_404(_rows(request), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_known(signed_in(request), row, reason=form.cleaned_data["reason"])
        except AlreadyWithdrawn:
            messages.warning(request, _("It was withdrawn before."))
        else:
            messages.success(request, _("The distance is withdrawn and holds no more."))
        return redirect("distances:known_one", row.pk)
    page = {
        "tabs": tabs_for(request.user, ""),
        "known": row,
        "status": display.known_status(row),
        "facts": display.known_facts(row, request.user),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "distances/known_one.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def add(request: HttpRequest) -> HttpResponse:
    """Write one by hand."""
    user = signed_in(request)
    form = KnownForm(request.POST or None, user=user, initial={"valid_from": timezone.localdate()})
    if form.is_valid():
        row = _added(request, form)
        if row is not None:
            messages.success(request, _("The distance holds from now on."))
            return redirect("distances:known")
    page = {
        "tabs": tabs_for(user, ""),
        "form": form,
        "localities": localities(),
        "start_list": START_LIST,
    }
    return render(request, "distances/known_add.html", page, status=422 if form.is_bound else 200)


# -- A file


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def import_file(request: HttpRequest) -> HttpResponse:
    """Give a file; it is checked at once and nothing is changed."""
    user = signed_in(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = check_file(user, _organisation(request), name=file.name, content=file.read())
        return redirect("distances:import_batch", batch.pk)
    page = {
        "tabs": tabs_for(user, ""),
        "form": form,
        "batches": KnownImport.objects.visible_to(user).select_related("created_by")[:RECENT],
    }
    return render(request, "distances/import.html", page, status=422 if form.is_bound else 200)


@require_safe
@role_required(*KEEPERS)
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong with the file, or what it would change."""
    batch = get_object_or_404(KnownImport.objects.visible_to(request.user), pk=pk)
    problems = display.problem_rows(batch)
    page: dict[str, Any] = {  # Any: a template's context
        "tabs": tabs_for(request.user, ""),
        "batch": batch,
        "problems": display.problems_table(problems) if problems else None,
        "error_count": sum(row.is_error for row in problems),
        "is_faulty": batch.status == ImportStatus.FAULTY,
        "is_waiting": batch.status == ImportStatus.CHECKED,
    }
    if batch.status == ImportStatus.CHECKED:
        diff, basis = import_diff(batch)
        names = dict(Place.objects.visible_to(request.user).values_list("site_id", "name"))
        page |= {"diff": diff, "basis": basis, "changes": display.diff_table(diff, names)}
    return render(request, "distances/import_batch.html", page)


@require_POST
@role_required(*KEEPERS)
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the file says."""
    batch = get_object_or_404(KnownImport.objects.visible_to(request.user), pk=pk)
    try:
        diff = apply_import(signed_in(request), batch, basis=request.POST.get("basis", ""))
    except (KnownHaveChanged, SomebodyWasFirst, AlreadyWithdrawn):
        messages.warning(
            request,
            _("Somebody changed the known distances meanwhile. Look at the differences again."),
        )
        return redirect("distances:import_batch", pk)
    except ImportNotReady:
        messages.warning(request, _("This file cannot be applied. Give a new one."))
        return redirect("distances:import_batch", pk)
    count = len(diff.new) + len(diff.replaced)
    messages.success(
        request,
        ngettext(
            "%(count)s known distance holds from now on.",
            "%(count)s known distances hold from now on.",
            count,
        )
        % {"count": count},
    )
    return redirect("distances:known")


@require_POST
@role_required(*KEEPERS)
def import_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file away."""
    batch = get_object_or_404(KnownImport.objects.visible_to(request.user), pk=pk)
    try:
        abandon_import(signed_in(request), batch)
    except ImportNotReady:
        messages.warning(request, _("The file is applied already."))
        return redirect("distances:import_batch", pk)
    messages.info(request, _("The file was put away. Nothing was changed."))
    return redirect("distances:import")


# -- What the views share


def _rows(request: HttpRequest) -> Any:  # Any: a QuerySet with joins
    return KnownDistance.objects.visible_to(request.user).select_related(
        "destination", "decided_by", "organisation"
    )


def _table(request: HttpRequest) -> Any:  # Any: a DataTable of model rows
    empty = EmptyState(
        _("No distance is known but by the engine"),
        _("Import a file of road distances, or write one by hand."),
        reverse("distances:import"),
        _("Import a file"),
    )
    return display.known_table(
        _rows(request), user=request.user, export_url=reverse("distances:known_export"), empty=empty
    ).read(request.GET)


def _added(request: HttpRequest, form: KnownForm) -> KnownDistance | None:
    facts = form.cleaned_data
    origin = facts["start"]
    minutes = facts["minutes"]
    try:
        return add_known(
            signed_in(request),
            _organisation(request),
            Facts(
                origin=origin.cell,
                origin_text=origin.text,
                place=facts["to"],
                km=float(facts["km"]),
                minutes=None if minutes is None else float(minutes),
                source=facts["source"],
                reason=facts["reason"],
                valid_from=facts["valid_from"],
                is_approximate=facts["is_approximate"],
            ),
        )
    except ShorterThanStraight:
        form.add_error("km", _("No road is shorter than the straight line between the two."))
    except (SomebodyWasFirst, AlreadyWithdrawn):
        form.add_error(None, _("Somebody changed the same distance just now. Send again."))
    return None


def _organisation(request: HttpRequest) -> Organisation:
    organisation = organisation_of(request.user)
    if organisation is None:
        raise PermissionDenied
    return organisation
