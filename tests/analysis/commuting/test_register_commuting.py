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
from arbetshubb.analysis.commuting import (
    DISTANCE_CLASSES,
    Breakdown,
    commuting,
    commuting_by,
    distance_class,
    person_years,
)
from arbetshubb.analysis.places import Site, SiteKind, SiteStatus
from arbetshubb.analysis.travel import TravelMatrix, minutes_by_road
from arbetshubb.analysis.workforce import Mode, Workforce, workforce

FIGURES = ("km", "hours", "kronor", "kg_co2e")


def _one(
    km: Any, sites: list[Site] | None = None, **changes: Any
) -> tuple[Workforce, TravelMatrix]:
    staff = workforce([employee(cell(0, 0), **changes)], sites or [office()])
    lengths = np.array([km], dtype=np.float64)
    return staff, matrix(lengths, minutes_by_road(lengths))


def test_the_worked_example_from_stromsund() -> None:
    """domain.md 3: 101 km one way, one day a week by car."""
    found = commuting(*_one([101.0], office_days=1.0, home_days=4.0), shipped_constants())
    assert found.km.base == pytest.approx(8888.0)
    assert found.kg_co2e.base == pytest.approx(1466.5, abs=0.1)
    assert found.kronor.base == pytest.approx(22220.0)
    assert 107 <= found.hours.base <= 118


def test_ranges_hold_the_working_year_the_factor_and_the_full_cost_of_a_car() -> None:
    found = commuting(*_one([101.0], office_days=1.0), shipped_constants())
    assert found.km.low == pytest.approx(8888 * 205 / 220)
    assert found.km.high == pytest.approx(8888 * 230 / 220)
    year, factor = 1466.52 * 10 / 220, 8888 * 0.025
    assert found.kg_co2e.high == pytest.approx(1466.52 + np.hypot(year, factor))
    cost = 22220 + np.hypot(22220 * 10 / 220, 8888 * 2.0)
    assert found.kronor.high == pytest.approx(cost)
    assert found.kronor.low == pytest.approx(22220 * 205 / 220)


@pytest.mark.parametrize(
    ("mode", "kronor", "grams"),
    [
        (Mode.CAR, 2.5, 165), (Mode.ELECTRIC_CAR, 2.5, 14), (Mode.BUS, 1.0, 45),
        (Mode.TRAIN, 1.0, 7), (Mode.BICYCLE, 1.0, 0), (Mode.WALK, 0.0, 0),
    ],
)  # fmt: skip
def test_every_mode_has_its_own_price_and_life_cycle_factor(
    mode: Mode, kronor: float, grams: float
) -> None:
    found = commuting(*_one([10.0], office_days=5.0, mode=mode), shipped_constants())
    km = 10 * 2 * 220
    assert found.km.base == pytest.approx(km)
    assert found.kronor.base == pytest.approx(km * kronor)
    assert found.kg_co2e.base == pytest.approx(km * grams / 1000)


def test_time_is_that_of_the_mode_not_of_the_car() -> None:
    hours = {
        mode: commuting(*_one([16.0], office_days=5.0, mode=mode), shipped_constants()).hours.base
        for mode in Mode
    }
    by_car = minutes_by_road(np.array([16.0]))[0] / 60 * 440
    assert hours[Mode.CAR] == hours[Mode.ELECTRIC_CAR] == pytest.approx(by_car)
    assert hours[Mode.BUS] == pytest.approx(by_car * 1.6)
    assert hours[Mode.BICYCLE] == pytest.approx(440.0)
    assert hours[Mode.WALK] == pytest.approx(16 / 5 * 440)


def test_hub_days_go_to_the_nearest_existing_hub() -> None:
    hubs = [
        site("far", kind=SiteKind.HUB, status=SiteStatus.EXISTING),
        site("near", kind=SiteKind.HUB, status=SiteStatus.EXISTING),
        site("candidate"),
        site("shut", kind=SiteKind.HUB, status=SiteStatus.CLOSED),
    ]
    staff, travel = _one([50, 20, 7, 1, 1], [office(), *hubs], office_days=0.0, hub_days=2.0)
    assert commuting(staff, travel, shipped_constants()).km.base == pytest.approx(2 * 2 * 7 * 44)


