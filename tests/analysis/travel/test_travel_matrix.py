from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from arbetshubb.analysis.travel import NoWay, Quality, TravelMatrix


def travel(seconds: Any, metres: Any, no_way: Any) -> TravelMatrix:
    return TravelMatrix(
        np.array(seconds, dtype=np.float64),
        np.array(metres, dtype=np.float64),
        Quality.NETWORK,
        "test",
        np.array(no_way, dtype=np.uint8),
    )


def test_minutes_and_km_are_seconds_and_metres() -> None:
    found = travel([[90.0, np.nan]], [[1500.0, np.nan]], [[0, NoWay.FAR_FROM_ROAD]])
    assert found.minutes[0, 0] == 1.5
    assert found.km[0, 0] == 1.5
    assert np.isnan(found.minutes[0, 1])
    assert found.minutes is found.minutes  # worked out once


@pytest.mark.parametrize(
    ("seconds", "metres", "no_way", "wrong"),
    [
        ([[1.0, 2.0]], [[1.0]], [[0, 0]], "one shape"),
        ([1.0], [1.0], [0], "one shape"),
        ([[np.nan]], [[1.0]], [[0]], "seconds must be finite"),
        ([[1.0]], [[np.nan]], [[0]], "metres must be finite"),
        ([[1.0]], [[1.0]], [[NoWay.BEYOND_CUTOFF]], "nan where there is none"),
        ([[np.inf]], [[np.inf]], [[0]], "must be finite"),
        ([[np.inf]], [[np.nan]], [[NoWay.UNKNOWN]], "must be finite"),
        ([[-1.0]], [[1.0]], [[0]], "negative"),
    ],
)
def test_a_matrix_that_contradicts_itself_is_refused(
    seconds: Any, metres: Any, no_way: Any, wrong: str
) -> None:
    with pytest.raises(ValueError, match=wrong):
        travel(seconds, metres, no_way)


def test_minutes_without_reasons_leave_holes_that_nobody_explains() -> None:
    minutes, km = np.array([[1.0, np.nan, 3.0]]), np.array([[1.0, 2.0, np.nan]])
    found = TravelMatrix.of_minutes(minutes, km, Quality.ESTIMATE, "test")
    assert found.no_way.tolist() == [[NoWay.NONE, NoWay.UNKNOWN, NoWay.UNKNOWN]]
    assert np.isnan(found.seconds[0, 1:]).all()
    assert np.isnan(found.metres[0, 1:]).all()


def test_a_longer_way_than_the_cut_off_is_beyond_it_and_other_reasons_stay() -> None:
    whole = travel(
        [[600.0, 600.001, np.nan, np.nan]], [[1.0, 1.0, np.nan, np.nan]],
        [[0, 0, NoWay.FAR_FROM_ROAD, NoWay.OTHER_COMPONENT]],
    )  # fmt: skip
    near = whole.within(10)
    assert near.no_way.tolist() == [
        [NoWay.NONE, NoWay.BEYOND_CUTOFF, NoWay.FAR_FROM_ROAD, NoWay.OTHER_COMPONENT]
    ]
    assert near.km[0, 0] == whole.km[0, 0]
    assert np.isnan(near.km[0, 1])
    assert whole.no_way[0, 1] == NoWay.NONE  # the first matrix is not changed


@pytest.mark.parametrize("minutes", [-1.0, float("nan")])
def test_a_cut_off_must_be_a_time(minutes: float) -> None:
    with pytest.raises(ValueError, match="cut-off"):
        travel([[1.0]], [[1.0]], [[0]]).within(minutes)


@given(
    arrays(np.float64, (4, 3), elements=st.floats(0, 1e5)),
    st.floats(0, 2000),
    st.floats(0, 2000),
)
def test_a_larger_cut_off_keeps_every_pair_and_value(
    seconds: Any, one: float, other: float
) -> None:
    whole = travel(seconds, seconds, np.zeros((4, 3)))
    small, large = whole.within(min(one, other)), whole.within(max(one, other))
    kept = small.no_way == NoWay.NONE
    assert (large.no_way[kept] == NoWay.NONE).all()
    assert np.array_equal(large.seconds[kept], small.seconds[kept])
    assert np.array_equal(large.within(min(one, other)).seconds, small.seconds, equal_nan=True)
