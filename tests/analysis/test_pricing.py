from typing import Any

import numpy as np
import pytest

from analysis.small_county import shipped_constants
from arbetshubb.analysis.pricing import (
    EMISSION_KEYS,
    TIME_VALUE_KEYS,
    TravelWeek,
    figures_in_a_year,
    prices,
    value_in_a_year,
)
from arbetshubb.analysis.workforce import MODES, Mode


def _week(mode: Mode, km: Any, minutes: float) -> TravelWeek:
    row = np.zeros((2, len(MODES)))
    row[:, MODES.index(mode)] = km, minutes
    return TravelWeek(row[0], row[1])


def test_value_is_vehicle_time_and_carbon() -> None:
    """100 km and 90 minutes a week by car."""
    price = prices(shipped_constants())
    found = value_in_a_year(_week(Mode.CAR, 100.0, 90.0), price)
    assert found == pytest.approx(44 * (100 * 2.5 + 1.5 * 110 + 100 * 0.165 * 7))


@pytest.mark.parametrize("mode", MODES)
def test_value_agrees_with_the_figures_it_is_made_of(mode: Mode) -> None:
    price, week = prices(shipped_constants()), _week(mode, 30.0, 40.0)
    _, hours, kronor, kg = figures_in_a_year(week, price)
    hour_value = price.hour_value[MODES.index(mode)]
    assert value_in_a_year(week, price) == pytest.approx(kronor + hours * hour_value + kg * 7)


def test_every_mode_has_a_factor_and_a_time_value() -> None:
    assert set(EMISSION_KEYS) == set(TIME_VALUE_KEYS) == set(Mode)


def test_weeks_add_and_subtract() -> None:
    one, other = _week(Mode.CAR, 5.0, 6.0), _week(Mode.BUS, 1.0, 2.0)
    assert np.array_equal(((one + other) - other).km, one.km)