def test_hub_days_at_an_unknown_hub_and_unknown_ways_count_as_nothing_known() -> None:
    staff, travel = _one([np.nan], hub_days=2.0)
    found = commuting(staff, travel, shipped_constants())
    assert (found.people, found.km.base, found.hours.high) == (1, 0.0, 0.0)


def test_a_limit_of_a_distance_class_belongs_to_the_class_above() -> None:
    km = np.array([0, 4.99, 5, 10, 30, 69.9, 70, 100, 500, np.nan])
    found = [DISTANCE_CLASSES[index] for index in distance_class(km)]
    assert found == [
        "0-5", "0-5", "5-10", "10-30", "30-70", "30-70", "70-100", "100-", "100-", "unknown",
    ]  # fmt: skip


@pytest.mark.parametrize("breakdown", list(Breakdown))
@given(seed=st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_rows_of_a_breakdown_sum_to_the_total(breakdown: Breakdown, seed: int) -> None:
    staff, travel = random_county(seed, people=80)
    total = commuting(staff, travel, shipped_constants())
    rows = commuting_by(breakdown, staff, travel, shipped_constants())
    assert sum(row.commuting.people for row in rows) == total.people == 80
    assert len({row.key for row in rows}) == len(rows)
    for name in FIGURES:
        found = sum(getattr(row.commuting, name).base for row in rows)
        assert found == pytest.approx(getattr(total, name).base)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_persons_sum_to_the_total_and_ranges_enclose_it(seed: int) -> None:
    staff, travel = random_county(seed, people=60)
    total, each = (f(staff, travel, shipped_constants()) for f in (commuting, person_years))
    for name in FIGURES:
        span = getattr(total, name)
        assert span.low <= span.base <= span.high
        assert getattr(each, name).sum() == pytest.approx(span.base)


def test_the_order_of_people_does_not_matter() -> None:
    staff, travel = random_county(3, people=100)
    turned = staff.where(np.argsort(np.arange(100) * 37 % 100))
    one, other = (commuting(s, travel, shipped_constants()) for s in (staff, turned))
    assert one.km.base == pytest.approx(other.km.base, rel=1e-12)


def test_blocks_of_people_give_the_same_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    staff, travel = random_county(4, people=100)
    whole = commuting_by(Breakdown.MODE, staff, travel, shipped_constants())
    monkeypatch.setattr("arbetshubb.analysis.commuting.register._BLOCK", 7)
    parts = commuting_by(Breakdown.MODE, staff, travel, shipped_constants())
    for one, other in zip(whole, parts, strict=True):
        assert one.commuting.km.base == pytest.approx(other.commuting.km.base)


def test_nobody_travels_nothing() -> None:
    staff, travel = workforce([], [office()], municipalities=["A"]), matrix(np.empty((0, 1)))
    total = commuting(staff, travel, shipped_constants())
    assert (total.people, total.km.base, total.km.high) == (0, 0.0, 0.0)
    rows = commuting_by(Breakdown.MUNICIPALITY, staff, travel, shipped_constants())
    assert [(row.key, row.commuting.people) for row in rows] == [("A", 0)]
    empty = workforce([], [])
    assert commuting(empty, matrix(np.empty((0, 0))), shipped_constants()).people == 0


def test_units_of_one_name_at_two_employers_are_two_rows() -> None:
    people = [employee(cell(0, 0), employer=name, unit="HR") for name in ("A", "B", "B")]
    staff = workforce(people, [office()])
    rows = commuting_by(Breakdown.UNIT, staff, matrix([[5.0]]), shipped_constants())
    assert [(row.key, row.commuting.people) for row in rows] == [("A – HR", 1), ("B – HR", 2)]
