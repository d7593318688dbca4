from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from analysis.small_county import cell, matrix, point
from arbetshubb.analysis.places import Sweref, wgs84_from_sweref
from arbetshubb.analysis.travel import (
    DEFAULT_CALIBRATION,
    Calibration,
    EstimateRouter,
    EstimateSource,
    Quality,
    TableRouter,
    TravelTable,
    estimate_source,
    matrix_from_table,
    minutes_by_road,
    nearest_of,
    straight_km,
    way_to,
)

CALIBRATIONS = st.builds(
    lambda start, top, lost, reach, factor, source: Calibration(
        factor, start, top, lost * top, reach, source
    ),
    start=st.floats(0, 10),
    top=st.floats(20, 130),
    lost=st.floats(0, 0.95),
    reach=st.floats(0.5, 100),
    factor=st.floats(1, 3),
    source=st.sampled_from(["", "OSRM 26.10 (car), OpenStreetMap 2026-10-28, ab12"]),
)


def test_the_estimate_is_the_straight_line_times_the_detour_factor() -> None:
    found = EstimateRouter().travel([point(0, 0)], [point(30, 40), point(0, 0)])
    assert found.km[0] == pytest.approx([65.0, 0.0])
    assert found.quality is Quality.ESTIMATE
    assert "1.30" in found.source


def test_minutes_follow_the_stated_speed_curve() -> None:
    v = 80 - 48 * np.exp(-65 / 10)
    assert minutes_by_road(np.array([65.0, 0.0])) == pytest.approx([2 + 60 * 65 / v, 2.0])


def test_no_way_stays_no_way() -> None:
    assert np.isnan(minutes_by_road(np.array([np.nan])))[0]


NORTHINGS, EASTINGS = st.floats(6_130_000, 7_680_000), st.floats(265_000, 920_000)


@given(NORTHINGS, EASTINGS, NORTHINGS, EASTINGS)
def test_the_plane_is_within_two_thousandths_of_the_great_circle_in_sweden(
    n1: float, e1: float, n2: float, e2: float
) -> None:
    start, end = Sweref(n1, e1), Sweref(n2, e2)
    (lon1, lat1), (lon2, lat2) = wgs84_from_sweref([start, end])
    true_km = Geod(ellps="WGS84").inv(lon1, lat1, lon2, lat2)[2] / 1000
    assert straight_km([start], [end])[0, 0] == pytest.approx(true_km, rel=2e-3, abs=1e-3)


@given(CALIBRATIONS, st.lists(st.floats(0, 1500), min_size=2, max_size=20))
def test_a_longer_road_never_takes_less_time(used: Calibration, km: Any) -> None:
    minutes = minutes_by_road(np.sort(np.array(km)), used)
    assert np.all(np.diff(minutes) >= -1e-9)


@given(CALIBRATIONS, st.integers(0, 9))
def test_the_source_of_an_estimate_can_be_read_back(used: Calibration, known: int) -> None:
    source = str(EstimateSource(used, known, 9 if known else 0))
    found = estimate_source(source)
    assert found is not None
    assert found.detour_factor == pytest.approx(used.factor, abs=0.0051)
    assert found.calibration.curve == pytest.approx(used.curve)
    assert (found.fitted_to, found.known) == (used.source, known)


def test_the_source_of_the_stated_estimate_is_as_it_was_in_plans_published_before() -> None:
    assert EstimateRouter().travel([], []).source == "straight line × 1.30"
    old = estimate_source("straight line × 1.40; 1 of 4 distances known")
    assert old == EstimateSource(replace(DEFAULT_CALIBRATION, factor=1.4), known=1, pairs=4)


PLACES = st.lists(st.tuples(st.floats(-400, 400), st.floats(-400, 400)), min_size=3, max_size=3)


@given(CALIBRATIONS, PLACES)
def test_an_estimate_is_never_longer_by_way_of_a_third_place(used: Calibration, at: Any) -> None:
    places = [point(*position) for position in at]
    found = EstimateRouter(used).travel(places, places)
    assert (found.km + 1e-9 >= straight_km(places, places)).all()
    for by in range(3):
        through = found.seconds[:, by, None] + found.seconds[None, by]
        assert (found.seconds <= through + 1e-6).all()


@pytest.mark.parametrize(
    "source",
    [
        "",
        "OSRM 6.0, OpenStreetMap 2026-10-28, ab12",
        "straight line",
        "straight line × 0.5",
        "straight line × 1.30 (1 min + km at 50 − 60·exp(−km/10) km/h)",
    ],
)
def test_another_source_is_not_an_estimate(source: str) -> None:
    assert estimate_source(source) is None


def _table(**changes: Any) -> TravelTable:
    given = {
        "from_id": ["a", "a", "b", "x"],
        "to_id": ["s", "t", "s", "s"],
        "seconds": np.array([600.0, 1200.0, np.nan, 60.0]),
        "metres": np.array([9000.0, 20000.0, 1.0, 1.0]),
        "source": "osrm 2026-11",
    }
    return TravelTable(**{**given, **changes})


def test_a_table_becomes_a_network_matrix_with_holes_where_no_way_is_known() -> None:
    found = matrix_from_table(_table(), origins=["a", "b"], destinations=["s", "t"])
    assert found.quality is Quality.NETWORK
    assert found.source == "osrm 2026-11"
    assert found.minutes[0].tolist() == [10.0, 20.0]
    assert found.km[0].tolist() == [9.0, 20.0]
    assert np.isnan(found.minutes[1]).all()
    assert np.isnan(found.km[1]).all()


def test_a_pair_given_twice_counts_with_its_quickest_row() -> None:
    table = TravelTable(
        ["a", "a", "a"], ["s", "s", "s"], np.array([300.0, 120.0, 240.0]),
        np.array([5.0, 7000.0, 6.0]), "t",
    )  # fmt: skip
    found = matrix_from_table(table, origins=["a"], destinations=["s"])
    assert (found.minutes[0, 0], found.km[0, 0]) == (2.0, 7.0)


def test_two_origins_with_one_id_both_get_their_row() -> None:
    found = matrix_from_table(_table(), origins=["a", "a"], destinations=["s", "t", "s"])
    assert np.array_equal(found.minutes, [[10.0, 20.0, 10.0]] * 2)


def test_columns_of_a_table_must_agree() -> None:
    with pytest.raises(ValueError, match="one length"):
        _table(to_id=["s"])
    with pytest.raises(ValueError, match="negative"):
        _table(metres=np.array([-1.0, 0, 0, 0]))


def test_a_table_router_finds_cells_and_sites() -> None:
    home = cell(3, 4)
    table = TravelTable([home.id], ["hub"], np.array([180.0]), np.array([2500.0]), "t")
    router = TableRouter(table, {point(1, 1): "hub"})
    found = router.travel([home.centre, cell(9, 9).centre], [point(1, 1), point(2, 2)])
    assert found.minutes[0, 0] == 3.0
    assert np.isnan(found.minutes).sum() == 3


def test_the_nearest_site_is_the_one_with_fewest_minutes_and_the_first_of_equals() -> None:
    travel = matrix([[5, 3, 3], [np.nan, np.nan, 1], [np.nan, np.nan, np.nan]])
    nearest = nearest_of(travel, np.array([0, 1, 2]))
    assert nearest.tolist() == [1, 2, -1]
    assert nearest_of(travel, np.array([], dtype=np.int64)).tolist() == [-1, -1, -1]
    assert way_to(travel.km, nearest)[:2].tolist() == [3.0, 1.0]
    assert np.isnan(way_to(travel.km, nearest)[2])
