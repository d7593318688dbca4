"""Where names go on a map: never over each other, never over a hub, never cut by the frame.

Greedy, most important first: each label tries places beside its point, then farther and farther out
with a line back to the point. O(labels² · places).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from arbetshubb.reports.fonts import SEMIBOLD, text_width

type Point = tuple[float, float]
type Line = tuple[Point, Point]

LINE_HEIGHT: Final = 1.25
"""Height of a label's box over its font size: room for å above and g below."""
BASELINE: Final = 0.95
"""From the top of the box down to the baseline, over the font size."""

_PADDING: Final = 0.22
"""Free space left and right of a text, over its font size."""
_ANGLES: Final = (0, 180, 330, 30, 210, 150, 270, 90, 300, 60, 240, 120, 345, 15, 195, 165)
"""Where labels are tried, degrees clockwise from the right: beside first, above and below last."""
_RINGS: Final = 26
_NEAR_RINGS: Final = 6
_LEADER_FROM_RING: Final = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the frame; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_within(self, other: Box) -> bool:
        """Whether all of this lies in ``other``."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def is_crossed_by(self, line: Line) -> bool:
        """Whether a straight line passes through; Liang and Barsky's clipping (1984)."""
        (x, y), (to_x, to_y) = line
        start, end = 0.0, 1.0
        for step, distance in (
            (x - to_x, x - self.left),
            (to_x - x, self.right - x),
            (y - to_y, y - self.top),
            (to_y - y, self.bottom - y),
        ):
            if step == 0:
                if distance < 0:
                    return False
                continue
            share = distance / step
            start, end = (max(start, share), end) if step < 0 else (start, min(end, share))
        return start <= end


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that wants a place by its point; ``radius`` is that of the mark drawn there.

    A name without ``is_needed`` is left out when there is no room near its point. One with an
    ``area`` stays wholly within that area.
    """

    key: str
    text: str
    point: Point
    radius: float
    size: float
    weight: int = SEMIBOLD
    is_needed: bool = True
    area: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A placed name: its box, where its text starts, and the line back to its point if any."""

    key: str
    text: str
    size: float
    weight: int
    box: Box
    text_start: Point
    text_length: float
    leader: Line | None


def place_labels(
    wishes: Sequence[Wish], *, frame: Box, obstacles: Sequence[Box] = ()
) -> tuple[Label, ...]:
    """Places for the wishes in the order given; what found no room is missing.

    No two boxes overlap, none leaves ``frame`` or covers an obstacle or any mark, and no leader
    runs through a box. Leaders keep off other marks too, unless marks lie so close that there is
    no other way out.
    """
    placed: list[Label] = []
    marks = {wish.key: _mark(wish) for wish in wishes if wish.radius > 0}
    for wish in wishes:
        others = [box for key, box in marks.items() if key != wish.key]
        label = _best(_possible(wish, frame, [*obstacles, *marks.values()], placed), others)
        if label:
            placed.append(label)
    return tuple(placed)


def _possible(
    wish: Wish, frame: Box, obstacles: Sequence[Box], placed: Sequence[Label]
) -> Iterator[Label]:
    """The places that cover nothing, the closest first."""
    boxes = [label.box for label in placed]
    leaders = [label.leader for label in placed if label.leader]
    for label in _candidates(wish):
        if (
            label.box.is_within(frame)
            and not any(label.box.overlaps(box) for box in (*obstacles, *boxes))
            and not any(label.box.is_crossed_by(leader) for leader in leaders)
            and not _runs_through(label.leader, boxes)
            and _is_inside(label.box, wish.area)
        ):
            yield label


def _best(labels: Iterator[Label], marks: Sequence[Box]) -> Label | None:
    """The closest whose leader keeps off other marks; else the closest of all."""
    closest: Label | None = None
    for label in labels:
        closest = closest or label
        if not _runs_through(label.leader, marks):
            return label
    return closest


def _runs_through(leader: Line | None, boxes: Iterable[Box]) -> bool:
    return leader is not None and any(box.is_crossed_by(leader) for box in boxes)


def _is_inside(box: Box, area: BaseGeometry | None) -> bool:
    if area is None:
        return True
    return bool(area.covers(shapely.box(box.left, box.top, box.right, box.bottom)))


def _mark(wish: Wish) -> Box:
    (x, y), r = wish.point, wish.radius
    return Box(x - r, y - r, x + r, y + r)


def _candidates(wish: Wish) -> Iterator[Label]:
    """From close to far; a name that is not needed stays near and has no leader."""
    length = text_width(wish.text, size=wish.size, weight=wish.weight)
    width = length + 2 * _PADDING * wish.size
    height = LINE_HEIGHT * wish.size
    if wish.radius == 0:
        yield _label(wish, length, wish.point, width, height, leader=False)
    for ring in range(_RINGS if wish.is_needed else _NEAR_RINGS):
        reach = wish.radius + wish.size * (0.1 + 0.75 * ring)
        for angle in _ANGLES:
            along, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            centre = (
                wish.point[0] + along * (reach + width / 2),
                wish.point[1] + down * (reach + height / 2),
            )
            yield _label(
                wish,
                length,
                centre,
                width,
                height,
                leader=wish.is_needed and ring >= _LEADER_FROM_RING,
            )


def _label(  # noqa: PLR0913  one place that knows the shape of a label
    wish: Wish, length: float, centre: Point, width: float, height: float, *, leader: bool
) -> Label:
    box = Box(
        centre[0] - width / 2, centre[1] - height / 2, centre[0] + width / 2, centre[1] + height / 2
    )
    start = (box.left + _PADDING * wish.size, box.top + BASELINE * wish.size)
    line = _leader(wish, box) if leader else None
    return Label(wish.key, wish.text, wish.size, wish.weight, box, start, length, line)


def _leader(wish: Wish, box: Box) -> Line:
    """From the edge of the mark to the nearest point of the box, just outside it."""
    x, y = wish.point
    near = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
    away = math.dist((x, y), near) or 1.0
    along, down = (near[0] - x) / away, (near[1] - y) / away
    end = (near[0] - along, near[1] - down)
    return (x + along * wish.radius, y + down * wish.radius), end
