"""Bringing statistics in: a file or a fetch, a look at what it changes, and the decision."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from arbetshubb.foundation.access import role_required, signed_in
from arbetshubb.foundation.models import Job
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.statistics.actions import (
    EditionNotOpen,
    StatisticsHaveChanged,
    apply_edition,
    changes_of,
    put_away,
    start_check,
    start_fetch,
)
from arbetshubb.statistics.display.editions import changes_table, problems_table, status_of
from arbetshubb.statistics.display.words import marks_of, source_text
from arbetshubb.statistics.forms import KoladaForm, ScbForm, UploadForm
from arbetshubb.statistics.models import IMPORTERS, READERS, Edition, EditionStatus
from arbetshubb.statistics.permissions import may_import
from arbetshubb.statistics.queries import waiting
from arbetshubb.statistics.texts import refusal

KOLADA_IDS: Final = "kolada_%s"
"""Two forms with years stand on one page: their fields need ids of their own."""


@role_required(*IMPORTERS)
def import_page(request: HttpRequest) -> HttpResponse:
    """Choose a file, or ask a publisher; nothing changes yet."""
    if request.method != "POST":
        return _import_page(request)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        found = start_check(
            signed_in(request),
            name=file.name,
            content=file.read(),
            published=form.cleaned_data["published"],
        )
        if isinstance(found, Job):
            return redirect("foundation:job", pk=found.pk)
        return redirect("statistics:edition", pk=found.pk)
    return _import_page(request, form=form)


@role_required(*IMPORTERS)
@require_POST
def fetch_scb(request: HttpRequest) -> HttpResponse:
    """Start fetching a table of Statistics Sweden."""
    form = ScbForm(request.POST)
    if not settings.ARBETSHUBB_SCB_URL or not form.is_valid():
        return _import_page(request, scb=form)
    params = {
        "table": form.remote_id,
        "kind": form.chosen.kind.value,
        "first_year": form.cleaned_data["first_year"],
        "last_year": form.cleaned_data["last_year"],
    }
    title = _("Fetch %(table)s") % {"table": form.chosen.table_id}
    job = start_fetch(signed_in(request), "scb.fetch", params, title=title)
    return redirect("foundation:job", pk=job.pk)


@role_required(*IMPORTERS)
@require_POST
def fetch_kolada(request: HttpRequest) -> HttpResponse:
    """Start fetching key figures of Kolada."""
    form = KoladaForm(request.POST, auto_id=KOLADA_IDS)
    if not settings.ARBETSHUBB_KOLADA_URL or not form.is_valid():
        return _import_page(request, kolada=form)
    params = {**form.cleaned_data, "places": [row.code for row in municipalities()]}
    job = start_fetch(
        signed_in(request), "kolada.fetch", params, title=_("Fetch key figures from Kolada")
    )
    return redirect("foundation:job", pk=job.pk)


@role_required(*READERS)
@never_cache
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong in a file, what it would change, or what it has become."""
    found = _edition(request, pk)
    page: dict[str, Any] = {
        "edition": found,
        "dataset": found.dataset,
        "status": status_of(found),
        "marks": marks_of(found),
        "may_import": may_import(request.user),
        "is_waiting": found.status == EditionStatus.CHECKED,
        "is_faulty": found.status == EditionStatus.FAULTY,
        "problems": problems_table(found.problems) if found.problems else None,
        "problem_count": len(found.problems),
    }
    if found.dataset is not None:
        page["source"] = source_text(found)
    if page["is_waiting"] and page["may_import"]:
        changes, basis = changes_of(found)
        page |= {
            "changes": changes,
            "basis": basis,
            "largest": changes_table(changes.largest) if changes.largest else None,
        }
    return render(request, "statistics/edition.html", page)


@role_required(*IMPORTERS)
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the edition into use."""
    found = _edition(request, pk)
    try:
        applied = apply_edition(
            signed_in(request),
            found,
            basis=request.POST.get("basis", ""),
            keeps_rest=request.POST.get("rest") == "keep",
        )
    except (EditionNotOpen, StatisticsHaveChanged) as error:
        messages.error(request, refusal(error))
        return redirect("statistics:edition", pk=pk)
    messages.success(request, _("The statistics are in use from now on."))
    assert applied.dataset is not None  # one in use has a dataset
    return redirect(applied.dataset.get_absolute_url())


@role_required(*IMPORTERS)
@require_POST
def abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file away."""
    try:
        put_away(signed_in(request), _edition(request, pk))
    except EditionNotOpen as error:
        messages.error(request, refusal(error))
        return redirect("statistics:edition", pk=pk)
    messages.info(request, _("The file was put away. Nothing was changed."))
    return redirect("statistics:import")


def _import_page(
    request: HttpRequest,
    *,
    form: UploadForm | None = None,
    scb: ScbForm | None = None,
    kolada: KoladaForm | None = None,
) -> HttpResponse:
    page = {
        "form": form or UploadForm(),
        "scb_form": scb or ScbForm(),
        "kolada_form": kolada or KoladaForm(auto_id=KOLADA_IDS),
        "has_scb": bool(settings.ARBETSHUBB_SCB_URL),
        "has_kolada": bool(settings.ARBETSHUBB_KOLADA_URL),
        "waiting": waiting(request.user),
    }
    bound = [each for each in (form, scb, kolada) if each is not None and each.is_bound]
    status = 422 if any(not each.is_valid() for each in bound) else 200
    return render(request, "statistics/import.html", page, status=status)


def _edition(request: HttpRequest, pk: int) -> Edition:
    editions = Edition.objects.visible_to(request.user).select_related("dataset", "created_by")
    return get_object_or_404(editions.defer("content"), pk=pk)
