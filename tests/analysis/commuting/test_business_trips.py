"""Business trips: emissions, money and hours from a file of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.small_county import shipped_constants
from arbetshubb.analysis.commuting import (
    BUSINESS_MODES,
    FUELS,
    BusinessBreakdown,
    BusinessMode,
    BusinessTrips,
    Fuel,
    business_by,
    business_year,
)


def _trips(*modes: BusinessMode, **columns: Any) -> BusinessTrips:
    count = len(modes)
    none, unknown = np.full(count, np.nan), np.full(count, -1)
    given = {
        "units": ("A", "B"), "periods": ("2026-01", "2026-02"),
        "mode": np.array([BUSINESS_MODES.index(mode) for mode in modes], dtype=np.int64),
        "km": np.full(count, 100.0), "kronor": none, "minutes": none, "fuel": unknown,
        "unit": unknown, "period": unknown, "trips": np.ones(count),
        "traveller": np.arange(count),
    }  # fmt: skip
    return BusinessTrips(**{**given, **columns})


@pytest.mark.parametrize(
    ("mode", "grams", "kronor", "speed"),
    [
        (BusinessMode.OWN_CAR, 165, 2.5, 70), (BusinessMode.POOL_CAR, 165, 4.5, 70),
        (BusinessMode.HIRE_CAR, 165, 6, 70), (BusinessMode.TAXI, 165 * 1.4, 25, 70),
        (BusinessMode.BUS, 27, 1, 70), (BusinessMode.TRAIN, 7, 1.5, 80),
        (BusinessMode.FLIGHT, 200, 3, 200),
    ],
)  # fmt: skip
def test_every_mode_has_its_factor_price_and_speed(
    mode: BusinessMode, grams: float, kronor: float, speed: float
) -> None:
    found = business_year(_trips(mode), shipped_constants())
    assert found.kg_co2e.base == pytest.approx(grams / 10)
    assert found.kronor.base == pytest.approx(kronor * 100)
    assert found.hours.base == pytest.approx(100 / speed)
    assert (found.trips, found.travellers) == (1.0, 1)
    assert found.km.low == found.km.high == 100.0


def test_what_was_paid_and_how_long_it_took_stand_before_the_constants() -> None:
    trips = _trips(BusinessMode.FLIGHT, kronor=np.array([777.0]), minutes=np.array([90.0]))
    found = business_year(trips, shipped_constants())
    assert (found.kronor.base, found.kronor.high) == (777.0, 777.0)
    assert (found.hours.base, found.hours.low) == (1.5, 1.5)
    assert found.kg_co2e.low < found.kg_co2e.base < found.kg_co2e.high


def test_a_cars_fuel_counts_when_it_is_known() -> None:
    electric = np.array([FUELS.index(Fuel.ELECTRIC)])
    found = business_year(_trips(BusinessMode.POOL_CAR, fuel=electric), shipped_constants())
    assert found.kg_co2e.base == pytest.approx(1.4)


def test_who_did_not_tell_a_unit_is_in_a_row_of_their_own() -> None:
    trips = _trips(*[BusinessMode.TAXI] * 3, unit=np.array([0, -1, 0]))
    rows = business_by(BusinessBreakdown.UNIT, trips, shipped_constants())
    assert [(row.key, row.figures.trips) for row in rows] == [("A", 2), ("B", 0), ("unknown", 1)]


def test_travellers_are_counted_only_when_all_lines_tell_who() -> None:
    trips = _trips(*[BusinessMode.TRAIN] * 3, traveller=np.array([7, 7, 8]))
    assert business_year(trips, shipped_constants()).travellers == 2
    unknown = replace(trips, traveller=np.array([7, -1, 8]))
    assert business_year(unknown, shipped_constants()).travellers is None


@pytest.mark.parametrize("column", ["km", "kronor", "minutes", "trips"])
@pytest.mark.parametrize("value", [-1.0, np.inf])
def test_numbers_without_meaning_are_refused(column: str, value: float) -> None:
    with pytest.raises(ValueError, match=column):
        _trips(BusinessMode.TAXI, **{column: np.array([value])})


def test_kilometres_must_be_told() -> None:
    with pytest.raises(ValueError, match="kilometres"):
        _trips(BusinessMode.TAXI, km=np.array([np.nan]))


@pytest.mark.parametrize("by", list(BusinessBreakdown))
@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_rows_sum_to_the_year(by: BusinessBreakdown, seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(0, 40))
    kronor = np.where(rng.random(count) < 0.5, np.nan, rng.uniform(0, 5000, count))
    trips = _trips(
        *rng.choice(BUSINESS_MODES, count), km=rng.uniform(0, 900, count), kronor=kronor,
        fuel=rng.integers(-1, len(FUELS), count), unit=rng.integers(-1, 2, count),
        period=rng.integers(-1, 2, count), trips=rng.integers(1, 5, count).astype(float),
    )  # fmt: skip
    year = business_year(trips, shipped_constants())
    rows = [row.figures for row in business_by(by, trips, shipped_constants())]
    assert sum(row.trips for row in rows) == pytest.approx(year.trips)
    for figure in ("km", "hours", "kronor", "kg_co2e"):
        spans = [getattr(row, figure) for row in rows]
        assert sum(span.base for span in spans) == pytest.approx(getattr(year, figure).base)
        assert all(0 <= span.low <= span.base <= span.high for span in spans)
