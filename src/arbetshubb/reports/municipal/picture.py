"""The map of one municipality: homes, workplaces, premises, and flows that leave and come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from arbetshubb.analysis.places import Cell, Site, SiteStatus, Sweref
from arbetshubb.mapping.rules.picture import HomeSquare, Workplace
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import municipalities, sweref_shape
from arbetshubb.reports.fonts import REGULAR
from arbetshubb.reports.maps import (
    Box,
    Frame,
    Label,
    Point,
    Shape,
    Wish,
    fitted_frame,
    place_labels,
    shapes_of,
)
from arbetshubb.reports.municipal.content import MunicipalContent
from arbetshubb.reports.municipal.words import PageWords

WIDTH: Final = 440.0
HEIGHT: Final = 416.0
LABEL: Final = 11.5
SMALL: Final = 10.5
MARK: Final = 5.0
_MARGIN: Final = 34.0
_EDGE: Final = 6.0
_MOST_FLOWS: Final = 6
_LEAST_SHARE: Final = 0.08
"""Flows smaller than this share of the largest are in the tables only: lines would hide lines."""
_MOST_WORKPLACES: Final = 4
_SQUARE_LIMITS: Final = (10, 25, 50)
"""Squares of 5-9, 10-24, 25-49, 50 or more people."""
_WIDEST: Final = 9.0
_HEAD: Final = 9.0
"""Free space around the head of a flow's arrow."""


@dataclass(frozen=True, slots=True)
class SquareMark:
    """A populated square; ``step`` 0-3 by number of people."""

    left: float
    top: float
    side: float
    step: int


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One way between this municipality and another, ``width`` by its people."""

    start: Point
    end: Point
    width: float
    is_outward: bool


@dataclass(frozen=True, slots=True)
class SiteMark:
    """A place: ``kind`` is ``office``, ``hub`` or ``candidate``."""

    point: Point
    kind: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another municipality: its outline as SVG path data."""

    name: str
    path: str


@dataclass(frozen=True, eq=False)
class MunicipalMap:
    """Everything a drawing needs, in units of ``frame``."""

    frame: Frame
    ground: str
    neighbours: tuple[Neighbour, ...]
    squares: tuple[SquareMark, ...]
    flows: tuple[FlowLine, ...]
    sites: tuple[SiteMark, ...]
    labels: tuple[Label, ...]
    quiet: tuple[Label, ...]
    km_bar: int


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Flows between this municipality and one other; 0 where hidden or nobody."""

    name: str
    outward: int
    inward: int

    @property
    def people(self) -> int:
        """Both ways together."""
        return self.outward + self.inward


def map_of(content: MunicipalContent, words: PageWords) -> MunicipalMap:
    """The map of one municipality; O(squares + sites + labels)."""
    shapes = {shape.name: shape for shape in shapes_of([row.name for row in municipalities()])}
    own = shapes[content.name]
    frame = fitted_frame(own.area, width=WIDTH, height=HEIGHT, margin=_MARGIN)
    exchanges = _exchanges(content)
    heart = _heart(content, frame, own)
    ways = [(each, _exit(frame, heart, each.name)) for each in exchanges]
    sites = _sites(content, frame)
    names, quiet = _lettering(content, frame, words, ways, heart)
    return MunicipalMap(
        frame=frame,
        ground=frame.path(own.area),
        neighbours=tuple(
            Neighbour(shape.name, path)
            for shape in shapes.values()
            if shape.name != content.name and (path := _clipped(frame, shape))
        ),
        squares=tuple(_square(frame, each) for each in content.picture.squares),
        flows=tuple(line for each, end in ways for line in _lines(each, heart, end, ways)),
        sites=sites,
        labels=names,
        quiet=quiet,
        km_bar=_km_bar(frame),
    )


def _exchanges(content: MunicipalContent) -> list[_Exchange]:
    """The municipalities with the largest shown flows, whichever way."""
    out = {flow.work: flow.people or 0 for flow in content.picture.outward}
    back = {flow.home: flow.people or 0 for flow in content.picture.inward}
    names = [name for name in dict.fromkeys([*out, *back]) if name != content.name]
    found = [_Exchange(name, out.get(name, 0), back.get(name, 0)) for name in names]
    least = _LEAST_SHARE * max((each.people for each in found), default=0)
    found = [each for each in found if each.people >= max(least, 1) and _seat_of(each.name)]
    return sorted(found, key=lambda each: -each.people)[:_MOST_FLOWS]


def _heart(content: MunicipalContent, frame: Frame, own: Shape) -> Point:
    """Where flows start: the seat, else the middle."""
    seat = _seat_of(content.name)
    if seat is None:
        middle = own.area.representative_point()
        seat = Sweref(middle.y, middle.x)
    return frame.point(seat)


def _seat_of(name: str) -> Sweref | None:
    """The seat of a county municipality; the middle of any other that has a shape."""
    row = next((row for row in municipalities() if row.name == name), None)
    places = {place.name: place.position for place in localities()}
    if row is not None and row.seat in places:
        return places[row.seat]
    try:
        middle = sweref_shape(name).representative_point()
    except KeyError:
        return None
    return Sweref(middle.y, middle.x)


def _exit(frame: Frame, heart: Point, name: str) -> Point:
    """Where the line to another municipality ends: its seat, or the paper's edge before it."""
    seat = _seat_of(name)
    assert seat is not None  # only those with one are drawn
    way = shapely.LineString([heart, frame.point(seat)])
    edge = 3 * _EDGE
    paper = shapely.box(edge, edge, frame.width - edge, frame.height - edge)
    inside = shapely.intersection(way, paper)
    x, y = inside.coords[-1] if not inside.is_empty else heart
    return float(x), float(y)


