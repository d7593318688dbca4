"""Travel surveys: the waves there are, a file read in and looked at, a wave with what it says."""

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
from arbetshubb.mapping.actions.files import FileExpired, FileNotOpen, NameTaken, abandon_file
from arbetshubb.mapping.actions.surveys import apply_survey, check_survey, delete_survey
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.file_templates import survey_template
from arbetshubb.mapping.forms.files import SurveyFileForm
from arbetshubb.mapping.import_texts import refusal
from arbetshubb.mapping.importing import (
    file_status,
    gazetteer,
    is_too_large,
    problem_lines,
    problem_table,
    problems_of,
    steps_of,
)
from arbetshubb.mapping.models import SurveyWave
from arbetshubb.mapping.permissions import (
    IMPORTERS,
    READERS,
    mapped_organisation,
    may_import_for,
)
from arbetshubb.mapping.survey_queries import answers_of, picture_of, staff_by_unit, study_for
from arbetshubb.mapping.survey_tables import (
    fuel_chart,
    mode_table,
    reason_chart,
    response_table,
    survey_cards,
    willing_table,
)
from arbetshubb.people.models import ImportStatus
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.tables import Column, DataTable


@role_required(*READERS)
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """The waves of the organisation, and the way to another."""
    organisation = mapped_organisation(request.user)
    waves = SurveyWave.objects.visible_to(request.user).of(organisation)
    page = {
        "organisation": organisation,
        "table": _wave_table(waves, may_import=may_import_for(request.user, organisation)).read(
            request.GET
        ),
        "count": waves.applied().count(),
        "may_import": may_import_for(request.user, organisation),
    }
    return render(request, "mapping/surveys.html", page)


@role_required(*IMPORTERS)
def survey_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is checked at once and nothing else happens."""
    organisation = mapped_organisation(request.user)
    form = _form(request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        wave = check_survey(
            file.read(),
            file_name=file.name,
            organisation=organisation,
            actor=signed_in(request),
            called=form.called,
            study=study_for(organisation, gazetteer()),
        )
        return redirect("mapping:survey", pk=wave.pk)
    page = {
        "organisation": organisation,
        "form": form,
        "steps": steps_of("", import_url=reverse("mapping:survey_import")),
    }
    return render(request, "mapping/survey_import.html", page)


@role_required(*READERS)
@never_cache
@require_safe
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong in the file, what it holds, or what the wave says."""
    wave = _wave_of(request, pk)
    return render(request, "mapping/survey.html", _page(request, wave))


@role_required(*IMPORTERS)
@require_POST
def survey_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the answers count."""
    try:
        apply_survey(_wave_of(request, pk), actor=signed_in(request))
    except (FileNotOpen, FileExpired, NameTaken) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("The answers count from now on."))
    return redirect("mapping:survey", pk=pk)


@role_required(*IMPORTERS)
@require_POST
def survey_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file aside."""
    try:
        abandon_file(_wave_of(request, pk), actor=signed_in(request))
    except FileNotOpen as error:
        messages.error(request, refusal(error))
        return redirect("mapping:survey", pk=pk)
    messages.info(request, _("The file was put aside. Nothing was changed."))
    return redirect("mapping:surveys")


@role_required(*IMPORTERS)
@require_POST
def survey_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a wave with its answers."""
    try:
        delete_survey(_wave_of(request, pk), actor=signed_in(request))
    except FileNotOpen as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("The survey is deleted, with all its answers."))
    return redirect("mapping:surveys")


@role_required(*READERS)
@require_safe
def survey_problems(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The file's problems as CSV, to mend it by."""
    wave = _wave_of(request, pk)
    return csv_response(f"problems-{wave.pk}.csv", problem_lines(problems_of(wave)))


@role_required(*READERS)
@require_safe
def survey_example(request: HttpRequest) -> HttpResponse:
    """An example file with every column explained."""
    del request
    content = survey_template(get_language() or settings.LANGUAGE_CODE)
    headers = {"Content-Disposition": 'attachment; filename="arbetshubb-survey.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _form(request: HttpRequest) -> SurveyFileForm:
    if request.method != "POST":
        return SurveyFileForm()
    return SurveyFileForm(request.POST, request.FILES, was_too_large=is_too_large(request))


def _wave_of(request: HttpRequest, pk: int) -> SurveyWave:
    visible = SurveyWave.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organisation", "uploaded_by"), pk=pk)


def _page(request: HttpRequest, wave: SurveyWave) -> dict[str, Any]:  # Any: for a template
    problems = problems_of(wave)
    page: dict[str, Any] = {
        "file": wave,
        "state": wave.status,
        "is_expired": wave.status == ImportStatus.CHECKED and wave.rows is None,
        "may_import": may_import_for(request.user, wave.organisation),
        "cero_url": f"{reverse('mapping:cero')}?source=survey&wave={wave.pk}",
        "steps": steps_of(wave.status, import_url=reverse("mapping:survey_import")),
        "errors": sum(problem.is_error for problem in problems),
        "warnings": sum(not problem.is_error for problem in problems),
        "problems": problem_table(
            problems, export_url=reverse("mapping:survey_problems", args=[wave.pk])
        ).read(request.GET),
    }
    answers = answers_of(wave)
    if not answers:
        return page
    picture = picture_of(answers, staff=staff_by_unit(wave.organisation), asked=wave.asked)
    return page | {
        "picture": picture,
        "figures": survey_cards(picture),
        "tables": [
            table(picture).read(request.GET)
            for table in (response_table, mode_table, willing_table)
        ],
        "charts": [chart for chart in (reason_chart(picture), fuel_chart(picture)) if chart],
    }


def _wave_table(waves: Any, *, may_import: bool) -> DataTable:  # Any: a QuerySet
    return DataTable(
        id="waves",
        caption=_("Travel surveys"),
        is_caption_hidden=True,
        columns=(
            Column(
                "name", _("Survey"), sort="label",
                link=lambda wave: reverse("mapping:survey", args=[wave.pk]),
            ),
            Column("year", _("Year")),
            Column("row_count", _("Answers"), kind="number", value=_answer_count, sort="row_count"),
            Column("created", _("Uploaded"), kind="datetime"),
            Column("status", _("Status"), kind="status", value=file_status, sort="status"),
        ),
        rows=waves,
        filter_fields=("label",),
        empty=EmptyState(
            _("There is no travel survey yet"),
            _(
                "Ask everybody how they travel in winter and summer, and what they would change. "
                "Nobody's name is needed."
            ),
            reverse("mapping:survey_import") if may_import else "",
            _("Import a survey") if may_import else "",
        ),
    )  # fmt: skip


def _answer_count(wave: SurveyWave) -> int | None:
    return wave.row_count if wave.row_count >= 5 else None  # noqa: PLR2004 - the limit
