from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.small_county import (
    cell,
    employee,
    matrix,
    office,
    random_county,
    shipped_constants,
    site,
)
from arbetshubb.analysis.demand import (
    Assumptions,
    Kinds,
    assumptions,
    cell_demand,
    chance,
    hub_days,
    kinds,
    saved_one_member,
    saved_today,
    seats_needed,
)
from arbetshubb.analysis.places import Site, SiteKind, SiteStatus
from arbetshubb.analysis.pricing import TravelWeek, prices, value_in_a_year
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Mode, workforce

SEEDS = st.integers(0, 100_000)


def _assumed(**changes: float) -> Assumptions:
    base = {
        "interest": 0.65, "realisation": 0.2, "days": 1.5, "home_share": 0.4,
        "decay_half": 15.0, "gain_half": 15.0, "max_minutes": 45.0, "peak": 1.3,
    }  # fmt: skip
    return Assumptions(**{**base, **changes})


def _one(km: Any, *, sites: list[Site] | None = None, **changes: Any) -> tuple[Kinds, TravelMatrix]:
    """One person, an office, and hubs; minutes equal km."""
    places = [office(), *(sites or [site(f"h{i}") for i in range(len(km) - 1)])]
    staff = workforce([employee(cell(0, 0), **changes)], places)
    return kinds(staff, matrix([km])), matrix([km])


def _chance(km: Any, *, assumed: Assumptions | None = None, **changes: Any) -> np.ndarray:
    people, travel = _one(km, **changes)
    return chance(people, travel.minutes[:, 1:], assumed or _assumed())[0]


def test_the_assumptions_come_from_the_constants() -> None:
    assert assumptions(shipped_constants()) == _assumed()


def test_participation_is_the_stated_product() -> None:
    expected = 0.65 * 0.2 * 2 ** (-10 / 15) * (1 - 2 ** (-40 / 15))
    assert _chance([50, 10])[0] == pytest.approx(expected)


def test_interest_halves_for_every_half_time_to_the_hub() -> None:
    near, far = _chance([1000, 5, 20])
    assert far == pytest.approx(near / 2)


def test_nobody_uses_a_hub_that_is_not_nearer_than_the_own_workplace() -> None:
    assert _chance([20, 20, 25, 19.9]).tolist()[:2] == [0.0, 0.0]
    assert _chance([20, 20, 25, 19.9])[2] > 0


def test_a_complex_issue_uses_a_hub_whatever_the_distance_to_the_own_workplace() -> None:
    found = _chance([5, 20, 45, 46], is_complex_issue=True)
    assert found[0] == pytest.approx(0.13 * 2 ** (-20 / 15))
    assert found[1] > 0
    assert found[2] == 0.0  # too far for anybody


@pytest.mark.parametrize(
    "changes",
    [{"is_remote_eligible": False}, {"office_days": 0.0, "home_days": 0.0}],
)
def test_some_people_never_start_using_a_hub(changes: Any) -> None:
    assert _chance([50, 10], **changes)[0] == 0.0


def test_unknown_ways_give_no_member_except_for_a_complex_issue() -> None:
    assert _chance([np.nan, 10])[0] == 0.0
    assert _chance([50, np.nan])[0] == 0.0
    assert _chance([np.nan, 10], is_complex_issue=True)[0] > 0


def test_whoever_uses_a_hub_today_stays_a_member_as_far_as_today() -> None:
    hubs = [
        site("today", kind=SiteKind.HUB, status=SiteStatus.EXISTING),
        site("nearer"), site("further"),
    ]  # fmt: skip
    found = _chance([10, 60, 20, 61], sites=hubs, hub_days=1.0, is_remote_eligible=False)
    assert found.tolist() == [1.0, 1.0, 0.0]


def _days(assumed: Assumptions | None = None, **changes: Any) -> tuple[float, ...]:
    people, _ = _one([50, 10], **changes)
    found = hub_days(people, assumed or _assumed())
    return tuple(float(each[0]) for each in (found.days, found.from_office, found.from_home))


def test_a_members_days_are_taken_from_home_by_the_share_and_else_from_the_office() -> None:
    assert _days(office_days=3.0, home_days=2.0) == pytest.approx((1.5, 0.9, 0.6))


