"""Looking up a distance, and why it is what it is."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from arbetshubb.distances.display import distance_cards, ways_table
from arbetshubb.distances.forms import START_LIST, LookForm
from arbetshubb.distances.maps import way_map
from arbetshubb.distances.navigation import tabs_for
from arbetshubb.distances.rules.bands import ESTIMATE_ERROR
from arbetshubb.distances.rules.shown import Shown
from arbetshubb.distances.texts import (
    NO_WAY_ADVICE,
    band_sentence,
    engine_text,
    heading,
    km_text,
    quality_word,
)
from arbetshubb.distances.travel import Way, distance_between, router, ways_in_use
from arbetshubb.foundation.access import signed_in
from arbetshubb.reference.localities import localities


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Ask for a distance and see it.

    Sent by POST and answered at once: where somebody starts from is often their home, and must
    not stand in an address, a log or a browser's history.
    """
    user = signed_in(request)
    initial = {"to": request.GET.get("to")}
    form = LookForm(request.POST or None, user=user, initial=initial)
    page: dict[str, Any] = {  # Any: a template's context
        "form": form,
        "tabs": tabs_for(user, "home"),
        "localities": localities(),
        "start_list": START_LIST,
    }
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "distances/home.html", page, status=status)
    return render(request, "distances/home.html", page | _found(form))


@require_safe
@login_required
def why(request: HttpRequest) -> HttpResponse:
    """How distances are made, what they rest on and how sure they are."""
    samples = [(way, _sample(way)) for way in ways_in_use()]
    page = {
        "tabs": tabs_for(request.user, ""),
        "engines": samples,
        "error": round(ESTIMATE_ERROR * 100),
        "is_estimate": any(status.kind == "warning" for _way, (_text, status) in samples),
    }
    return render(request, "distances/why.html", page)


def _found(form: LookForm) -> dict[str, Any]:  # Any: a template's context
    origin, place = form.origin, form.cleaned_data["to"]
    ways = [distance_between(origin.cell, place, way=way) for way in ways_in_use()]
    shown = ways[0]
    return {
        "shown": shown,
        "origin": origin,
        "place": place,
        "heading": heading(shown, start=origin.text, place=place.name),
        "cards": distance_cards(shown, why_url=reverse("distances:why")),
        "ways": ways_table(ways) if shown.km is not None or len(ways) > 1 else None,
        "map": way_map(origin, place, shown),
        "band": band_sentence(shown),
        "advice": NO_WAY_ADVICE.get(shown.no_way, ""),
        "measured": _measured(shown),
        "start_text": form["start"].value(),
    }


def _measured(shown: Shown) -> str:
    """What the engine says where a correction stands in for it."""
    return "" if shown.measured_km is None else km_text(shown.measured_km)


def _sample(way: Way) -> tuple[str, Any]:  # Any: the status and its words
    """What the way's engine says of itself, from a matrix without any rows."""
    matrix = router(way).travel([], [])
    return engine_text(matrix.source, matrix.quality), quality_word(matrix.quality)
