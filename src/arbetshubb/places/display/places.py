"""Places as the pages show them: table, map and key facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from arbetshubb.analysis.places import SiteKind, SiteStatus, wgs84_from_sweref
from arbetshubb.places.models import KIND_LABELS, STATUS_LABELS, Place
from arbetshubb.ui import formats
from arbetshubb.ui.maps import MapView, Point, Points
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

DASH = "–"


def places_table(places: Any, *, export_url: str, empty: EmptyState) -> DataTable:  # Any: QuerySet
    """Every place as a row; a QuerySet, so that sorting and paging are the database's."""
    return DataTable(
        id="places",
        caption=_("Places"),
        columns=(
            Column("name", _("Name"), link=lambda place: place.get_absolute_url()),
            Column("municipality", _("Municipality")),
            Column("kind", _("Kind"), value=lambda place: KIND_LABELS[place.kind], sort="kind"),
            Column("seats_max", _("Seats"), value=seats, sort="seats_max"),
            Column(
                "status",
                pgettext("column heading", "Status"),
                kind="status",
                value=status_of,
                sort="status",
            ),
        ),
        rows=places,
        per_page=25,
        filter_fields=("name", "municipality", "provider", "site_id"),
        export_url=export_url,
        empty=empty,
    )


def places_map(places: Sequence[Place], *, id: str = "places-map", title: str = "") -> MapView:  # noqa: A002
    """The places as points; closed ones are left out where there are others."""
    positions = wgs84_from_sweref([place.site.position for place in places])
    points = tuple(
        Point(
            place.site_id,
            place.name,
            float(longitude),
            float(latitude),
            kind=point_kind(place),
            text=f"{KIND_LABELS[SiteKind(place.kind)]}, {place.municipality}",
            url=place.get_absolute_url(),
        )
        for place, (longitude, latitude) in zip(places, positions, strict=True)
    )
    return MapView(
        id=id,
        title=title or _("Offices, hubs and premises"),
        summary=ngettext("%(count)s place on the map.", "%(count)s places on the map.", len(points))
        % {"count": formats.number(len(points))},
        layers=(Points("places", _("Places"), points=points),),
    )


def status_of(place: Place) -> Status:
    """The status as word and shape."""
    kinds = {SiteStatus.EXISTING: "existing", SiteStatus.CANDIDATE: "new"}
    status = SiteStatus(place.status)
    return Status(str(STATUS_LABELS[status]), kinds.get(status, "neutral"))


def point_kind(place: Place) -> str:
    """How the place is drawn: own offices, hubs in use, and what could become one."""
    if place.status == SiteStatus.CLOSED:
        return "neutral"
    if place.kind == SiteKind.OWN_OFFICE:
        return "office"
    return "existing" if place.status == SiteStatus.EXISTING else "new"


def seats(place: Place) -> str:
    """``4–12``, or what is known of it."""
    fewest, most = place.seats_min, place.seats_max
    if fewest is None and most is None:
        return ""
    if fewest is None or fewest == most:
        return formats.number(most)
    if most is None:
        return _("at least %(count)s") % {"count": formats.number(fewest)}
    return f"{formats.number(fewest)}–{formats.number(most)}"


def facts_of(place: Place) -> list[tuple[str, str]]:
    """Label and text of everything known about the place."""
    longitude, latitude = wgs84_from_sweref([place.site.position])[0]
    rows = (
        (_("Kind"), str(KIND_LABELS[SiteKind(place.kind)])),
        (_("Municipality"), place.municipality),
        (_("Seats"), seats(place)),
        (_("Fixed cost"), _money(place.fixed_cost, _("%(money)s a year"))),
        (_("Cost per seat"), _money(place.cost_per_seat, _("%(money)s a year"))),
        (_("Cost per used day"), _money(place.cost_per_day, "%(money)s")),
        (_("Area"), _area(place)),
        (_("Address"), place.address),
        (_("Provider"), place.provider),
        (_("Belongs to"), place.owner.name if place.owner else _("Shared by all employers")),
        (_("Latitude and longitude"), f"{latitude:.5f}, {longitude:.5f}"),
        (
            _("SWEREF 99 TM, north and east"),
            f"{formats.number(place.north)}, {formats.number(place.east)}",
        ),
        (_("Id in files"), place.site_id),
    )
    return [(label, text or DASH) for label, text in rows]


def _area(place: Place) -> str:
    return "" if place.area_m2 is None else f"{formats.number(place.area_m2)}{formats.NBSP}m²"


def _money(value: Any, shape: str) -> str:  # Any: Decimal or None
    return "" if value is None else shape % {"money": formats.kronor_full(value)}


def counts_of(places: Iterable[Place]) -> dict[str, int]:
    """How many places there are of each sort, for the tabs."""
    counts = {"all": 0, "office": 0, "existing": 0, "new": 0, "neutral": 0}
    for place in places:
        counts["all"] += 1
        counts[point_kind(place)] += 1
    return counts