@pytest.mark.parametrize(
    ("office_days", "home_days", "expected"),
    [
        (5.0, 0.0, (1.5, 1.5, 0.0)),  # no home days to take from
        (0.0, 5.0, (1.5, 0.0, 1.5)),  # no office days to take from
        (0.5, 4.0, (1.5, 0.5, 1.0)),  # office days run out
        (4.0, 0.2, (1.5, 1.3, 0.2)),  # home days run out
        (0.5, 0.3, (0.8, 0.5, 0.3)),  # the week runs out
    ],
)
def test_no_more_days_are_taken_than_there_are(
    office_days: float, home_days: float, expected: tuple[float, ...]
) -> None:
    assert _days(office_days=office_days, home_days=home_days) == pytest.approx(expected)


def test_a_user_of_today_keeps_the_hub_days() -> None:
    assert _days(hub_days=2.0, office_days=0.0, home_days=3.0) == pytest.approx((2.0, 1.2, 0.8))


def _saved(km: Any, assumed: Assumptions | None = None, **changes: Any) -> TravelWeek:
    people, travel = _one(km, **changes)
    days = hub_days(people, assumed or _assumed())
    return saved_one_member(people, travel.km[:, 1], travel.minutes[:, 1], days)


def test_a_hub_day_saves_the_way_to_work_and_costs_the_way_to_the_hub() -> None:
    week = _saved([50, 10], office_days=5.0, home_days=0.0)
    assert week.km[0] == pytest.approx(2 * 1.5 * (50 - 10))


def test_a_hub_day_that_replaces_a_home_day_saves_nothing_and_costs_the_local_trip() -> None:
    week = _saved([50, 10], office_days=0.0, home_days=5.0)
    assert week.km[0] == pytest.approx(-2 * 1.5 * 10)
    assert week.minutes[0] == pytest.approx(-2 * 1.5 * 10)


@given(
    office_days=st.floats(0, 5), home_days=st.floats(0, 5), share=st.floats(0, 1),
    days=st.floats(0.1, 5),
)  # fmt: skip
def test_days_replaced_sum_to_hub_days_and_are_never_more_than_there_were(
    office_days: float, home_days: float, share: float, days: float
) -> None:
    total, from_office, from_home = _days(
        _assumed(home_share=share, days=days), office_days=office_days, home_days=home_days
    )
    assert from_office + from_home == pytest.approx(total)
    assert -1e-12 <= from_office <= office_days + 1e-12
    assert -1e-12 <= from_home <= home_days + 1e-12


@given(share=st.floats(0, 1), more=st.floats(0, 1))
def test_the_more_home_days_are_replaced_the_less_is_saved(share: float, more: float) -> None:
    low, high = sorted((share, more))
    saved = [_saved([50, 10], _assumed(home_share=each)).km[0] for each in (low, high)]
    assert saved[0] >= saved[1] - 1e-9


def test_an_unknown_way_to_work_saves_nothing() -> None:
    week = _saved([np.nan, 10], is_complex_issue=True, office_days=5.0, home_days=0.0)
    assert week.km[0] == pytest.approx(-2 * 1.5 * 10)


def test_a_user_of_a_hub_outside_the_study_saves_nothing_by_another() -> None:
    week = _saved([50, 10], hub_days=1.0)
    assert (week.km[0], week.minutes[0]) == (0.0, 0.0)


def test_users_of_today_save_today_and_new_members_do_not() -> None:
    hubs = [site("today", kind=SiteKind.HUB, status=SiteStatus.EXISTING)]
    for days, expected in ((1.0, 2 * (0.6 * 50 - 10)), (0.0, 0.0)):
        people, _ = _one([50, 10], sites=hubs, hub_days=days)
        assert saved_today(people, hub_days(people, _assumed())).km[0] == pytest.approx(expected)


def test_kinds_count_people_who_are_alike() -> None:
    staff = workforce(
        [employee(cell(0, 0)), employee(cell(0, 0)), employee(cell(0, 0), mode=Mode.BUS),
         employee(cell(1, 0))],
        [office()],
    )  # fmt: skip
    found = kinds(staff, matrix([[3.0], [4.0]]))
    assert sorted(found.people.tolist()) == [1.0, 1.0, 2.0]
    assert found.people[found.group].tolist() == [2.0, 2.0, 1.0, 1.0]
    assert np.all(np.diff(found.cell) >= 0)


