"""The map of flows: lines between municipalities, to workplaces and to hubs, with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians
from typing import Final

from django.utils.translation import gettext as _

from arbetshubb.analysis.hubplan.published import Count, FlowOut
from arbetshubb.analysis.places import wgs84_from_sweref
from arbetshubb.mapping.flow_queries import FlowAnswer
from arbetshubb.mapping.maps import (
    MOST_FLOWS,
    LonLat,
    centres,
    county_bounds,
    municipality_layer,
    people_text,
)
from arbetshubb.mapping.rules.focus import Focus
from arbetshubb.mapping.rules.place_flows import PlaceFlow
from arbetshubb.ui import formats
from arbetshubb.ui.maps import Flow, Flows, Layer, MapView, Point, Points

MOST_LABELS: Final = 10
"""More numbers than this cannot all stand beside their lines."""
BESIDE_DEGREES: Final = 0.02
"""How far to its right a line is drawn, so that two ways between two places are two lines."""
LABEL_AT: Final = 0.58
"""Where on its line a number stands: nearer to where people go."""


def flow_map(answer: FlowAnswer, focus: Focus) -> MapView:
    """Municipalities, and the flows that ``focus`` looks at."""
    picture, places = answer.picture, answer.places
    assert picture is not None  # the caller has looked
    assert places is not None
    between = _shown(flow for flow in focus.of(picture.flows) if flow.home != flow.work)
    to_work = _shown(focus.of(places.workplaces))
    to_hubs = _shown(focus.of(places.hubs))
    layers: list[Layer] = [
        municipality_layer(picture),
        _town_lines(between),
        *_place_lines("places", _("Flows to workplaces"), to_work, is_on=bool(focus.municipality)),
        *_place_lines("hubs", _("Flows to work hubs"), to_hubs, is_on=False),
        _numbers(between),
    ]
    return MapView(
        id="flows",
        title=_("Where people travel to work"),
        layers=tuple(layers),
        summary=_summary(between),
        source=_(
            "Lines go from the seat of the home municipality. Flows of fewer than 5 people are "
            "not drawn. Municipalities: Statistics Sweden (CC0)."
        ),
        bounds=county_bounds(),
    )


def _shown[Each: FlowOut | PlaceFlow](flows: Iterable[Each]) -> list[Each]:
    """Those with a number and two ends, the largest first."""
    known = centres()
    found = [
        flow
        for flow in flows
        if flow.people and flow.home in known and (isinstance(flow, FlowOut) or flow.site)
    ]
    return sorted(found, key=lambda flow: -(flow.people or 0))[:MOST_FLOWS]


def _town_lines(flows: Sequence[FlowOut]) -> Flows:
    return Flows(
        "towns",
        _("Flows between municipalities"),
        flows=tuple(_line(flow.people, *_ends(flow), _said(flow)) for flow in flows),
    )


def _place_lines(
    key: str, label: str, flows: Sequence[PlaceFlow], *, is_on: bool
) -> tuple[Flows, ...]:
    if not flows:
        return ()
    known = centres()
    ends = wgs84_from_sweref([flow.site.position for flow in flows if flow.site])
    lines = tuple(
        _line(flow.people, known[flow.home], (float(lon), float(lat)), place_said(flow))
        for flow, (lon, lat) in zip(flows, ends, strict=True)
    )
    return (Flows(key, label, flows=lines, is_on=is_on),)


def _numbers(flows: Sequence[FlowOut]) -> Points:
    """The largest flows by name and number; the list beside the map reads them out."""
    found = []
    for flow in flows[:MOST_LABELS]:
        start, end = _beside(*_ends(flow))
        found.append(
            Point(
                f"{flow.home}-{flow.work}",
                f"{flow.home} → {flow.work}",
                start[0] + LABEL_AT * (end[0] - start[0]),
                start[1] + LABEL_AT * (end[1] - start[1]),
                kind="neutral",
                kind_label=_("Flow"),
                text=people_text(flow.people),
                short=formats.number(flow.people),
            )
        )
    return Points("numbers", _("Numbers on the largest flows"), points=tuple(found))


def place_said(flow: PlaceFlow) -> str:
    """The flow as a line of text."""
    return _("%(home)s to %(work)s: %(people)s") % {
        "home": flow.home,
        "work": flow.site.name if flow.site else flow.work,
        "people": people_text(flow.people),
    }


def _said(flow: FlowOut) -> str:
    return _("%(home)s to %(work)s: %(people)s") % {
        "home": flow.home, "work": flow.work, "people": people_text(flow.people),
    }  # fmt: skip


def _ends(flow: FlowOut) -> tuple[LonLat, LonLat]:
    known = centres()
    return known[flow.home], known[flow.work]


def _line(people: Count, start: LonLat, end: LonLat, text: str) -> Flow:
    return Flow(*_beside(start, end), weight=float(people or 0), text=text)


def _beside(start: LonLat, end: LonLat) -> tuple[LonLat, LonLat]:
    """The line moved to the right of the way it goes."""
    shrink = cos(radians((start[1] + end[1]) / 2))
    east, north = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = hypot(east, north)
    if length < 3 * BESIDE_DEGREES:
        return start, end
    x, y = BESIDE_DEGREES * north / length / shrink, -BESIDE_DEGREES * east / length
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)


def _summary(flows: Sequence[FlowOut]) -> str:
    if not flows:
        return _("No flow between two municipalities has enough people to be shown.")
    return _("The largest flow goes from %(home)s to %(work)s: %(people)s.") % {
        "home": flows[0].home, "work": flows[0].work, "people": people_text(flows[0].people),
    }  # fmt: skip
