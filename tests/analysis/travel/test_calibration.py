import csv
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.travel import (
    DEFAULT_CALIBRATION,
    Calibration,
    EstimateError,
    EstimateRouter,
    EstimateSource,
    calibrate,
    estimate_source,
    minutes_by_road,
)

TRUE = Calibration(1.37, 1.5, 88.0, 40.0, 14.0)
"""What the made-up roads below follow."""


def made_up(pairs: int = 600, *, noise: float = 0.1, seed: int = 1) -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(seed)
    straight = rng.uniform(0.5, 150, pairs)
    road = straight * TRUE.factor * np.exp(rng.normal(0, noise, pairs))
    minutes = minutes_by_road(road, TRUE) * np.exp(rng.normal(0, noise, pairs))
    return straight, road, minutes


def test_a_calibration_finds_what_the_roads_follow() -> None:
    straight, road, minutes = made_up(noise=0.0)
    found = calibrate(straight, road, minutes, source="made up")
    assert found.factor == pytest.approx(1.37)
    assert minutes_by_road(road, found) == pytest.approx(minutes_by_road(road, TRUE), rel=0.01)
    assert found.km_error == EstimateError(600, 0.0, 0.0)
    assert found.minutes_error is not None
    assert found.minutes_error.p90 < 0.01


def test_a_few_wild_pairs_do_not_bend_it() -> None:
    straight, road, minutes = made_up(noise=0.05)
    plain = calibrate(straight, road, minutes, source="t")
    road[:30], minutes[:30] = road[:30] * 8, minutes[:30] * 20  # round a lake, then a ferry
    wild = calibrate(straight, road, minutes, source="t")
    assert wild.factor == pytest.approx(plain.factor, rel=0.02)
    km = np.array([2.0, 20.0, 90.0])
    assert minutes_by_road(km, wild) == pytest.approx(minutes_by_road(km, plain), rel=0.06)


def test_errors_are_of_pairs_held_out() -> None:
    straight, road, minutes = made_up(noise=0.2)
    found = calibrate(straight, road, minutes, source="t")
    assert found.km_error is not None
    assert found.minutes_error is not None
    # Of lognormal noise with sigma 0.2 the median absolute relative error is about 0.13.
    assert found.km_error.pairs == 600
    assert found.km_error.median == pytest.approx(0.13, abs=0.02)
    assert found.km_error.p90 == pytest.approx(0.33, abs=0.05)
    assert found.minutes_error.median > 0.1


def test_a_fitted_estimate_is_better_than_the_stated_one_on_new_pairs() -> None:
    found = calibrate(*made_up(seed=1), source="t")
    straight, road, minutes = made_up(seed=2)

    def wrong(used: Calibration) -> tuple[float, float]:
        km = straight * used.factor
        return (
            float(np.median(np.abs(km / road - 1))),
            float(np.median(np.abs(minutes_by_road(km, used) / minutes - 1))),
        )

    assert wrong(found) < wrong(DEFAULT_CALIBRATION)
    assert wrong(found)[1] < wrong(DEFAULT_CALIBRATION)[1]
    assert found.km_error is not None
    assert wrong(found)[0] == pytest.approx(found.km_error.median, abs=0.02)


def test_pairs_without_a_way_or_a_line_are_left_out() -> None:
    straight, road, minutes = made_up()
    straight[0], road[1], minutes[2] = 0.0, np.nan, np.nan
    found = calibrate(straight, road, minutes, source="t")
    assert found.km_error is not None
    assert found.minutes_error is not None
    assert (found.km_error.pairs, found.minutes_error.pairs) == (598, 597)


def test_without_times_the_speeds_stay_as_stated() -> None:
    straight, road, _ = made_up()
    found = calibrate(straight, road, None, source="distances only", date="2026-11-22")
    assert found.curve == DEFAULT_CALIBRATION.curve
    assert found.minutes_error is None
    assert (found.source, found.date) == ("distances only", "2026-11-22")


