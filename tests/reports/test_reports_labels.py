from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbetshubb.reports.hubplan.map_page.drawing import NARROW_LABEL, NARROW_MARK, WIDE_LABEL
from arbetshubb.reports.hubplan.map_svg import Box, Label, Wish, picture_of, place_labels
from arbetshubb.reports.hubplan.map_svg.picture import minute_step, share_step
from reports.example_plan import example_plan

FRAME = Box(0, 0, 640, 800)
SIZES = [(WIDE_LABEL, 1.0), (NARROW_LABEL, NARROW_MARK), (15.0, 1.0)]


def wishes_at(points: list[tuple[int, int]]) -> list[Wish]:
    return [
        Wish(str(number), f"Demohubb {number}", (float(x), float(y)), 8, 14)
        for number, (x, y) in enumerate(points)
    ]


def mark(wish: Wish) -> Box:
    (x, y), r = wish.point, wish.radius
    return Box(x - r, y - r, x + r, y + r)


def overlapping(labels: tuple[Label, ...]) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in combinations(labels, 2) if a.box.overlaps(b.box)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(20, 620), st.integers(20, 780)), min_size=1, max_size=14))
def test_names_never_collide_leave_the_frame_or_cover_a_mark(points: list[tuple[int, int]]) -> None:
    wishes = wishes_at(points)
    labels = place_labels(wishes, frame=FRAME)
    assert not overlapping(labels)
    assert all(label.box.is_within(FRAME) for label in labels)
    assert not [
        (label.text, wish.text)
        for label in labels
        for wish in wishes
        if label.box.overlaps(mark(wish))
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(20, 620), st.integers(20, 780)), min_size=1, max_size=14))
def test_no_line_to_a_name_runs_through_another_name(points: list[tuple[int, int]]) -> None:
    labels = place_labels(wishes_at(points), frame=FRAME)
    assert not [
        (a.text, b.text)
        for a in labels
        for b in labels
        if a.key != b.key and b.leader and a.box.is_crossed_by(b.leader)
    ]


def test_six_hubs_in_one_town_all_get_a_name_and_some_a_line_to_it() -> None:
    points = [(320 + 15 * (n % 3), 400 + 15 * (n // 3)) for n in range(6)]
    labels = place_labels(wishes_at(points), frame=FRAME)
    assert len(labels) == 6
    assert not overlapping(labels)
    assert any(label.leader for label in labels)


def test_a_name_at_the_edge_is_moved_in_rather_than_cut() -> None:
    (label,) = place_labels(wishes_at([(632, 400)]), frame=FRAME)
    assert label.box.right <= FRAME.right


@pytest.mark.parametrize(("size", "mark_scale"), SIZES)
def test_the_example_map_names_every_hub_without_collision(size: float, mark_scale: float) -> None:
    picture = picture_of(example_plan())
    lettering = picture.lettering(size, mark_scale=mark_scale)
    everything = (*lettering.hubs, *lettering.municipalities)
    paper = Box(0, 0, picture.frame.width, picture.frame.height)
    assert {label.text for label in lettering.hubs} == {hub.name for hub in example_plan().hubs}
    assert not overlapping(everything)
    assert all(label.box.is_within(paper) for label in everything)


def test_all_municipalities_are_drawn_and_the_hidden_one_is_hatched() -> None:
    areas = {area.name: area for area in picture_of(example_plan()).areas}
    assert len(areas) == 8
    assert [name for name, area in areas.items() if area.hatching] == ["Berg"]


def test_every_place_and_cell_lies_on_the_paper() -> None:
    picture = picture_of(example_plan())
    points = [mark.point for mark in (*picture.hubs, *picture.sites)]
    points += [(square.left, square.top) for square in picture.squares]
    assert all(0 <= x <= picture.frame.width and 0 <= y <= picture.frame.height for x, y in points)


@pytest.mark.parametrize(
    ("share", "step"), [(0.0, 0), (0.199, 0), (0.2, 1), (0.86, 4), (1.0, 4), (None, None)]
)
def test_shares_fall_in_five_classes(share: float | None, step: int | None) -> None:
    assert share_step(share) == step


@pytest.mark.parametrize(
    ("minutes", "step"), [(0, 0), (14.9, 0), (15, 1), (30, 2), (60, 4), (300, 4), (None, None)]
)
def test_minutes_fall_in_five_classes(minutes: float | None, step: int | None) -> None:
    assert minute_step(minutes) == step
