"""The page with every component; there is none outside development and the demo."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from arbetshubb.ui.gallery import samples
from arbetshubb.ui.gallery.forms import SampleForm


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery. ``?wrong`` shows the form as it looks with mistakes."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    values = {
        "cards": samples.cards(),
        "hubs": samples.hub_table().read(request.GET),
        "empty_table": samples.empty_table().read(request.GET),
        "map": samples.map_view(),
        "charts": samples.charts(),
        "form": SampleForm({} if "wrong" in request.GET else None),
        "compared": samples.compared(),
        "tabs": samples.tabs(),
        "steps": samples.steps(),
        "states": samples.states(),
        "page": Paginator(range(240), 20).get_page(request.GET.get("page")),
        "figure": samples.FIGURE,
    }
    return render(request, "ui/gallery.html", values)
