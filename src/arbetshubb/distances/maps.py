"""Maps of the distances room: the way between two points, and the area within reach of one."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.places import Sweref, wgs84_from_sweref
from arbetshubb.analysis.travel import Quality
from arbetshubb.distances.isochrone import Goal, Isochrone
from arbetshubb.distances.rules.origins import Origin
from arbetshubb.distances.rules.shown import Shown
from arbetshubb.distances.texts import engine_text, km_text, minutes_band
from arbetshubb.places.models import Place
from arbetshubb.ui.maps import Area, Areas, Line, Lines, MapView, Point, Points, ValueClass

type LonLat = tuple[float, float]


def way_map(origin: Origin, place: Place, shown: Shown) -> MapView:
    """Both ends and the way between them; a dashed straight line when no engine draws it."""
    there = place.site.position
    (start, end) = _places((origin.point, there))
    is_drawn = bool(shown.line)
    places = _places(shown.line) if is_drawn else (start, end)
    text = (
        _("The way on the road network")
        if is_drawn
        else _("Straight line, %(km)s: nobody drives just here")
        % {"km": km_text(shown.straight_km)}
    )
    ends = (
        Point(
            "start", origin.text, *start, kind="home",
            text=_("Middle of the 1 km square %(square)s") % {"square": origin.cell.id},
        ),
        Point("place", place.name, *end, kind="office", text=place.municipality,
              url=place.get_absolute_url()),
    )  # fmt: skip
    return MapView(
        id="way-map",
        title=_("The way on the map"),
        summary=f"{text}.",
        source=engine_text(shown.source, shown.quality) if is_drawn else "",
        layers=(
            Lines(
                "way", _("The way"), lines=(Line(places, text, is_dashed=not is_drawn),),
                is_switchable=False,
            ),
            Points("ends", _("From and to"), points=ends, is_switchable=False),
        ),
    )  # fmt: skip


def reach_map(goal: Goal, found: Isochrone) -> MapView:
    """The area coloured by minutes, darkest where it is nearest."""
    # Colours go from light to dark, and the nearest is to be the darkest.
    steps = [step for step in reversed(found.steps) if step.geometry is not None]
    classes = tuple(ValueClass(minutes_band(step.after, step.upto)) for step in steps)
    areas = tuple(
        Area(
            f"within-{step.upto}",
            minutes_band(step.after, step.upto),
            step.geometry or {},
            value_class=index,
            text=engine_text(found.source, found.quality),
        )
        for index, step in enumerate(steps)
    )
    (at,) = _places((goal.point,))
    url = goal.place.get_absolute_url() if goal.place else ""
    return MapView(
        id="reach-map",
        title=_("Where one gets here in time from"),
        summary=_summary(found),
        source=engine_text(found.source, found.quality),
        layers=(
            Areas("reach", pgettext("legend of a map", "Minutes to the place"), classes=classes,
                  areas=areas, hue="lake", names=False, is_switchable=False),
            Points("goal", pgettext("where a way ends", "Place"), is_switchable=False,
                   points=(Point("goal", goal.name, *at, kind="hub", url=url),)),
        ),
    )  # fmt: skip


def _summary(found: Isochrone) -> str:
    words = [_("Every 1 km square is measured from its middle.")]
    if found.has_coarse:
        words.append(_("Far from the place the squares are 5 km."))
    if found.quality is Quality.ESTIMATE:
        words.append(_("The area is an estimate from straight lines: lakes and fells do not show."))
    return " ".join(words)


def _places(points: tuple[Sweref, ...]) -> tuple[LonLat, ...]:
    return tuple((float(lon), float(lat)) for lon, lat in wgs84_from_sweref(points))
