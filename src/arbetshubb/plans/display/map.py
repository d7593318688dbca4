"""The map of a plan: hubs, who reaches them, and the share that does in each municipality."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import shapely
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.analysis.hubplan.published import CellOut, HubOut, MunicipalityOut, SiteOut
from arbetshubb.analysis.places import sweref_from_wgs84
from arbetshubb.plans.models import Scenario
from arbetshubb.plans.rules import options_from_json
from arbetshubb.plans.texts.plan import roads
from arbetshubb.reference.localities import nearest_locality
from arbetshubb.reference.municipalities import all_municipalities, municipality_shapes
from arbetshubb.ui import formats
from arbetshubb.ui.maps import Area, Areas, Cell, Cells, Layer, MapView, Point, Points, ValueClass

SHARE_STEPS: Final = (0.2, 0.4, 0.6, 0.8)
MINUTE_STEPS: Final = (10.0, 20.0, 30.0, 45.0)
# Two hundred metres: finer than the map ever shows, and a tenth of the bytes.
SHAPE_TOLERANCE_DEGREES: Final = 0.002


def plan_map(
    scenario: Scenario,
    plan: PublishedPlan,
    *,
    map_id: str = "plan-map",
    with_url: bool = True,
) -> MapView:
    """The map; its data is fetched from ``plans:map`` so that the page itself stays light."""
    minutes = options_from_json(plan.options).within_minutes
    return MapView(
        id=map_id,
        title=_("Share that reach a hub within %(minutes)s")
        % {"minutes": formats.minutes(minutes)},
        layers=layers_of(scenario, plan),
        summary=_("The darker a municipality, the more of its employees reach a hub."),
        source=_source(plan),
        data_url=reverse("plans:map", args=[scenario.pk]) if with_url else "",
    )


def layers_of(scenario: Scenario, plan: PublishedPlan) -> tuple[Layer, ...]:
    """Shares by municipality, homes by minutes, the hubs, and the other places."""
    return (
        Areas(
            "municipalities",
            _("Share that reach a hub, by municipality"),
            classes=share_classes(),
            areas=municipality_areas(plan),
        ),
        Cells(
            "homes",
            _("Minutes to the nearest hub, by square of 1 km"),
            classes=minute_classes(),
            cells=tuple(_cell(cell, plan) for cell in plan.cells),
            is_on=False,
        ),
        Points("hubs", _("Hubs"), points=tuple(_hub(scenario, hub, plan) for hub in plan.hubs)),
        Points(
            "others",
            _("Own offices and places not chosen"),
            points=tuple(_other(site) for site in plan.other_sites),
            is_on=False,
        ),
    )


def municipality_areas(plan: PublishedPlan) -> tuple[Area, ...]:
    """The municipalities that have a shape, coloured by the share that reach a hub."""
    known = all_municipalities()
    codes = {row.name: known[row.name].code for row in plan.municipalities if row.name in known}
    shapes = municipality_shapes(codes.values())
    return tuple(
        _area(row, shapes[codes[row.name]]) for row in plan.municipalities if row.name in codes
    )


def share_classes() -> tuple[ValueClass, ...]:
    """Fifths of the people."""
    ends = (0.0, *SHARE_STEPS, 1.0)
    return tuple(
        ValueClass(f"{formats.number(100 * low)}–{formats.percent(high)}")
        for low, high in pairwise(ends)
    )


def minute_classes() -> tuple[ValueClass, ...]:
    """Minutes, the nearest darkest as what is good is dark on the other layer too."""
    far = MINUTE_STEPS[-1]
    ends = (0.0, *MINUTE_STEPS)
    near = [
        ValueClass(f"{formats.number(low)}–{formats.minutes(high)}") for low, high in pairwise(ends)
    ]
    more = ValueClass(_("more than %(minutes)s") % {"minutes": formats.minutes(far)})
    return (more, *reversed(near))


def _area(row: MunicipalityOut, shape: shapely.geometry.base.BaseGeometry) -> Area:
    share = row.reach_share_plan
    return Area(
        row.name,
        row.name,
        shapely.geometry.mapping(shapely.simplify(shape, SHAPE_TOLERANCE_DEGREES)),
        value_class=None if share is None else sum(share >= step for step in SHARE_STEPS),
        text=formats.percent(share),
    )


def _cell(cell: CellOut, plan: PublishedPlan) -> Cell:
    names = {hub.site_id: hub.name for hub in plan.hubs}
    people = _("%(people)s employees") % {"people": formats.number(cell.people)}
    if cell.minutes is None:
        return Cell(cell.id, 0, _("%(people)s, no way to a hub") % {"people": people})
    farther = sum(cell.minutes > step for step in MINUTE_STEPS)
    text = _("%(people)s, %(minutes)s to %(hub)s") % {
        "people": people,
        "minutes": formats.minutes(cell.minutes),
        "hub": names.get(cell.hub, cell.hub),
    }
    return Cell(cell.id, len(MINUTE_STEPS) - farther, text)


def _hub(scenario: Scenario, hub: HubOut, plan: PublishedPlan) -> Point:
    largest = max((row.members.base or 0.0 for row in plan.hubs), default=0.0) or 1.0
    return Point(
        hub.site_id,
        hub.name,
        hub.longitude,
        hub.latitude,
        kind="existing" if hub.is_existing else "new",
        kind_label=_("Existing hub") if hub.is_existing else _("New hub"),
        text=ngettext(
            "%(members)s member, %(seats)s seats",
            "%(members)s members, %(seats)s seats",
            round(hub.members.base or 0.0),
        )
        % {"members": formats.number(hub.members), "seats": formats.number(hub.seats)},
        url=reverse("plans:hub", args=[scenario.pk, hub.site_id]),
        weight=(hub.members.base or 0.0) / largest,
        short=nearest_locality(sweref_from_wgs84(hub.latitude, hub.longitude)) or hub.name,
    )


def _other(site: SiteOut) -> Point:
    is_office = site.kind == "own_office"
    return Point(
        site.site_id,
        site.name,
        site.longitude,
        site.latitude,
        kind="office" if is_office else "neutral",
        kind_label=_("Own office") if is_office else _("Not chosen"),
        text=site.municipality,
    )


def _source(plan: PublishedPlan) -> str:
    hidden = ""
    if plan.hidden_cells_people:
        hidden = " " + _("%(people)s people live in squares too small to show.") % {
            "people": formats.number(plan.hidden_cells_people)
        }
    return roads(plan) + hidden
