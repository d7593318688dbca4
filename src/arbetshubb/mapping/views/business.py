"""Business trips: the files there are, one read in and looked at, what the trips sum to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.foundation.csv_files import csv_response
from arbetshubb.mapping.actions.business import apply_trips, check_trips, delete_trips
from arbetshubb.mapping.actions.files import FileExpired, FileNotOpen, NameTaken, abandon_file
from arbetshubb.mapping.business_tables import (
    business_cards,
    business_chart,
    trip_table,
    unit_trip_table,
)
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.file_templates import business_template
from arbetshubb.mapping.forms.files import BusinessFileForm
from arbetshubb.mapping.import_texts import refusal
from arbetshubb.mapping.importing import (
    file_status,
    is_too_large,
    problem_lines,
    problem_table,
    problems_of,
    steps_of,
)
from arbetshubb.mapping.models import BusinessFile
from arbetshubb.mapping.permissions import (
    IMPORTERS,
    READERS,
    mapped_organisation,
    may_import_for,
)
from arbetshubb.mapping.queries import assumptions
from arbetshubb.mapping.rules.business_picture import business_picture
from arbetshubb.mapping.survey_queries import staff_by_unit, trips_of
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.tables import Column, DataTable


@role_required(*READERS)
@require_safe
def business(request: HttpRequest) -> HttpResponse:
    """The files of the organisation, and the way to another."""
    organisation = mapped_organisation(request.user)
    files = BusinessFile.objects.visible_to(request.user).of(organisation)
    may_import = may_import_for(request.user, organisation)
    page = {
        "organisation": organisation,
        "table": _file_table(files, may_import=may_import).read(request.GET),
        "may_import": may_import,
    }
    return render(request, "mapping/business.html", page)


@role_required(*IMPORTERS)
def business_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is checked at once and nothing else happens."""
    organisation = mapped_organisation(request.user)
    form = _form(request)
    if form.is_valid():
        given = form.cleaned_data["file"]
        file = check_trips(
            given.read(),
            file_name=given.name,
            organisation=organisation,
            actor=signed_in(request),
            called=form.called,
            units=tuple(staff_by_unit(organisation)),
        )
        return redirect("mapping:business_file", pk=file.pk)
    page = {
        "organisation": organisation,
        "form": form,
        "steps": steps_of("", import_url=reverse("mapping:business_import")),
    }
    return render(request, "mapping/business_import.html", page)


@role_required(*READERS)
@never_cache
@require_safe
def business_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong in the file, or what its trips sum to."""
    return render(request, "mapping/business_file.html", _page(request, _file_of(request, pk)))


@role_required(*IMPORTERS)
@require_POST
def business_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the trips count."""
    try:
        apply_trips(_file_of(request, pk), actor=signed_in(request))
    except (FileNotOpen, FileExpired, NameTaken) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("The trips count from now on."))
    return redirect("mapping:business_file", pk=pk)


@role_required(*IMPORTERS)
@require_POST
def business_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file aside."""
    try:
        abandon_file(_file_of(request, pk), actor=signed_in(request))
    except FileNotOpen as error:
        messages.error(request, refusal(error))
        return redirect("mapping:business_file", pk=pk)
    messages.info(request, _("The file was put aside. Nothing was changed."))
    return redirect("mapping:business")


@role_required(*IMPORTERS)
@require_POST
def business_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a file's trips."""
    try:
        delete_trips(_file_of(request, pk), actor=signed_in(request))
    except FileNotOpen as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("The trips are deleted."))
    return redirect("mapping:business")


@role_required(*READERS)
@require_safe
def business_problems(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The file's problems as CSV, to mend it by."""
    file = _file_of(request, pk)
    return csv_response(f"problems-{file.pk}.csv", problem_lines(problems_of(file)))


@role_required(*READERS)
@require_safe
def business_example(request: HttpRequest) -> HttpResponse:
    """An example file with every column explained."""
    del request
    content = business_template(get_language() or settings.LANGUAGE_CODE)
    headers = {"Content-Disposition": 'attachment; filename="arbetshubb-trips.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _form(request: HttpRequest) -> BusinessFileForm:
    if request.method != "POST":
        return BusinessFileForm()
    return BusinessFileForm(request.POST, request.FILES, was_too_large=is_too_large(request))


def _file_of(request: HttpRequest, pk: int) -> BusinessFile:
    visible = BusinessFile.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organisation", "uploaded_by"), pk=pk)


def _page(request: HttpRequest, file: BusinessFile) -> dict[str, Any]:  # Any: for a template
    problems = problems_of(file)
    page: dict[str, Any] = {
        "file": file,
        "state": file.status,
        "is_expired": file.rows is None and file.status == "checked",
        "may_import": may_import_for(request.user, file.organisation),
        "cero_url": f"{reverse('mapping:cero')}?trips={file.pk}",
        "steps": steps_of(file.status, import_url=reverse("mapping:business_import")),
        "errors": sum(problem.is_error for problem in problems),
        "warnings": sum(not problem.is_error for problem in problems),
        "problems": problem_table(
            problems, export_url=reverse("mapping:business_problems", args=[file.pk])
        ).read(request.GET),
    }
    trips = trips_of(file)
    if not trips:
        return page
    picture = business_picture(trips, assumptions(), staff=staff_by_unit(file.organisation))
    return page | {
        "picture": picture,
        "figures": business_cards(picture, why_url=reverse("mapping:cero_why")),
        "tables": [table(picture).read(request.GET) for table in (trip_table, unit_trip_table)],
        "chart": business_chart(picture),
    }


def _file_table(files: Any, *, may_import: bool) -> DataTable:  # Any: a QuerySet
    return DataTable(
        id="trips",
        caption=_("Business trips"),
        is_caption_hidden=True,
        columns=(
            Column(
                "name", _("File"), sort="label",
                link=lambda file: reverse("mapping:business_file", args=[file.pk]),
            ),
            Column("year", _("Year")),
            Column("created", _("Uploaded"), kind="datetime"),
            Column("status", _("Status"), kind="status", value=file_status, sort="status"),
        ),
        rows=files,
        filter_fields=("label",),
        empty=EmptyState(
            _("There are no business trips yet"),
            _(
                "Fetch sums of kilometres and kronor from travel expenses and the travel agency, "
                "by means of travel and month."
            ),
            reverse("mapping:business_import") if may_import else "",
            _("Import trips") if may_import else "",
        ),
    )  # fmt: skip
