"""The list of places with its map, and the list as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from arbetshubb.analysis.places import SiteKind, SiteStatus
from arbetshubb.foundation.access import has_role
from arbetshubb.places import display
from arbetshubb.places.export import places_workbook
from arbetshubb.places.models import Place, PlaceQuerySet
from arbetshubb.places.permissions import INVENTORY_READERS, may_change, may_keep
from arbetshubb.places.template import sites_template
from arbetshubb.ui.navigation import EmptyState, Tab

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
            "may_see_inventory": has_role(request.user, *INVENTORY_READERS),
        },
    )


@require_GET
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook, with the search and order of the page."""
    places = _shown(Place.objects.visible_to(request.user), request.GET.get("show", "all"))
    table = display.places_table(places, export_url="", empty=EmptyState("")).read(request.GET)
    book = places_workbook(table.rows, shows_contract=_contracts(request))
    return workbook_answer(book, _("places"))


@require_GET
@login_required
def template(_request: HttpRequest) -> HttpResponse:
    """An example workbook with explained columns."""
    return workbook_answer(sites_template(get_language() or "sv"), _("places-template"))


def _contracts(request: HttpRequest) -> Callable[[Place], bool] | None:
    """Which places' contracts whoever asks may see; ``None`` when not any."""
    user = request.user
    return partial(may_change, user) if may_keep(user) else None


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


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """The workbook as a file to keep."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
