"""Analyses to compare with: the list, one of them, today's saved, an old report, two compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arbetshubb.analysis.commuting import ActivityTable, Comparison, compare_analyses
from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.mapping.actions.analyses import (
    NothingToSave,
    delete_analysis,
    save_analysis,
    save_report,
)
from arbetshubb.mapping.actions.files import NameTaken
from arbetshubb.mapping.analysis_export import analysis_workbook, comparison_workbook
from arbetshubb.mapping.analysis_tables import (
    UNLIKE_SENTENCES,
    analysis_table,
    difference_cards,
    difference_chart,
    difference_heading,
    has_hours,
    mode_difference_table,
    quality_status,
    side_by_side,
)
from arbetshubb.mapping.export import XLSX
from arbetshubb.mapping.forms.analyses import (
    TODAY,
    CompareForm,
    OldReportForm,
    SaveAnalysisForm,
)
from arbetshubb.mapping.import_texts import refusal
from arbetshubb.mapping.models import SavedAnalysis
from arbetshubb.mapping.permissions import (
    IMPORTERS,
    READERS,
    mapped_organisation,
    may_import_for,
)
from arbetshubb.mapping.queries import assumptions
from arbetshubb.mapping.rules.frozen_travel import thawed_rows
from arbetshubb.mapping.rules.like_for_like import Made, must_be_confirmed, unlikeness
from arbetshubb.mapping.tables import chosen_table
from arbetshubb.mapping.travel_tables import frozen_tables, state_cards
from arbetshubb.mapping.travel_words import table_heading
from arbetshubb.mapping.views.cero import Asked, asked_of
from arbetshubb.ui.navigation import Tab

type Page = dict[str, Any]  # Any: for a template


@dataclass(frozen=True)
class Side:
    """One of two analyses: a saved one, or today's."""

    name: str
    table: ActivityTable
    quality: str
    saved: SavedAnalysis | None

    @property
    def made(self) -> Made:
        """How it was made."""
        return Made(self.quality, self.table.basis)


@role_required(*READERS)
@require_safe
def analyses(request: HttpRequest) -> HttpResponse:
    """The analyses that the organisation has saved."""
    organisation = mapped_organisation(request.user)
    found = SavedAnalysis.objects.visible_to(request.user).of(organisation)
    may_import = may_import_for(request.user, organisation)
    page = {
        "organisation": organisation,
        "table": analysis_table(found, may_import=may_import).read(request.GET),
        "count": found.count(),
        "may_import": may_import,
    }
    return render(request, "mapping/analyses.html", page)


@role_required(*READERS)
@require_safe
def analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """An analysis as it was saved, and counted again with today's constants."""
    found = _analysis_of(request, pk)
    table = ActivityTable.from_json(found.table)
    tables = frozen_tables(thawed_rows(found.figures))
    shown = chosen_table(tables, request.GET) if tables else None
    return render(request, "mapping/analysis.html", {
        "analysis": found,
        "heading": f"{found.title}: {table_heading(table, assumptions())}",
        "figures": state_cards(table, assumptions(), has_hours=has_hours(found)),
        "status": quality_status(found),
        "tabs": [
            Tab(each.label, f"?table={each.key}", is_current=shown is not None
                and each.key == shown.key)
            for each in tables
        ],
        "table": shown.table if shown else None,
        "compare_url": f"{reverse('mapping:compare')}?earlier={found.pk}",
        "export_url": reverse("mapping:analysis_export", args=[found.pk]),
        "may_import": may_import_for(request.user, found.organisation),
    })  # fmt: skip


@role_required(*READERS)
@require_safe
def analysis_export(request: HttpRequest, pk: int) -> HttpResponse:
    """A saved analysis as a workbook."""
    return _workbook(analysis_workbook(_analysis_of(request, pk), assumptions()), _("analysis"))


