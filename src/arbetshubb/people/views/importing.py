"""A file of staff: chosen, checked, its differences seen, applied."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.foundation.audit import record_read
from arbetshubb.foundation.csv_files import csv_response
from arbetshubb.people.actions import (
    ImportExpired,
    ImportNotOpen,
    PeopleChangedMeanwhile,
    abandon_import,
    apply_import,
    check_import,
)
from arbetshubb.people.display import count_cards, difference_table, problem_table
from arbetshubb.people.forms import ApplyForm, UploadForm
from arbetshubb.people.import_texts import refusal, sentence
from arbetshubb.people.models import READERS, ImportBatch, ImportStatus
from arbetshubb.people.permissions import staffed_organisation
from arbetshubb.people.queries import difference_of, is_out_of_date, problems_of
from arbetshubb.people.template import people_template
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.tables.problems import Problem
from arbetshubb.ui.navigation import Step

RECENT = 10
DIFFERENCE_PURPOSE = gettext_noop("differences of an import")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@role_required(*READERS)
def import_page(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is checked at once and nothing else happens."""
    organisation = staffed_organisation(request.user)
    form = _upload_form(request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        batch = check_import(
            file.read(),
            file_name=file.name,
            organisation=organisation,
            actor=signed_in(request),
            sites=import_string(settings.ARBETSHUBB_SITES)(),
            gazetteer=_gazetteer(),
            municipalities=[each.name for each in municipalities()],
        )
        return redirect("people:batch", pk=batch.pk)
    recent = ImportBatch.objects.visible_to(request.user).of(organisation)[:RECENT]
    context = {
        "organisation": organisation,
        "form": form,
        "recent": recent,
        "steps": _steps("choose"),
    }
    return render(request, "people/import.html", context)


@role_required(*READERS)
@never_cache
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong in the file, what it would change, or what it has changed."""
    found = _batch_of(request, pk)
    if found.status == ImportStatus.CHECKED:
        form = ApplyForm(gone_count=found.gone_count)
        return _difference_page(request, found, form)
    template = {
        ImportStatus.FAULTY: "people/faulty.html",
        ImportStatus.APPLIED: "people/applied.html",
        ImportStatus.ABANDONED: "people/abandoned.html",
    }[ImportStatus(found.status)]
    return render(request, template, _context(request, found))


@role_required(*READERS)
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the staff be as the file says."""
    found = _batch_of(request, pk)
    form = ApplyForm(request.POST, gone_count=found.gone_count)
    if found.status == ImportStatus.CHECKED and not form.is_valid():
        return _difference_page(request, found, form)
    removes_gone = form.is_valid() and form.removes_gone
    try:
        apply_import(found, actor=signed_in(request), removes_gone=removes_gone)
    except (ImportNotOpen, ImportExpired, PeopleChangedMeanwhile) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("The staff list is up to date."))
    return redirect("people:batch", pk=pk)


@role_required(*READERS)
@require_POST
def abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file aside."""
    try:
        abandon_import(_batch_of(request, pk), actor=signed_in(request))
    except ImportNotOpen as error:
        messages.error(request, refusal(error))
        return redirect("people:batch", pk=pk)
    messages.info(request, _("The file was put aside. Nothing was changed."))
    return redirect("people:import")


@role_required(*READERS)
def problems(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The file's problems as CSV, to mend it by."""
    found = _batch_of(request, pk)
    return csv_response(f"problems-{found.pk}.csv", _problem_lines(problems_of(found)))


@role_required(*READERS)
def template(request: HttpRequest) -> HttpResponse:
    """An example file with every column explained."""
    del request
    language = get_language() or settings.LANGUAGE_CODE
    response = HttpResponse(people_template(language), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="arbetshubb-people.xlsx"'
    return response


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.shipped()


def _upload_form(request: HttpRequest) -> UploadForm:
    if request.method != "POST":
        return UploadForm()
    return UploadForm(request.POST, request.FILES, was_too_large=_is_too_large(request))


def _is_too_large(request: HttpRequest) -> bool:
    """Whether the upload was so large that Django has read no file from it."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    return length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _batch_of(request: HttpRequest, pk: int) -> ImportBatch:
    visible = ImportBatch.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organisation", "uploaded_by"), pk=pk)


def _difference_page(request: HttpRequest, found: ImportBatch, form: ApplyForm) -> HttpResponse:
    if found.rows is None:
        return render(request, "people/expired.html", _context(request, found))
    if is_out_of_date(found):
        return render(request, "people/out_of_date.html", _context(request, found))
    difference = difference_of(found)
    table = difference_table(found, difference).read(request.GET)
    shown = len(table.lines())
    if shown:
        record_read(actor=signed_in(request), thing=found, purpose=DIFFERENCE_PURPOSE, people=shown)
    context = {**_context(request, found), "difference": difference, "form": form, "table": table}
    status = 422 if form.is_bound else 200
    return render(request, "people/checked.html", context, status=status)


def _context(request: HttpRequest, found: ImportBatch) -> dict[str, Any]:  # Any: for a template
    now = {ImportStatus.FAULTY: "check", ImportStatus.CHECKED: "see"}.get(
        ImportStatus(found.status), "done"
    )
    kept = problems_of(found)
    return {
        "batch": found,
        "steps": _steps(now),
        "errors": sum(problem.is_error for problem in kept),
        "warnings": sum(not problem.is_error for problem in kept),
        "problems": problem_table(found, kept).read(request.GET),
        "counts": count_cards(found),
        "upload_form": UploadForm(),
    }


def _problem_lines(found: list[Problem]) -> Iterator[list[object]]:
    yield [
        _("File"), _("Row"), _("Column"), _("Value"), _("What is wrong"), _("What to do"),
        _("Stops the import"),
    ]  # fmt: skip
    for problem in found:
        wrong, remedy = sentence(problem)
        stops = _("Yes") if problem.is_error else _("No")
        yield [problem.file, problem.row, problem.column, problem.value, wrong, remedy, stops]


def _steps(now: str) -> list[Step]:
    """The four steps; those before ``now`` are done."""
    names = {
        "choose": _("Choose a file"),
        "check": _("Mend what is wrong"),
        "see": _("See what changes"),
        "done": _("Done"),
    }
    place = list(names).index(now)
    return [
        Step(label, reverse("people:import") if key == "choose" else "", _state(index, place))
        for index, (key, label) in enumerate(names.items())
    ]


def _state(index: int, place: int) -> Literal["todo", "now", "done"]:
    if index == place:
        return "now"
    return "done" if index < place else "todo"
