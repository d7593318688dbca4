"""Only the pages of ui, and some that fail, for tests of the shell."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from arbetshubb.analysis.places import wgs84_from_sweref
from arbetshubb.reference.localities import localities
from arbetshubb.ui.forms import summary_of
from arbetshubb.ui.gallery.forms import SampleForm
from arbetshubb.ui.maps import MapView, Point, Points

REASON = "Bara planerare ser planer."


def forbidden_page(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(REASON)


def broken_page(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


CROWD = {
    "Bräcke": "Demobibliotek", "Funäsdalen": "Demobibliotek", "Hammarstrand": "Demobibliotek",
    "Krokom": "Demobibliotek", "Sveg": "Demobibliotek", "Backe": "Demohälsocentral",
    "Brunflo": "Demohälsocentral", "Strömsund": "Demohälsocentral", "Åre": "Demohubb",
    "Svenstavik": "Demohubb",
}  # fmt: skip
PAGE = """{% extends "ui/page.html" %}{% load ui %}{% block content %}<div class="ui-columns">
<section class="ui-card">BODY</section><section class="ui-card">x</section></div>{% endblock %}"""


def drawn(
    request: HttpRequest, body: str, *, is_whole: bool = True, **values: object
) -> HttpResponse:
    text = PAGE.replace("BODY", body) if is_whole else "{% load ui %}" + body
    return HttpResponse(Template(text).render(RequestContext(request, values)))


def crowded_map(*, is_short: bool) -> MapView:
    places = [place for place in localities() if place.name in CROWD]
    at = wgs84_from_sweref([place.position for place in places])
    points = tuple(
        Point(
            place.name,
            f"{CROWD[place.name]} {place.name}",
            float(lon),
            float(lat),
            weight=index / 10,
            short=place.name if is_short else "",
        )
        for index, (place, (lon, lat)) in enumerate(zip(places, at, strict=True))
    )
    return MapView(id="crowd", title="Hubbar", layers=(Points("hubs", "Hubbar", points=points),))


def crowded_page(request: HttpRequest) -> HttpResponse:
    return drawn(request, "{% map_view map %}", map=crowded_map(is_short="short" in request.GET))


def swapping_page(request: HttpRequest) -> HttpResponse:
    body = """<div id="part">Tomt</div><button hx-get="/part/" hx-target="#part">Hämta</button>
        <button hx-get="/empty/" hx-target="#part">Töm</button>"""
    return drawn(request, body)


def part_page(request: HttpRequest) -> HttpResponse:
    body = "{% map_view map %}<form>{% ui_form form %}</form>"
    form = SampleForm({})
    assert summary_of(form)
    return drawn(request, body, is_whole=False, map=crowded_map(is_short=True), form=form)


def empty_page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Tomt")


urlpatterns = [
    path("crowded/", crowded_page),
    path("swapping/", swapping_page),
    path("part/", part_page),
    path("empty/", empty_page),
    path("", include("arbetshubb.ui.urls")),
    path("forbidden/", forbidden_page),
    path("broken/", broken_page),
]
handler400 = "arbetshubb.ui.errors.bad_request"
handler403 = "arbetshubb.ui.errors.forbidden"
handler404 = "arbetshubb.ui.errors.not_found"
handler500 = "arbetshubb.ui.errors.server_error"
