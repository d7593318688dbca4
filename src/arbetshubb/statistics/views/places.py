"""The surroundings of every hub and candidate place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arbetshubb.analysis.travel import Quality
from arbetshubb.distances.texts import engine_text
from arbetshubb.foundation.access import role_required
from arbetshubb.statistics.catchments import Surroundings, surroundings
from arbetshubb.statistics.display.maps import places_map
from arbetshubb.statistics.display.tables import catchments_table
from arbetshubb.statistics.display.words import headcount_text, source_text
from arbetshubb.statistics.export import table_response
from arbetshubb.statistics.models import READERS
from arbetshubb.statistics.permissions import may_import
from arbetshubb.ui.tables import DataTable


@role_required(*READERS)
@require_safe
def catchments(request: HttpRequest) -> HttpResponse:
    """How many live within 30 minutes of each place, and the model of who commutes and moves."""
    found = surroundings(request.user)
    if found is None or not found.rows:
        return render(request, "statistics/nothing.html", _nothing(request))
    largest = max(found.rows, key=lambda row: row.catchment.reached.people)
    page = {
        "found": found,
        "largest": largest.site.name,
        "largest_people": headcount_text(largest.catchment.reached),
        "is_estimate": found.quality is Quality.ESTIMATE,
        "roads": engine_text(found.roads, found.quality),
        "map": places_map(found.rows, source=_sources(found)),
        "table": _table(found).read(request.GET),
        "sources": [source_text(each) for each in found.editions],
        "examples": any(each.is_example for each in found.editions),
    }
    return render(request, "statistics/catchments.html", page)


@role_required(*READERS)
@require_safe
def catchments_export(request: HttpRequest) -> HttpResponse:
    """The places and their surroundings as a workbook."""
    found = surroundings(request.user)
    if found is None or not found.rows:
        return render(request, "statistics/nothing.html", _nothing(request), status=404)
    return table_response(
        _table(found).read(request.GET),
        found.editions,
        name=_("catchments"),
        facts=[
            _("Ways: %(roads)s") % {"roads": engine_text(found.roads, found.quality)},
            _("Commuters and moves per place are a model: docs/methods/statistics.md."),
        ],
    )


def _table(found: Surroundings) -> DataTable:
    return catchments_table(
        found.rows, export_url=reverse("statistics:catchments_export"), note=_sources(found)
    )


def _sources(found: Surroundings) -> str:
    return " ".join(source_text(each) for each in found.editions)


def _nothing(request: HttpRequest) -> dict[str, object]:
    return {
        "heading": _("No catchments yet"),
        "title": _("People near each place"),
        "text": _(
            "Import the population by 1 km square, and see to it that there are hubs or "
            "candidate premises among the places."
        ),
        "may_import": may_import(request.user),
    }
