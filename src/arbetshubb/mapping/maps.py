"""The map of homes, workplaces and the flows between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import shapely
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.hubplan.published import Count
from arbetshubb.analysis.places import SiteKind, wgs84_from_sweref
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import (
    all_municipalities,
    municipalities,
    municipality_shapes,
)
from arbetshubb.ui import formats
from arbetshubb.ui.maps import (
    Area,
    Areas,
    Cell,
    Cells,
    Flow,
    Flows,
    MapView,
    Point,
    Points,
    ValueClass,
)

type LonLat = tuple[float, float]

MUNICIPALITY_STEPS = (0, 5, 50, 200, 500, 1000, 5000)
SQUARE_STEPS = (5, 10, 25, 50, 100)
MOST_FLOWS = 30
"""More lines than this hide each other; the table has them all."""


def commuting_map(picture: Picture) -> MapView:
    """The map of a picture. A filtered picture has municipalities only."""
    layers = (
        municipality_layer(picture),
        *((_squares(picture),) if picture.squares else ()),
        *((_flows(picture),) if picture.flows else ()),
        *((workplace_layer(picture),) if picture.workplaces else ()),
    )
    return MapView(
        id="commuting",
        title=_("Where employees live and work"),
        layers=layers,
        summary=_summary(picture),
        source=_("Municipalities: Statistics Sweden (CC0). Homes are counted in 1 km squares."),
        bounds=county_bounds(),
    )


def municipality_layer(picture: Picture) -> Areas:
    """Home municipalities coloured by how many live there."""
    rows = picture.rows.get(Breakdown.MUNICIPALITY, ())
    counts = {row.key: row.travel.people for row in rows if row.travel.people != 0}
    everywhere: dict[str, Count] = {row.name: 0 for row in municipalities()}
    return area_layer({**everywhere, **counts}, MUNICIPALITY_STEPS)


def area_layer(people: Mapping[str, Count], steps: Sequence[int]) -> Areas:
    """Municipalities coloured by their number of people; hidden ones are hatched."""
    known = all_municipalities()
    counts = {name: count for name, count in people.items() if name in known}
    classes, used = _classes(steps, list(counts.values()))
    return Areas(
        "municipalities",
        _("Employees by home municipality"),
        classes=classes,
        areas=tuple(
            Area(
                known[name].code,
                name,
                _geometry(known[name].code),
                value_class=_class_of(count, used),
                text=people_text(count),
            )
            for name, count in counts.items()
        ),
        hue="lake",
    )


def _squares(picture: Picture) -> Cells:
    classes, steps = _classes(SQUARE_STEPS, [square.people for square in picture.squares])
    return Cells(
        "squares",
        _("Homes, 1 km squares"),
        classes=classes,
        cells=tuple(
            Cell(square.id, _class_of(square.people, steps), people_text(square.people))
            for square in picture.squares
        ),
        hue="spruce",
    )


def _flows(picture: Picture) -> Flows:
    centre = centres()
    between = [
        flow
        for flow in picture.flows
        if flow.home != flow.work and flow.people and flow.home in centre and flow.work in centre
    ]
    between.sort(key=lambda flow: -(flow.people or 0))
    return Flows(
        "flows",
        _("Flows between municipalities"),
        flows=tuple(
            Flow(
                centre[flow.home],
                centre[flow.work],
                weight=float(flow.people or 0),
                text=_("%(home)s to %(work)s: %(people)s")
                % {"home": flow.home, "work": flow.work, "people": people_text(flow.people)},
            )
            for flow in between[:MOST_FLOWS]
        ),
        is_on=False,
    )


def workplace_layer(picture: Picture) -> Points:
    """Workplaces, the largest first."""
    largest_first = sorted(picture.workplaces, key=lambda each: -(each.people or 0))
    places = wgs84_from_sweref([each.site.position for each in largest_first])
    largest = max((each.people or 0 for each in picture.workplaces), default=0) or 1
    found = [
        Point(
            each.site.site_id,
            each.site.name,
            float(lon),
            float(lat),
            kind="office" if each.site.kind is SiteKind.OWN_OFFICE else "existing",
            kind_label=_("Own office") if each.site.kind is SiteKind.OWN_OFFICE else _("Workplace"),
            text=people_text(each.people),
            weight=((each.people or 0) / largest) ** 0.5,
        )
        for each, (lon, lat) in zip(largest_first, places, strict=True)
    ]
    return Points("workplaces", _("Workplaces"), points=tuple(found))


def people_text(people: Count) -> str:
    """``12 employees``, or that it is hidden."""
    if people is None:
        return formats.hidden_text()
    return ngettext("%(count)s employee", "%(count)s employees", people) % {
        "count": formats.number(people)
    }


def _summary(picture: Picture) -> str:
    if not picture.squares:
        return _("Employees by home municipality.")
    shown = sum(square.people for square in picture.squares)
    return _(
        "%(shown)s employees live in %(squares)s squares with at least 5. "
        "%(rest)s live more scattered and are not on the map."
    ) % {
        "shown": formats.number(shown),
        "squares": formats.number(len(picture.squares)),
        "rest": formats.number(picture.squares_left_out),
    }


def _classes(
    steps: Sequence[int], counts: Sequence[Count]
) -> tuple[tuple[ValueClass, ...], tuple[int, ...]]:
    """The classes up to the largest count, as words and as lower limits."""
    largest = max((count for count in counts if count is not None), default=0)
    used = tuple(step for step in steps if step <= max(largest, steps[0]))
    words = [_between(low, high - 1) for low, high in pairwise(used)]
    words.append(_("%(low)s or more") % {"low": formats.number(used[-1])})
    return tuple(ValueClass(word) for word in words), used


def _between(low: int, high: int) -> str:
    if low == 0:
        return _("Nobody")
    return f"{formats.number(low)}–{formats.number(high)}"


def _class_of(people: Count, steps: Sequence[int]) -> int | None:
    if people is None:
        return None
    return sum(people >= step for step in steps) - 1


@cache
def _geometry(code: str) -> dict[str, object]:
    """The municipality's shape as GeoJSON."""
    found: dict[str, object] = shapely.geometry.mapping(municipality_shapes([code])[code])
    return found


@cache
def centres() -> dict[str, LonLat]:
    """Where flows start and end: the seat of a county municipality, the middle of any other."""
    shapes = municipality_shapes(row.code for row in all_municipalities().values())
    middles = {
        name: shapes[row.code].representative_point() for name, row in all_municipalities().items()
    }
    found = {name: (point.x, point.y) for name, point in middles.items()}
    seats = {place.name: place.position for place in localities()}
    for row in municipalities():
        if row.seat in seats:
            ((lon, lat),) = wgs84_from_sweref([seats[row.seat]])
            found[row.name] = (float(lon), float(lat))
    return found


@cache
def county_bounds() -> tuple[float, float, float, float]:
    """West, south, east and north of the county."""
    shapes = municipality_shapes(row.code for row in municipalities())
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    return float(west), float(south), float(east), float(north)
