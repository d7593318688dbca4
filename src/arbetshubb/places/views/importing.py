"""A file of places: given, looked at, applied or put away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arbetshubb.foundation.access import organisation_of, role_required
from arbetshubb.places import display
from arbetshubb.places.actions import (
    ImportNotReady,
    PlacesHaveChanged,
    abandon_import,
    apply_import,
    check_file,
)
from arbetshubb.places.forms import FileForm
from arbetshubb.places.models import ImportStatus, PlaceImport
from arbetshubb.places.permissions import KEEPERS
from arbetshubb.places.queries import import_diff
from arbetshubb.places.views.finding import status_of, user_of


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def import_file(request: HttpRequest) -> HttpResponse:
    """Give a file; it is checked at once and nothing is changed."""
    user = user_of(request)
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
    return render(request, "places/import.html", context, status=status_of(form))


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
        diff = apply_import(user_of(request), batch, basis=request.POST.get("basis", ""))
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
        abandon_import(user_of(request), batch)
    except ImportNotReady:
        messages.warning(request, _("The file is applied already."))
        return redirect("places:import_batch", pk)
    messages.info(request, _("The file was put away. Nothing was changed."))
    return redirect("places:import")
