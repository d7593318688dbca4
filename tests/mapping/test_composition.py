"""Targets composed by hand: nothing is counted twice and nobody more than can takes a measure."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.commuting import present_state
from arbetshubb.analysis.one_percent import Groundwork, Measure, Offer, groundwork
from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus, Sweref
from arbetshubb.analysis.travel import EstimateRouter
from arbetshubb.analysis.workforce import Employee, Mode, workforce
from arbetshubb.mapping.rules.composition import compose
from arbetshubb.mapping.rules.like_for_like import Made, Unlike, must_be_confirmed, unlikeness
from arbetshubb.mapping.rules.module_picture import coarse
from arbetshubb.reference.constants import constants

OFFICE = Site("stab", "Staben", "Östersund", SiteKind.OWN_OFFICE, Sweref(7_008_000.0, 482_000.0),
              SiteStatus.EXISTING)  # fmt: skip
HUB = Site("hubb", "Hubben", "Berg", SiteKind.HUB, Sweref(6_963_000.0, 463_000.0),
           SiteStatus.EXISTING)  # fmt: skip
HOMES = (Cell(6962, 462), Cell(7010, 482), Cell(7024, 468))


@cache
def ground() -> Groundwork:
    random = np.random.default_rng(7)
    people = workforce(
        [
            Employee("R", "HR", HOMES[int(random.integers(3))], "Berg", "stab", 4.0, 1.0, 0.0,
                     Mode.CAR if random.random() < 0.8 else Mode.BUS, True, False)
            for _ in range(120)
        ],
        [OFFICE, HUB],
    )  # fmt: skip
    travel = EstimateRouter().travel(
        [cell.centre for cell in people.cells], [site.position for site in people.sites]
    )
    state = present_state(constants=constants(), register=people, travel=travel)
    return groundwork(state, Offer(hubs=(1,)))


wishes = st.dictionaries(st.sampled_from(list(Measure)), st.integers(0, 200))


@given(wishes)
def test_the_parts_sum_to_what_is_saved_and_never_to_more_than_there_is(
    wanted: dict[Measure, int],
) -> None:
    found = compose(ground(), wanted, order=tuple(Measure), cut_share=0.2, year=2030)
    assert found.saved_kg == pytest.approx(sum(part.saved.kg for part in found.parts))
    assert -1e-6 <= found.saved_kg <= found.baseline_kg
    assert found.missing_kg == pytest.approx(max(0.0, found.needed_kg - found.saved_kg))
    assert all(part.people <= part.asked + 1e-9 for part in found.parts)


@given(wishes, st.sampled_from(list(Measure)))
def test_after_other_measures_no_more_people_are_left_to_take_one(
    wanted: dict[Measure, int], measure: Measure
) -> None:
    order = (*(each for each in Measure if each is not measure), measure)
    together = compose(ground(), {**wanted, measure: 10}, order=order, cut_share=0.2, year=2030)
    alone = compose(ground(), {measure: 10}, order=order, cut_share=0.2, year=2030)
    after = together.parts[-1]
    assert after.people <= alone.parts[-1].people + 1e-9


def test_more_than_can_are_never_counted() -> None:
    found = compose(
        ground(), {Measure.CAR_TO_BUS: 10_000}, order=tuple(Measure), cut_share=0.2, year=2030
    )
    part = next(part for part in found.parts if part.measure is Measure.CAR_TO_BUS)
    assert part.is_more_than_can
    assert part.people <= 120


@given(st.floats(0, 10_000))
def test_a_coarse_count_never_tells_one_to_four(people: float) -> None:
    shown = coarse(people, 5)
    assert shown is None or shown == 0 or shown >= 5
    assert shown is None or abs(shown - people) <= 3


@pytest.mark.parametrize(
    ("earlier", "now", "found", "refused"),
    [
        (("network", "both"), ("network", "both"), (), False),
        (("estimate", "both"), ("network", "both"), (Unlike.ROADS,), True),
        (("", "report"), ("network", "both"), (Unlike.ROADS_UNKNOWN, Unlike.BASIS), True),
        (("estimate", "register"), ("estimate", "both"), (Unlike.BASIS,), False),
    ],
)
def test_an_estimate_and_a_network_are_refused_until_somebody_insists(
    earlier: tuple[str, str], now: tuple[str, str], found: tuple[Unlike, ...], refused: bool
) -> None:
    assert unlikeness(Made(*earlier), Made(*now)) == found
    assert must_be_confirmed(found) is refused