@role_required(*IMPORTERS)
def analysis_save(request: HttpRequest) -> HttpResponse:
    """Freeze today's analysis, as it is reckoned in the address."""
    asked = asked_of(request)
    picture = asked.picture
    if picture is None or picture.is_hidden:
        return redirect(asked.address("mapping:cero"))
    form = SaveAnalysisForm(
        request.POST or None, initial={"name": "CERO", "year": timezone.localdate().year}
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_analysis(
                signed_in(request),
                asked.basis.organisation,
                source=asked.choice.source.value,
                picture=picture,
                **form.cleaned_data,
            )
        except (NameTaken, NothingToSave) as error:
            form.add_error("name", refusal(error))
        else:
            messages.success(request, _("The analysis is saved."))
            return redirect("mapping:analysis", pk=saved.pk)
    page = {"asked": asked, "form": form, "cero_url": asked.address("mapping:cero")}
    return render(request, "mapping/analysis_save.html", page, status=_status(form))


@role_required(*IMPORTERS)
def report_add(request: HttpRequest) -> HttpResponse:
    """Write in the sums of an old report."""
    organisation = mapped_organisation(request.user)
    form = OldReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_report(
                signed_in(request), organisation, form.report, constants=assumptions()
            )
        except NameTaken as error:
            form.add_error("name", refusal(error))
        else:
            messages.success(request, _("The report is saved."))
            return redirect("mapping:analysis", pk=saved.pk)
    return render(request, "mapping/report_add.html", {"form": form}, status=_status(form))


@role_required(*IMPORTERS)
@require_POST
def analysis_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an analysis."""
    delete_analysis(_analysis_of(request, pk), actor=signed_in(request))
    messages.success(request, _("The analysis is deleted."))
    return redirect("mapping:analyses")


@role_required(*READERS)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two analyses side by side, counted with the same constants."""
    asked = asked_of(request)
    saved = list(SavedAnalysis.objects.visible_to(request.user).of(asked.basis.organisation))
    page = _compared(request, asked, saved)
    return render(request, "mapping/compare.html", page)


@role_required(*READERS)
@require_safe
def compare_export(request: HttpRequest) -> HttpResponse:
    """The comparison as a workbook."""
    asked = asked_of(request)
    saved = list(SavedAnalysis.objects.visible_to(request.user).of(asked.basis.organisation))
    page = _compared(request, asked, saved)
    content = comparison_workbook(
        page.get("comparison"), page.get("names", ("", "")), page.get("unlike", []), assumptions()
    )
    return _workbook(content, _("comparison"))


def _compared(request: HttpRequest, asked: Asked, saved: list[SavedAnalysis]) -> Page:
    has_today = asked.picture is not None and asked.picture.table is not None
    values = request.GET.dict()
    if saved:
        values.setdefault("earlier", str(saved[-1].pk))
        values.setdefault("now", TODAY if has_today else str(saved[0].pk))
    form = CompareForm(values, analyses=saved, has_today=has_today)
    page: Page = {
        "form": form,
        "has_any": bool(saved),
        "may_import": may_import_for(request.user, asked.basis.organisation),
    }
    if not saved or not form.is_valid():
        return page
    sides = [_side(form.cleaned_data[name], asked, saved) for name in ("earlier", "now")]
    found = unlikeness(sides[0].made, sides[1].made)
    page |= {
        "names": (sides[0].name, sides[1].name),
        "unlike": [str(UNLIKE_SENTENCES[each]) for each in found],
        "anyway_url": f"?{urlencode({**values, 'anyway': 1})}",
    }
    if must_be_confirmed(found) and "anyway" not in request.GET:
        return page | {"is_refused": True}
    constants = assumptions()
    comparison = compare_analyses(sides[0].table, sides[1].table, constants)
    return page | _answer(comparison, sides, values, is_alike=not found)


def _answer(
    comparison: Comparison, sides: list[Side], values: dict[str, str], *, is_alike: bool
) -> Page:
    earlier, now = sides
    return {
        "comparison": comparison,
        "heading": difference_heading(comparison, is_alike=is_alike),
        "figures": difference_cards(comparison),
        "rows": side_by_side(comparison, has_hours=has_hours(earlier.saved, now.saved)),
        "chart": difference_chart(comparison, earlier.name, now.name),
        "modes": mode_difference_table(comparison),
        "has_new_constants": any(
            side.table.constants_version != assumptions().version for side in sides
        ),
        "has_hours": has_hours(earlier.saved, now.saved),
        "export_url": f"{reverse('mapping:compare_export')}?{urlencode(values)}",
    }


def _side(chosen: str, asked: Asked, saved: list[SavedAnalysis]) -> Side:
    if chosen == TODAY:
        picture = asked.picture
        assert picture is not None
        assert picture.table is not None  # the form offers today only then
        return Side(_("Today"), ActivityTable.from_json(picture.table), picture.quality, None)
    found = next(each for each in saved if str(each.pk) == chosen)
    return Side(found.title, ActivityTable.from_json(found.table), found.quality, found)


def _analysis_of(request: HttpRequest, pk: int) -> SavedAnalysis:
    visible = SavedAnalysis.objects.visible_to(request.user).select_related(
        "organisation", "created_by"
    )
    return get_object_or_404(visible, pk=pk)


def _status(form: SaveAnalysisForm | OldReportForm) -> int:
    return 422 if form.is_bound else 200


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