def _lines(
    each: _Exchange, heart: Point, end: Point, ways: list[tuple[_Exchange, Point]]
) -> list[FlowLine]:
    """One or two parallel lines, each to the right of the way it goes."""
    most = max(max(other.outward, other.inward) for other, _end in ways)

    def width(people: int) -> float:
        return 1.2 + (_WIDEST - 1.2) * people / most

    found = []
    if each.outward:
        start, stop = _beside(heart, end)
        found.append(FlowLine(start, stop, width(each.outward), is_outward=True))
    if each.inward:
        start, stop = _beside(end, heart)
        found.append(FlowLine(start, stop, width(each.inward), is_outward=False))
    return found


def _beside(start: Point, end: Point, *, by: float = 5.0) -> tuple[Point, Point]:
    along, down = end[0] - start[0], end[1] - start[1]
    length = (along**2 + down**2) ** 0.5 or 1.0
    x, y = -by * down / length, by * along / length
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)


def _square(frame: Frame, square: HomeSquare) -> SquareMark:
    left, top, side = frame.cell(Cell.from_id(square.id))
    # A square kilometre of a large municipality is a dot: never smaller than can be seen.
    shown = max(side, 3.2)
    off = (shown - side) / 2
    step = sum(square.people >= limit for limit in _SQUARE_LIMITS)
    return SquareMark(left - off, top - off, shown, step)


def _sites(content: MunicipalContent, frame: Frame) -> tuple[SiteMark, ...]:
    offices = [SiteMark(frame.point(each.site.position), "office") for each in _named(content)]
    premises = [SiteMark(frame.point(site.position), _kind(site)) for site in content.premises]
    return (*offices, *premises)


def _kind(site: Site) -> str:
    return "hub" if site.status is SiteStatus.EXISTING else "candidate"


def _named(content: MunicipalContent) -> list[Workplace]:
    """Workplaces that are not drawn as premises already, the largest first."""
    premises = {site.site_id for site in content.premises}
    return sorted(
        (each for each in content.picture.workplaces if each.site.site_id not in premises),
        key=lambda each: -(each.people or 0),
    )


def _lettering(
    content: MunicipalContent,
    frame: Frame,
    words: PageWords,
    ways: list[tuple[_Exchange, Point]],
    heart: Point,
) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """Flows first, then premises, then the largest workplaces where there is room."""
    paper = Box(_EDGE, _EDGE, frame.width - _EDGE, frame.height - _EDGE)
    ends = [
        Wish(f"flow {each.name}", _exchange_text(each, words), end, _HEAD, LABEL)
        for each, end in ways
    ]
    marks = [_around(mark.point, MARK + 1) for mark in _sites(content, frame)]
    names = place_labels(
        [*ends, *_place_wishes(content, frame)],
        frame=paper,
        obstacles=[*marks, *_along(heart, ways)],
    )
    seat = [
        Wish(each.name, each.name, frame.point(each.position), 0, SMALL, REGULAR, is_needed=False)
        for each in localities()
        if each.name == content.seat
    ]
    boxes = [*marks, *(label.box for label in names)]
    return names, place_labels(seat, frame=paper, obstacles=boxes)


def _place_wishes(content: MunicipalContent, frame: Frame) -> list[Wish]:
    """Every hub and premises, and the largest workplaces if there is room."""
    premises = [
        Wish(site.site_id, _short(site, content.name), frame.point(site.position), MARK + 1, LABEL)
        for site in content.premises
    ]
    workplaces = [
        Wish(
            each.site.site_id, each.site.name, frame.point(each.site.position), MARK, SMALL,
            REGULAR, is_needed=False,
        )
        for each in _named(content)[:_MOST_WORKPLACES]
    ]  # fmt: skip
    return [*premises, *workplaces]


def _along(heart: Point, ways: list[tuple[_Exchange, Point]]) -> list[Box]:
    """Small boxes along the lines, so that names keep off them when they can."""
    found = []
    for _each, (x, y) in ways:
        for step in range(2, 9):
            share = step / 10
            at = (heart[0] + share * (x - heart[0]), heart[1] + share * (y - heart[1]))
            found.append(_around(at, 2))
    return found


def _exchange_text(each: _Exchange, words: PageWords) -> str:
    """``Östersund: 120 out, 45 in``; a way that is not shown is left out."""
    gettext = words.language.gettext
    values = {"name": each.name, "out": words.count(each.outward), "back": words.count(each.inward)}
    if each.outward and each.inward:
        return gettext("{name}: {out} out, {back} in", **values)
    if each.outward:
        return gettext("{name}: {out} out", **values)
    return gettext("{name}: {back} in", **values)


def _short(site: Site, municipality: str) -> str:
    """The name without what everybody at the meeting knows."""
    return site.name.removesuffix(f", {municipality}")


def _clipped(frame: Frame, shape: Shape) -> str:
    """A neighbour's outline inside the paper; empty when it lies outside."""
    paper = _paper(frame)
    part = shapely.intersection(shape.area, paper)
    return "" if part.is_empty else frame.path(part)


def _paper(frame: Frame) -> BaseGeometry:
    west = frame.west - frame.margin / frame.scale
    north = frame.north + frame.margin / frame.scale
    return shapely.box(
        west, north - frame.height / frame.scale, west + frame.width / frame.scale, north
    )


def _around(point: Point, radius: float) -> Box:
    return Box(point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)


def _km_bar(frame: Frame) -> int:
    """A round number of kilometres that takes at most a quarter of the width."""
    room = frame.width / 4 / frame.scale / 1000
    return max(step for step in (1, 2, 5, 10, 20, 50) if step <= max(room, 1))