def test_pairs_count_by_their_weight() -> None:
    straight, road, minutes = made_up(noise=0.0)
    road[::2], minutes[::2] = road[::2] * 1.5, minutes[::2] * 3
    weights = np.where(np.arange(600) % 2, 3.0, 1.0)
    found = calibrate(straight, road, minutes, source="t", weights=weights)
    assert found.factor == pytest.approx(TRUE.factor)
    km = road[1::2]
    assert minutes_by_road(km, found) == pytest.approx(minutes_by_road(km, TRUE), rel=0.2)
    assert found.km_error is not None
    assert found.km_error.median == 0.0
    assert found.km_error.p90 == pytest.approx(1 / 3, abs=0.01)
    none = calibrate(straight, road, minutes, source="t", weights=np.where(weights > 2, 1.0, 0.0))
    assert none.km_error == EstimateError(300, 0.0, 0.0)


@pytest.mark.parametrize("weight", [-1.0, np.nan, np.inf])
def test_a_weight_must_be_a_count(weight: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        calibrate(*made_up(), source="t", weights=np.full(600, weight))


def test_too_few_pairs_are_refused() -> None:
    straight, road, minutes = made_up(19)
    with pytest.raises(ValueError, match="19 measured pairs are too few"):
        calibrate(straight, road, minutes, source="t")
    with pytest.raises(ValueError, match="same pairs"):
        calibrate(straight, road[:-1], minutes, source="t")


@settings(max_examples=25)  # each fits the curve six times
@given(st.integers(0, 10_000), st.floats(0.01, 3))
def test_every_calibration_is_possible_and_can_be_said(seed: int, wild: float) -> None:
    rng = np.random.default_rng(seed)
    straight = rng.uniform(0.1, 300, 40)
    found = calibrate(
        straight, straight * rng.lognormal(0.3, wild, 40), rng.lognormal(3, wild, 40), source="t"
    )
    said = estimate_source(EstimateRouter(found).travel([], []).source)
    assert said is not None
    assert said.calibration.curve == found.curve
    assert Calibration.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_a_source_says_what_it_was_fitted_to_and_when() -> None:
    source = str(EstimateSource(replace(TRUE, source="OSRM 26.10", date="2026-11-22")))
    assert source.endswith("fitted to OSRM 26.10, 2026-11-22)")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"factor": 0.9}, "never shorter"),
        ({"factor": float("nan")}, "finite"),
        ({"top_speed": float("inf")}, "finite"),
        ({"speed_lost_near": 80.0}, "speed must be positive"),
        ({"speed_reach_km": 0.0}, "speed must be positive"),
        ({"start_minutes": -1.0}, "0 or more"),
    ],
)
def test_an_impossible_calibration_is_refused(changes: Any, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        replace(DEFAULT_CALIBRATION, **changes)


@pytest.mark.parametrize(
    "values", [{}, {"factor": "x"}, {**DEFAULT_CALIBRATION.to_dict(), "colour": "red"},
               {**DEFAULT_CALIBRATION.to_dict(), "km_error": {"median": 1}}],
)  # fmt: skip
def test_a_file_that_holds_no_calibration_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"calibration|float"):
        Calibration.from_dict(values)


def shared_data() -> Path:
    default = Path(__file__).parents[4] / "shared" / "data"
    return Path(os.environ.get("ARBETSHUBB_SHARED_DATA", default))


def test_known_distances_in_jamtland_give_the_factor_found_there() -> None:
    path = shared_data() / "jamtland_distances.csv"
    if not path.is_file():
        pytest.skip("needs ARBETSHUBB_SHARED_DATA with jamtland_distances.csv")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    straight = np.array([float(row["crow_km_from_ostersund"]) for row in rows])
    road = np.array([float(row["road_km_from_ostersund_approx"]) for row in rows])
    found = calibrate(straight, road, None, source="known distances from Östersund")
    assert found.factor == pytest.approx(1.31, abs=0.02)
    assert found.km_error is not None
    assert found.km_error.pairs == len(rows)
    assert 0.05 < found.km_error.median < 0.15
