"""People within reach: no figure, and no difference of two, is ever a small group."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.disclosure import DEFAULT_LIMIT
from arbetshubb.analysis.disclosure.crowds import (
    Crowd,
    Group,
    counts_of,
    hidden_groups,
    hidden_parts,
    is_total_hidden,
)
from arbetshubb.analysis.places import BoolArray, Cell
from arbetshubb.analysis.workforce import Workforce
from arbetshubb.distances.rules.zones import Homes, Zoned, zoned

MUNICIPALITIES = ("Berg", "Bräcke", "Krokom")
type Homesteads = list[tuple[int, int, int]]
"""Kilometres north and east in a 60 km square, and how many live there."""


def workforce(homesteads: Homesteads) -> Workforce:
    """One employee a head, each municipality a strip of 20 km."""
    cells = {Cell(7000 + north, 480 + east): people for north, east, people in homesteads}
    homes = np.repeat(np.arange(len(cells)), list(cells.values()))
    zeros = np.zeros(len(homes), dtype=np.int64)
    return Workforce(
        cells=tuple(cells),
        cell_municipality=np.array([(cell.east_km - 480) // 20 for cell in cells], dtype=np.int64),
        municipalities=MUNICIPALITIES,
        sites=(),
        employers=("Regionen",),
        units=("HR",),
        home=homes,
        workplace=zeros,
        office_days=zeros + 3.0,
        home_days=zeros + 2.0,
        hub_days=zeros + 0.0,
        mode=zeros,
        employer=zeros,
        unit=zeros,
        is_remote_eligible=zeros == 0,
        is_complex_issue=zeros > 0,
    )


def crowd_of(people: Workforce, is_own: BoolArray) -> Crowd:
    # Everybody travels as far: dominance then never hides what counts alone would show.
    return Crowd(np.ones((len(people), 1)), is_own, DEFAULT_LIMIT)


def put(people: Workforce, crowd: Crowd) -> Zoned:
    municipalities = Group(people.municipalities, people.municipality)
    squares = Group(tuple(cell.id for cell in people.cells), people.home)
    hidden = hidden_groups(municipalities, crowd)
    hidden_squares = hidden_parts(
        squares, crowd, whole_of=people.cell_municipality, hidden_wholes=hidden
    )
    counts = np.array([counts_of(squares, who) for who in crowd.populations()])
    return zoned(Homes(people, counts, hidden_squares, hidden, crowd.limit))


def counties(largest: int = 9) -> st.SearchStrategy[Homesteads]:
    one = st.tuples(st.integers(0, 59), st.integers(0, 59), st.integers(1, largest))
    return st.lists(one, min_size=1, max_size=40, unique_by=lambda each: each[:2])


@settings(max_examples=150)
@given(counties())
def test_everybody_is_counted_once_and_every_zone_holds_enough(homesteads: Homesteads) -> None:
    people = workforce(homesteads)
    crowd = crowd_of(people, np.zeros(len(people), dtype=np.bool_))
    if is_total_hidden(crowd):
        return
    found = put(people, crowd)
    placed = sum(zone.people for zone in found.zones)
    assert placed + int(found.spread.sum()) + found.hidden == len(people)
    assert all(zone.people >= DEFAULT_LIMIT for zone in found.zones)
    assert all(left == 0 or left >= DEFAULT_LIMIT for left in found.spread.tolist())


@settings(max_examples=80)
@given(counties(), st.data())
def test_any_two_figures_differ_by_nobody_or_by_enough(
    homesteads: Homesteads, data: st.DataObject
) -> None:
    people = workforce(homesteads)
    crowd = crowd_of(people, np.zeros(len(people), dtype=np.bool_))
    if is_total_hidden(crowd):
        return
    zones = put(people, crowd).zones
    # Whatever place and time are asked for, they only choose among whole zones.
    one = [data.draw(st.booleans()) for _zone in zones]
    nested = [chosen and data.draw(st.booleans()) for chosen in one]
    more = sum(zone.people for zone, chosen in zip(zones, one, strict=True) if chosen)
    fewer = sum(zone.people for zone, chosen in zip(zones, nested, strict=True) if chosen)
    assert more - fewer == 0 or more - fewer >= DEFAULT_LIMIT


@settings(max_examples=80)
@given(counties(), st.integers(0, 2**32 - 1))
def test_who_knows_the_own_people_finds_no_small_group_of_the_others(
    homesteads: Homesteads, seed: int
) -> None:
    people = workforce(homesteads)
    is_own = np.random.default_rng(seed).random(len(people)) < 0.5
    crowd = crowd_of(people, is_own)
    if is_total_hidden(crowd) or not is_own.any():
        return
    found = put(people, crowd)
    others = np.bincount(people.home[~is_own], minlength=len(people.cells))
    for zone in found.zones:
        inside = [
            index
            for index, cell in enumerate(people.cells)
            if people.cell_municipality[index] == zone.municipality
            and cell.north_km // zone.size_km == int(zone.point.north / 1000) // zone.size_km
            and cell.east_km // zone.size_km == int(zone.point.east / 1000) // zone.size_km
        ]
        if zone.size_km == 1:
            left = int(others[inside].sum())
            assert left == 0 or left >= DEFAULT_LIMIT


@settings(max_examples=60)
@given(counties())
def test_what_the_map_shows_taken_off_a_zone_leaves_no_small_group(homesteads: Homesteads) -> None:
    """The mapping room shows squares of five or more: none of them may lie inside a zone."""
    people = workforce(homesteads)
    crowd = crowd_of(people, np.zeros(len(people), dtype=np.bool_))
    if is_total_hidden(crowd):
        return
    municipalities = Group(people.municipalities, people.municipality)
    squares = Group(tuple(cell.id for cell in people.cells), people.home)
    hidden = hidden_groups(municipalities, crowd)
    not_on_map = hidden_parts(
        squares, crowd, whole_of=people.cell_municipality, hidden_wholes=hidden
    )
    counts = np.bincount(people.home, minlength=len(people.cells))
    on_map = {
        people.cells[index].centre: int(counts[index]) for index in np.flatnonzero(~not_on_map)
    }
    alone = {zone.point: zone.people for zone in put(people, crowd).zones if zone.size_km == 1}
    # A square on the map is a zone by itself, so subtracting it leaves nobody.
    assert {point: alone.get(point) for point, count in on_map.items() if count} == {
        point: count for point, count in on_map.items() if count
    }


def test_neighbours_are_put_together_and_a_lone_home_is_spread() -> None:
    # Twenty at home in one square; three and two near each other; one far away with six in all.
    people = workforce([(0, 0, 20), (30, 0, 3), (31, 1, 2), (59, 19, 1), (45, 10, 5)])
    found = put(people, crowd_of(people, np.zeros(len(people), dtype=np.bool_)))
    by_size = sorted((zone.size_km, zone.people) for zone in found.zones)
    assert (1, 20) in by_size
    assert sum(count for _size, count in by_size) + int(found.spread.sum()) == 31
    assert not any(0 < count < 5 for _size, count in by_size)


@pytest.mark.parametrize("sizes", list(itertools.product((1, 4, 5, 6), repeat=2)))
def test_two_squares_alone_never_give_each_other_away(sizes: tuple[int, int]) -> None:
    people = workforce([(0, 0, sizes[0]), (50, 10, sizes[1])])
    crowd = crowd_of(people, np.zeros(len(people), dtype=np.bool_))
    if is_total_hidden(crowd):
        return
    shown = sorted(zone.people for zone in put(people, crowd).zones)
    if min(sizes) < DEFAULT_LIMIT:
        assert not shown
    else:
        assert shown == sorted(sizes)