@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_a_cell_is_the_exact_sum_of_its_people(seed: int) -> None:
    """Against a plain loop over persons and sites."""
    staff, travel = random_county(seed, people=40, sites=5)
    constants = shipped_constants()
    choices = np.array([i for i, s in enumerate(staff.sites) if s.is_hub_choice])
    found = cell_demand(kinds(staff, travel), travel, choices, constants)
    members, value = np.zeros_like(found.members), np.zeros_like(found.value)
    assumed, price = assumptions(constants), prices(constants)
    for person in range(len(staff)):
        alone = staff.where(np.arange(len(staff)) == person)
        one = kinds(alone, travel)
        home = staff.home[person]
        days = hub_days(one, assumed)
        for column, site_index in enumerate(choices):
            km, minutes = (m[home, site_index][None] for m in (travel.km, travel.minutes))
            share = float(chance(one, minutes, assumed)[0])
            week = saved_one_member(one, km, minutes, days)
            by_mode = np.zeros((2, 6))
            by_mode[:, staff.mode[person]] = week.km[0], week.minutes[0]
            worth = value_in_a_year(type(week)(by_mode[0], by_mode[1]), price)
            members[home, column] += share
            value[home, column] += share * float(worth) if share else 0.0
    assert found.members == pytest.approx(members)
    assert found.value == pytest.approx(value, rel=1e-9, abs=1e-6)


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_whoever_may_go_to_a_hub_may_go_to_every_nearer_one(seed: int) -> None:
    """What lets a whole cell be one demand: everyone in it wants the same hub first."""
    staff, travel = random_county(seed, people=60, sites=6)
    people = kinds(staff, travel)
    choices = np.array([i for i, s in enumerate(staff.sites) if s.is_hub_choice])
    minutes = travel.minutes[:, choices][people.cell]
    positive = chance(people, minutes, assumptions(shipped_constants())) > 0
    order = np.argsort(np.where(np.isnan(minutes), np.inf, minutes), axis=1, kind="stable")
    ordered = np.take_along_axis(positive, order, axis=1)
    assert not np.any(~ordered[:, :-1] & ordered[:, 1:])


@given(seed=SEEDS)
@settings(max_examples=10, deadline=None)
def test_demand_does_not_depend_on_the_order_of_people(seed: int) -> None:
    staff, travel = random_county(seed, people=60, sites=5)
    order = np.random.default_rng(seed).permutation(60)
    mixed = staff.where(order)
    choices = np.arange(2, len(staff.sites))
    one, other = (
        cell_demand(kinds(each, travel), travel, choices, shipped_constants())
        for each in (staff, mixed)
    )
    assert np.array_equal(one.value, other.value)
    assert np.array_equal(one.members, other.members)


def test_small_blocks_give_the_same_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    staff, travel = random_county(5, people=150, sites=6)
    choices = np.arange(2, len(staff.sites))
    whole = cell_demand(kinds(staff, travel), travel, choices, shipped_constants())
    monkeypatch.setattr("arbetshubb.analysis.demand._BLOCK_ENTRIES", 40)
    parts = cell_demand(kinds(staff, travel), travel, choices, shipped_constants())
    assert parts.value == pytest.approx(whole.value)
    assert parts.members == pytest.approx(whole.members)
    assert np.array_equal(parts.minutes, whole.minutes, equal_nan=True)


def test_nobody_and_nowhere_give_no_demand() -> None:
    staff = workforce([], [office(), site("h")])
    found = cell_demand(
        kinds(staff, matrix(np.empty((0, 2)))), matrix(np.empty((0, 2))), np.array([1]),
        shipped_constants(),
    )  # fmt: skip
    assert found.value.shape == (0, 1)
    people, travel = _one([np.nan, np.nan])
    found = cell_demand(people, travel, np.array([1]), shipped_constants())
    assert np.isnan(found.minutes).all()
    assert not found.members.any()


def test_seats_are_for_the_busiest_day() -> None:
    assert seats_needed(np.array([10.0]), _assumed())[0] == pytest.approx(2.6)
