"""What the hub map shows, computed once: areas, cells, marks and placed names. Drawn elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shapely.geometry.base import BaseGeometry

from arbetshubb.analysis.hubplan.published import CellOut, HubOut, PublishedPlan, SiteOut
from arbetshubb.analysis.places import Cell, Sweref, sweref_from_wgs84
from arbetshubb.reports.fonts import REGULAR
from arbetshubb.reports.maps.labels import Box, Label, Point, Wish, place_labels
from arbetshubb.reports.maps.shapes import Frame, Shape, frame_around, shapes_of

WIDTH: Final = 640.0
_MARGIN: Final = 14.0
_HATCH_SPACING: Final = 5.0
_SMALLEST_MARK: Final = 5.5
_LARGEST_MARK: Final = 10.5
_MEMBERS_OF_LARGEST: Final = 60.0

MINUTE_LIMITS: Final = (15.0, 30.0, 45.0, 60.0)


@dataclass(frozen=True, eq=False)
class Area:
    """A municipality to draw; ``step`` 0-4 by share that reaches a hub, ``None`` when hidden.

    ``ground`` is the area in units of the frame; ``hatching`` is what a hidden one is filled
    with, else empty.
    """

    name: str
    path: str
    ground: BaseGeometry
    hatching: str
    step: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Square:
    """A populated cell; ``step`` 0-4 by minutes, ``None`` when there is no way by road."""

    cell: CellOut
    left: float
    top: float
    side: float
    step: int | None


@dataclass(frozen=True, slots=True)
class HubMark:
    """An open hub; its radius grows with its members."""

    hub: HubOut
    point: Point
    radius: float


@dataclass(frozen=True, slots=True)
class SiteMark:
    """A place that is not an open hub of the plan."""

    site: SiteOut
    point: Point


@dataclass(frozen=True, slots=True)
class Lettering:
    """All names at one size: hubs first, then municipalities where there is room."""

    hubs: tuple[Label, ...]
    municipalities: tuple[Label, ...]


@dataclass(frozen=True, eq=False)
class MapPicture:
    """Everything a drawing needs, in units of ``frame``."""

    frame: Frame
    areas: tuple[Area, ...]
    squares: tuple[Square, ...]
    hubs: tuple[HubMark, ...]
    sites: tuple[SiteMark, ...]
    middles: Mapping[str, Point]
    """A point inside each area, for its name."""

    def lettering(self, size: float, *, mark_scale: float = 1.0) -> Lettering:
        """The names set at ``size`` units beside marks enlarged ``mark_scale`` times."""
        paper = Box(2, 2, self.frame.width - 2, self.frame.height - 2)
        wishes = [
            Wish(m.hub.site_id, m.hub.name, m.point, m.radius * mark_scale + 2, size)
            for m in sorted(self.hubs, key=lambda mark: (-mark.radius, mark.hub.site_id))
        ]
        hubs = place_labels(wishes, frame=paper)
        marks = [_around(m.point, m.radius * mark_scale + 2) for m in self.hubs]
        names = place_labels(
            [_quiet(area, size, self.middles[area.name]) for area in self.areas],
            frame=paper,
            obstacles=[*marks, *(label.box for label in hubs), *_leader_boxes(hubs)],
        )
        return Lettering(hubs, names)


def picture_of(plan: PublishedPlan) -> MapPicture:
    """The plan's map; O(cells + municipalities · hubs)."""
    shapes = shapes_of([municipality.name for municipality in plan.municipalities])
    hubs = [(hub, sweref_from_wgs84(hub.latitude, hub.longitude)) for hub in plan.hubs]
    sites = [(site, sweref_from_wgs84(site.latitude, site.longitude)) for site in plan.other_sites]
    cells = [(cell, Cell.from_id(cell.id)) for cell in plan.cells]
    points = [place for _, place in hubs] + [place for _, place in sites]
    points += [cell.centre for _, cell in cells] or [Sweref(6_900_000.0, 500_000.0)][: not points]
    frame = frame_around(shapes, points, width=WIDTH, margin=_MARGIN)
    shares = {row.name: row.reach_share_plan for row in plan.municipalities}
    return MapPicture(
        frame=frame,
        areas=tuple(_area(frame, shape, shares[shape.name]) for shape in shapes),
        squares=tuple(_square(frame, row, cell) for row, cell in cells),
        hubs=tuple(HubMark(hub, frame.point(place), _radius(hub)) for hub, place in hubs),
        sites=tuple(SiteMark(site, frame.point(place)) for site, place in sites),
        middles={shape.name: _inner_point(frame, shape) for shape in shapes},
    )


def minute_step(minutes: float | None) -> int | None:
    """Which of the five colours a cell gets; ``None`` without a way by road."""
    if minutes is None:
        return None
    return sum(minutes >= limit for limit in MINUTE_LIMITS)


def share_step(share: float | None) -> int | None:
    """Which of the five colours a municipality gets; ``None`` when hidden."""
    return None if share is None else min(int(share * 5), 4)


def _area(frame: Frame, shape: Shape, share: float | None) -> Area:
    ground = frame.drawn(shape.area)
    hatching = frame.hatching(shape.area, _HATCH_SPACING) if share is None else ""
    return Area(shape.name, frame.path(shape.area), ground, hatching, share_step(share), share)


def _square(frame: Frame, row: CellOut, cell: Cell) -> Square:
    left, top, side = frame.cell(cell)
    return Square(row, left, top, side, minute_step(row.minutes))


def _radius(hub: HubOut) -> float:
    """Area grows with members; a hub with hidden members has the smallest mark."""
    share = min((hub.members.base or 0.0) / _MEMBERS_OF_LARGEST, 1.0)
    return _SMALLEST_MARK + (_LARGEST_MARK - _SMALLEST_MARK) * float(share**0.5)


def _inner_point(frame: Frame, shape: Shape) -> Point:
    middle = shape.area.representative_point()
    return frame.point(Sweref(middle.y, middle.x))


def _quiet(area: Area, size: float, middle: Point) -> Wish:
    """A municipality's name: small, regular, and only if there is room in its middle."""
    return Wish(
        area.name, area.name, middle, 0, size * 0.85, REGULAR, is_needed=False, area=area.ground
    )


def _around(point: Point, radius: float) -> Box:
    return Box(point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)


def _leader_boxes(labels: tuple[Label, ...]) -> list[Box]:
    """Leaders as boxes, so that quiet names stay off them."""
    return [
        Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for a, b in (label.leader for label in labels if label.leader)
    ]
