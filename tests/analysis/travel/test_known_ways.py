from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.small_county import matrix, point
from arbetshubb.analysis.travel import (
    DEFAULT_CALIBRATION,
    EstimateRouter,
    KnownWay,
    NoWay,
    Quality,
    TravelMatrix,
    estimate_source,
    known_ways_in,
    minutes_by_road,
    with_known,
)

DRIVEN = KnownWay(69.0, None, "driven")


def estimated(**changes: Any) -> TravelMatrix:
    router = EstimateRouter(replace(DEFAULT_CALIBRATION, **changes))
    return router.travel([point(0, 0), point(5, 5)], [point(47, 0), point(9, 9)])


def test_known_distances_replace_the_estimate_and_it_stays_an_estimate() -> None:
    estimate = estimated()
    better = with_known(estimate, {(0, 0): DRIVEN})
    assert better.km[0, 0] == 69.0
    assert better.minutes[0, 0] == pytest.approx(minutes_by_road(np.array([69.0]))[0])
    assert better.quality is Quality.ESTIMATE
    untouched = np.array([[False, True], [True, True]])
    assert np.array_equal(better.km[untouched], estimate.km[untouched])
    assert estimate.km[0, 0] != 69.0  # the first matrix is not changed


def test_known_minutes_count_as_they_are() -> None:
    assert with_known(estimated(), {(1, 1): KnownWay(12.0, 31.0, "driven")}).minutes[1, 1] == 31.0


def test_only_a_distance_known_goes_by_the_curve_that_the_estimate_was_made_with() -> None:
    slow = replace(DEFAULT_CALIBRATION, top_speed=60.0, source="OSRM (cars), 2026-10-28")
    better = with_known(
        EstimateRouter(slow).travel([point(0, 0)], [point(47, 0)]), {(0, 0): DRIVEN}
    )
    assert better.minutes[0, 0] == pytest.approx(minutes_by_road(np.array([69.0]), slow)[0])


def test_a_measured_pair_keeps_its_speed_when_only_its_distance_is_known() -> None:
    measured = matrix([[10.0, 20.0]], [[20.0, 30.0]])
    better = with_known(measured, {(0, 0): KnownWay(15.0, None, "driven")})
    assert better.quality is Quality.NETWORK
    assert better.minutes.tolist() == [[30.0, 30.0]]
    assert better.km.tolist() == [[15.0, 20.0]]


def test_a_known_way_fills_a_hole() -> None:
    holes = matrix([[np.nan, 0.0]], [[np.nan, 0.0]])
    known = {(0, 0): KnownWay(9.0, None, "ferry"), (0, 1): KnownWay(9.0, None, "ferry")}
    better = with_known(holes, known)
    assert better.no_way.tolist() == [[NoWay.NONE, NoWay.NONE]]
    assert better.minutes[0] == pytest.approx(minutes_by_road(np.array([9.0, 9.0])))


@pytest.mark.parametrize("first", [estimated(), matrix([[10.0, 20.0]], [[20.0, 30.0]])])
def test_the_source_says_how_many_are_known_and_can_be_read_back(first: TravelMatrix) -> None:
    assert known_ways_in(first.source) is None
    better = with_known(first, {(0, 0): DRIVEN, (0, 1): DRIVEN})
    said = known_ways_in(better.source)
    assert said is not None
    assert (said.known, said.pairs, said.base) == (2, first.seconds.size, first.source)


def test_an_estimate_still_says_how_it_was_made() -> None:
    found = estimate_source(with_known(estimated(factor=1.4), {(0, 0): DRIVEN}).source)
    assert found is not None
    assert (found.detour_factor, found.known, found.pairs) == (1.4, 1, 4)


def test_a_matrix_is_corrected_once() -> None:
    better = with_known(estimated(), {(0, 0): DRIVEN})
    with pytest.raises(ValueError, match="corrected once"):
        with_known(better, {(0, 1): DRIVEN})


def test_nothing_known_changes_nothing() -> None:
    estimate = estimated()
    assert with_known(estimate, {}) is estimate


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_a_known_way_must_be_a_length(value: float) -> None:
    with pytest.raises(ValueError, match="finite number of km"):
        KnownWay(value, None, "driven")
    with pytest.raises(ValueError, match="finite number of minutes"):
        KnownWay(1.0, value, "driven")


@pytest.mark.parametrize("pair", [(2, 0), (0, 2), (-1, 0), (0, -1)])
def test_a_known_way_outside_the_matrix_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(IndexError, match="outside"):
        with_known(estimated(), {pair: DRIVEN})


PAIRS = st.tuples(st.integers(0, 1), st.integers(0, 1))
WAYS = st.builds(
    KnownWay, km=st.floats(0, 500), minutes=st.none() | st.floats(0, 500), source=st.just("t")
)


@given(st.dictionaries(PAIRS, WAYS))
def test_known_ways_change_their_pairs_and_no_other(known: dict[tuple[int, int], KnownWay]) -> None:
    first = estimated()
    better = with_known(first, known)
    for pair in np.ndindex(2, 2):
        if pair in known:
            assert better.km[pair] == pytest.approx(known[pair].km)
        else:
            assert better.km[pair] == first.km[pair]
            assert better.seconds[pair] == first.seconds[pair]
