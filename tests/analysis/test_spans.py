import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.small_county import shipped_constants
from arbetshubb.analysis.spans import ends_of, spread, tables_at_ends

NUMBERS = st.floats(-1e6, 1e6)


@given(NUMBERS, st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6))
def test_low_is_never_above_base_and_high_never_below(
    base: float, ends: list[tuple[float, float]]
) -> None:
    spans = spread(np.array([base]), [(np.array([a]), np.array([b])) for a, b in ends])
    assert spans.low[0] <= spans.base[0] <= spans.high[0]


def test_deviations_add_as_squares() -> None:
    spans = spread(
        np.array([10.0]), [(np.array([7.0]), np.array([13.0])), (np.array([14.0]), np.array([6.0]))]
    )
    assert spans.at(0).low == pytest.approx(5.0)
    assert spans.at(0).high == pytest.approx(15.0)


def test_a_figure_that_rises_at_both_ends_has_no_low() -> None:
    spans = spread(np.array([10.0]), [(np.array([12.0]), np.array([11.0]))])
    assert (spans.at(0).low, spans.at(0).high) == (10.0, 12.0)


def test_the_mileage_rate_reaches_to_the_full_cost_of_a_car() -> None:
    constants = shipped_constants()
    assert ends_of(constants, "milersattning_own_car") == (25.0, 45.0)
    assert ends_of(constants, "workdays_per_year") == (205.0, 230.0)


def test_constants_without_a_range_are_not_moved() -> None:
    keys = ["asek_regional_trip_limit", "workdays_per_year"]
    moved = list(tables_at_ends(shipped_constants(), keys))
    assert [key for key, _, _ in moved] == ["workdays_per_year"]
    assert moved[0][1].value("workdays_per_year") == 205.0
    assert moved[0][2].value("workdays_per_year") == 230.0
