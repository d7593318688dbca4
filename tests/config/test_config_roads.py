"""What the operator gives to measure travel with reaches the rooms through the settings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from arbetshubb.analysis.travel import DEFAULT_CALIBRATION, EstimateRouter, Quality
from arbetshubb.config import roads
from arbetshubb.distances.rules.ways import Way
from arbetshubb.distances.travel import router, ways_in_use
from arbetshubb.foundation.jobs import JobFailed
from tiny_roads import at, write_extract


@pytest.fixture(autouse=True)
def _measured(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.VAR = tmp_path
    settings.ARBETSHUBB_ROUTER = "arbetshubb.config.roads.router"
    settings.ARBETSHUBB_WAYS = "arbetshubb.config.roads.ways"
    settings.ARBETSHUBB_ROADS = settings.ARBETSHUBB_TRANSIT = ""
    settings.ARBETSHUBB_TRANSIT_DATE = settings.ARBETSHUBB_CALIBRATION = ""
    yield
    roads._network.cache_clear()
    roads._transit.cache_clear()


def test_an_extract_measures_cars_and_remembers(settings: Settings, tmp_path: Path) -> None:
    settings.ARBETSHUBB_ROADS = str(write_extract(tmp_path / "county.osm.pbf"))
    assert ways_in_use() == (Way.CAR,)
    assert router().travel([at(1)], [at(2)]).km[0, 0] == pytest.approx(5.07, rel=0.02)
    assert list((tmp_path / "roads" / "travel").glob("*.travel"))


def test_a_fitted_estimate_is_used_where_there_are_no_roads(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "cal.json"
    path.write_text(json.dumps({**DEFAULT_CALIBRATION.to_dict(), "factor": 1.5}), encoding="utf-8")
    settings.ARBETSHUBB_CALIBRATION = str(path)
    travel, stated = router().travel([at(1)], [at(2)]), EstimateRouter().travel([at(1)], [at(2)])
    assert travel.km[0, 0] == pytest.approx(stated.km[0, 0] * 1.5 / 1.3)
    assert travel.quality is Quality.ESTIMATE
    assert router(Way.FOOT).travel([at(1)], [at(2)]).minutes[0, 0] > 60


def test_a_broken_file_is_told_with_what_to_do(settings: Settings, tmp_path: Path) -> None:
    settings.ARBETSHUBB_ROADS = str(tmp_path)
    with pytest.raises(JobFailed):
        router()
    assert ways_in_use() == (Way.CAR,)
