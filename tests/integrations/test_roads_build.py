"""A network is built in steps that can be stopped, for an area, and is refused when it is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import osmium
import pytest

from arbetshubb.analysis.travel import NoWay
from arbetshubb.integrations.roads import (
    AreaNotUsable,
    AreaTooSmall,
    ModeMissing,
    NetworkBusy,
    NetworkDamaged,
    NetworkOfOtherVersion,
    NetworkUnfinished,
    NoRoadsInArea,
    NotANetwork,
    NotEnoughDisk,
    NotEnoughMemory,
    OsrmRouter,
    OtherNetwork,
    RoadFileMissing,
    build,
    needs,
    programs,
)
from arbetshubb.integrations.roads.area import area_from
from arbetshubb.integrations.roads.build import Order, steps_of
from arbetshubb.integrations.roads.build import build as build_in
from arbetshubb.integrations.roads.folder import Network, read_network
from arbetshubb.integrations.roads.osm_file import osm_file
from tiny_roads import at, square, write_extract

SOURCE = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_extract(tmp_path_factory.mktemp("osm") / "county.osm.pbf")


@pytest.fixture(scope="module")
def network(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("networks") / "county"
    build_in(Order(osm_file(extract), folder, programs.MODES))
    return folder


def order(extract: Path, folder: Path, *modes: str, **more: object) -> Order:
    return Order(osm_file(extract), folder, modes or ("car",), **more)  # type: ignore[arg-type]


def geojson(path: Path, content: object) -> str:
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def test_the_folder_says_what_it_was_made_of(network: Path) -> None:
    known = read_network(network)
    assert (known.source, known.date, known.area) == ("county.osm.pbf", "2026-10-28", None)
    assert known.roads == 9
    assert known.engine == programs.engine_version()
    assert set(known.modes) == {"car", "bicycle", "foot"}
    assert all(mode.pieces > 0 for mode in known.modes.values())


def test_each_way_of_travelling_has_roads_of_its_own(network: Path) -> None:
    car, bicycle, foot = (OsrmRouter(network, mode) for mode in ("car", "bicycle", "foot"))
    ways = [router.travel([at(11)], [at(12)]) for router in (car, bicycle, foot)]
    assert ways[0].km[0, 0] > 7  # round by the street, from where the path is nearest to it
    assert ways[1].km[0, 0] == pytest.approx(5.07, rel=0.02)
    assert ways[2].km[0, 0] == pytest.approx(5.07, rel=0.02)
    assert ways[2].minutes[0, 0] > ways[1].minutes[0, 0]


def test_walkers_may_go_against_a_one_way_street(network: Path) -> None:
    foot, car = (OsrmRouter(network, mode).travel([at(2)], [at(7)]) for mode in ("foot", "car"))
    assert foot.km[0, 0] < car.km[0, 0] - 1


def test_a_finished_network_is_not_built_again(extract: Path, network: Path) -> None:
    said: list[str] = []
    again = build_in(order(extract, network, "car"), lambda step, _share: said.append(step))
    assert said == []
    assert set(again.modes) == {"car", "bicycle", "foot"}


def test_a_mode_can_be_added_later(extract: Path, tmp_path: Path) -> None:
    build_in(order(extract, tmp_path / "n", "car"))
    assert steps_of(order(extract, tmp_path / "n", "foot")) == ["extract-foot", "contract-foot"]
    assert set(build_in(order(extract, tmp_path / "n", "foot")).modes) == {"car", "foot"}


def test_an_area_keeps_ways_whole_that_cross_its_border(extract: Path, tmp_path: Path) -> None:
    """The square holds junctions 1 and 4; the street on to 2 comes with them, whole."""
    area = area_from(geojson(tmp_path / "a.geojson", square(13.9, 62.95, 14.05, 63.1)), buffer_km=0)
    build_in(order(extract, tmp_path / "n", "car", area=area))
    router = OsrmRouter(tmp_path / "n")
    assert router.travel([at(4)], [at(2)]).km[0, 0] == pytest.approx(5.57 + 5.07, rel=0.02)
    assert router.travel([at(4)], [at(6)]).no_way[0, 0] == NoWay.FAR_FROM_ROAD
    assert router.network.roads == 2


def test_a_buffer_brings_the_roads_around_the_area(extract: Path, tmp_path: Path) -> None:
    inside = geojson(tmp_path / "a.geojson", square(13.9, 62.95, 14.05, 63.1))
    wide = area_from(inside, buffer_km=10)
    build_in(order(extract, tmp_path / "n", "car", area=wide, buffer_km=10.0))
    known = read_network(tmp_path / "n")
    assert known.roads > 2
    assert known.area is not None
    assert known.area.buffer_km == 10.0


def test_ten_kilometres_of_buffer_are_ten_kilometres_both_ways(tmp_path: Path) -> None:
    plain = area_from(geojson(tmp_path / "a.json", square(14.0, 63.0, 14.2, 63.1)), buffer_km=0)
    wide = area_from(geojson(tmp_path / "a.json", square(14.0, 63.0, 14.2, 63.1)), buffer_km=10)
    north = (wide.bounds[3] - plain.bounds[3]) * 111.2
    east = (wide.bounds[2] - plain.bounds[2]) * 111.2 * np.cos(np.radians(63.05))
    assert north == pytest.approx(10, rel=0.02)
    assert east == pytest.approx(10, rel=0.02)


def test_turn_restrictions_come_along(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "turns.osm.pbf", restrictions=True)
    area = area_from(geojson(tmp_path / "a.json", square(13.9, 62.9, 14.6, 63.1)), buffer_km=0)
    build_in(order(path, tmp_path / "n", "car", area=area))
    kept = osmium.FileProcessor(str(tmp_path / "n" / "roads.osm.pbf"), osmium.osm.RELATION)
    assert [relation.tags["restriction"] for relation in kept] == ["no_left_turn"]


def test_a_county_and_a_municipality_are_areas_by_their_codes() -> None:
    county, municipality = area_from("23", buffer_km=0), area_from("2380", buffer_km=0)
    assert county.shape.contains(municipality.shape.centroid)
    assert county.fingerprint != municipality.fingerprint
    assert county.fingerprint == area_from("23", buffer_km=0).fingerprint


@pytest.mark.parametrize("code", ["99", "9999", "123", "nowhere.geojson"])
def test_what_is_no_area_is_refused(code: str) -> None:
    with pytest.raises(AreaNotUsable):
        area_from(code, buffer_km=20)


@pytest.mark.parametrize(
    "content",
    [
        {"type": "Point", "coordinates": [14, 63]},
        {"type": "FeatureCollection", "features": []},
        {
            "type": "Polygon",
            "coordinates": [[[482e3, 7e6], [483e3, 7e6], [483e3, 7.1e6], [482e3, 7e6]]],
        },
        ["not geojson"],
        {"type": "Polygon"},
    ],
)
def test_geojson_without_polygons_in_degrees_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(AreaNotUsable):
        area_from(geojson(tmp_path / "a.geojson", content), buffer_km=20)


def test_an_area_of_a_house_is_too_small(tmp_path: Path) -> None:
    house = geojson(tmp_path / "a.geojson", square(14.0, 63.0, 14.001, 63.001))
    with pytest.raises(AreaTooSmall):
        area_from(house, buffer_km=0)


def test_an_area_without_roads_is_refused(extract: Path, tmp_path: Path) -> None:
    area = area_from(geojson(tmp_path / "a.json", square(16.0, 60.0, 16.2, 60.1)), buffer_km=0)
    with pytest.raises(NoRoadsInArea):
        build_in(order(extract, tmp_path / "n", area=area))


def test_a_folder_of_something_else_is_left_alone(extract: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("precious")
    with pytest.raises(NotANetwork) as caught:
        build_in(order(extract, tmp_path))
    assert caught.value.found == "thesis.docx"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_another_extract_needs_another_folder(extract: Path, network: Path, tmp_path: Path) -> None:
    other = write_extract(tmp_path / "other.osm.pbf", date="2025-01-01")
    with pytest.raises(OtherNetwork):
        build_in(order(other, network))


def test_two_builds_at_once_are_kept_apart(extract: Path, tmp_path: Path) -> None:
    folder = tmp_path / "n"
    folder.mkdir()
    with build._locked(folder), pytest.raises(NetworkBusy):
        build_in(order(extract, folder))


def test_a_network_of_another_engine_is_refused(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arbetshubb.integrations.roads.folder.engine_version", lambda: "99.1")
    with pytest.raises(NetworkOfOtherVersion) as caught:
        OsrmRouter(network)
    assert (caught.value.built, caught.value.installed) == (programs.engine_version(), "99.1")


def test_a_mode_that_was_not_built_is_refused(extract: Path, tmp_path: Path) -> None:
    build_in(order(extract, tmp_path / "n", "car"))
    with pytest.raises(ModeMissing):
        OsrmRouter(tmp_path / "n", "foot")


def test_a_damaged_and_an_unfinished_network_are_refused(extract: Path, tmp_path: Path) -> None:
    folder = tmp_path / "n"
    build_in(order(extract, folder, "car"))
    shortcuts = folder / "car" / "network.osrm.hsgr"
    shortcuts.write_bytes(shortcuts.read_bytes()[:-100])
    with pytest.raises(NetworkDamaged) as caught:
        OsrmRouter(folder)
    assert caught.value.file == "car/network.osrm.hsgr"
    (folder / "network.json").write_text("{}")
    with pytest.raises(NetworkDamaged):
        OsrmRouter(folder)
    (folder / "network.json").unlink()
    with pytest.raises(NetworkUnfinished):
        OsrmRouter(folder)


def test_an_empty_folder_and_no_folder_are_no_networks(tmp_path: Path) -> None:
    with pytest.raises(NotANetwork):
        OsrmRouter(tmp_path)
    with pytest.raises(RoadFileMissing):
        OsrmRouter(tmp_path / "none")


def test_a_build_that_cannot_fit_is_refused_before_it_starts(
    extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = needs.needs_of_roads(10**9, modes=3)
    monkeypatch.setattr(needs, "free_disk", lambda _folder: 10**9)
    with pytest.raises(NotEnoughDisk):
        needs.check_room(wanted, folder=tmp_path, source=extract)
    monkeypatch.setattr(needs, "free_disk", lambda _folder: 10**15)
    monkeypatch.setattr(needs, "free_memory", lambda: 10**9)
    with pytest.raises(NotEnoughMemory):
        needs.check_room(wanted, folder=tmp_path, source=extract)


def test_a_build_needs_no_less_than_the_engine_took(network: Path) -> None:
    """The rule of thumb is an upper bound also where everything is small, but for fixed files."""
    roads = (network / "roads.osm.pbf").stat().st_size
    taken = sum(path.stat().st_size for path in (network / "car").glob("network.osrm.*"))
    fixed = 30 * 8192
    assert taken <= needs.needs_of_roads(roads, modes=1).disk + fixed


def test_free_disk_is_that_of_the_nearest_folder_there_is(tmp_path: Path) -> None:
    assert needs.free_disk(tmp_path / "not" / "yet") == pytest.approx(
        needs.free_disk(tmp_path), rel=0.1
    )


KILLED_IN = """
import os, signal, sys
from pathlib import Path
from arbetshubb.integrations.roads.build import Order, build
from arbetshubb.integrations.roads.osm_file import osm_file
def progress(step, share):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
build(Order(osm_file(Path(sys.argv[1])), Path(sys.argv[2]), ("car", "foot")), progress)
"""


@pytest.mark.parametrize("step", ["clip", "extract-car", "contract-car", "contract-foot"])
def test_a_killed_build_goes_on_where_it_was(extract: Path, tmp_path: Path, step: str) -> None:
    folder = tmp_path / "n"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_IN, str(extract), str(folder), step],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    steps = ["clip", "extract-car", "contract-car", "extract-foot", "contract-foot"]
    wanted = order(extract, folder, "car", "foot")
    assert steps_of(wanted) == steps[steps.index(step) :]
    said: list[str] = []
    built = _when_free(wanted, said)
    assert list(dict.fromkeys(said)) == steps[steps.index(step) :]
    assert set(built.modes) == {"car", "foot"}
    assert OsrmRouter(folder).travel([at(1)], [at(2)]).km[0, 0] == pytest.approx(5.07, rel=0.02)


def _when_free(wanted: Order, said: list[str]) -> Network:
    """Build as soon as the killed build's program has ended, which holds the lock until then."""
    for _ in range(200):
        try:
            return build_in(wanted, lambda step, _share: said.append(step))
        except NetworkBusy:
            time.sleep(0.05)
    raise AssertionError
