"""Travel from road files: a network of a dozen junctions through OSRM, and finished matrices."""

import re
from pathlib import Path

import numpy as np
import osmium
import polars as pl
import pytest
from django.utils.translation import override

from arbetshubb.analysis.places import (
    Cell,
    Site,
    SiteKind,
    SiteStatus,
    Sweref,
    sweref_from_wgs84,
)
from arbetshubb.analysis.travel import NoWay, Quality
from arbetshubb.integrations.roads import (
    MatrixColumnsMissing,
    MatrixIdsMissing,
    MatrixNotReadable,
    MatrixValuesWrong,
    NoRoadsInArea,
    RoadError,
    RoadFileMissing,
    RoadNetworkBroken,
    UnknownRoadFile,
    matrix_from_parquet,
    network_router,
    router_from,
)
from arbetshubb.integrations.roads.texts import sentence
from tiny_roads import at, write_extract


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_extract(tmp_path_factory.mktemp("osm") / "county.osm.pbf")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("networks")


def test_travel_follows_the_roads(extract: Path, cache: Path) -> None:
    travel = router_from(extract, cache=cache).travel([at(4)], [at(1), at(3)])
    assert travel.km[0] == pytest.approx([5.57, 5.57 + 10.14], rel=0.02)
    assert (travel.minutes > 0).all()
    assert travel.quality is Quality.NETWORK


def test_a_ferry_takes_its_time(extract: Path, cache: Path) -> None:
    travel = router_from(extract, cache=cache).travel([at(3)], [at(5)])
    assert travel.minutes[0, 0] == pytest.approx(30, abs=6)
    assert travel.km[0, 0] == pytest.approx(5.07, rel=0.02)


def test_a_one_way_street_makes_one_direction_longer(extract: Path, cache: Path) -> None:
    router = router_from(extract, cache=cache)
    there = router.travel([at(7)], [at(2)]).km[0, 0]
    back = router.travel([at(2)], [at(7)]).km[0, 0]
    assert back > there + 5


def test_an_island_cannot_be_reached(extract: Path, cache: Path) -> None:
    travel = router_from(extract, cache=cache).travel([at(1), at(8)], [at(9)])
    assert np.isnan(travel.minutes[0, 0])
    assert np.isnan(travel.km[0, 0])
    assert travel.minutes[1, 0] > 0


def test_a_point_far_from_every_road_has_no_way(extract: Path, cache: Path) -> None:
    nowhere = sweref_from_wgs84(63.3, 15.0)
    travel = router_from(extract, cache=cache).travel([nowhere, at(1)], [at(2), nowhere])
    assert np.isnan(travel.minutes).tolist() == [[True, True], [False, True]]


def test_many_origins_are_asked_in_batches_in_their_order(extract: Path, cache: Path) -> None:
    origins = [at(1), at(3), at(4)] * 250
    travel = router_from(extract, cache=cache).travel(origins, [at(2)])
    assert travel.km.shape == (750, 1)
    assert travel.km[:3, 0] == pytest.approx(travel.km[747:, 0])


def test_many_destinations_are_asked_in_batches_too(
    extract: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    router = router_from(extract, cache=cache)
    origins, destinations = [at(1), at(3), at(4)], [at(2), at(5), at(9), at(7)]
    whole = router.travel(origins, destinations)
    monkeypatch.setattr("arbetshubb.integrations.roads.network.PAIRS_AT_ONCE", 4)
    parts = network_router(extract, cache=cache).travel(origins, destinations)
    assert np.allclose(parts.seconds, whole.seconds, equal_nan=True, atol=0.01)
    assert (parts.no_way == whole.no_way).all()


def test_nobody_and_nowhere_give_an_empty_matrix(extract: Path, cache: Path) -> None:
    router = router_from(extract, cache=cache)
    assert router.travel([], [at(1)]).minutes.shape == (0, 1)
    assert router.travel([at(1)], []).minutes.shape == (1, 0)


def test_the_source_says_engine_date_and_fingerprint(extract: Path, cache: Path) -> None:
    source = router_from(extract, cache=cache).travel([at(1)], [at(2)]).source
    assert re.fullmatch(r"OSRM [\d.]+, car\.lua, OpenStreetMap 2026-10-28, [0-9a-f]{16}", source)


def test_an_undated_extract_says_nothing_in_any_language(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "undated.osm.pbf", date="")
    source = router_from(path, cache=tmp_path).travel([at(1)], [at(2)]).source
    assert re.fullmatch(r"OSRM [\d.]+, car\.lua, OpenStreetMap, [0-9a-f]{16}", source)


def test_the_three_kinds_of_no_way_are_told_apart(extract: Path, cache: Path) -> None:
    nowhere = sweref_from_wgs84(63.3, 15.0)
    travel = router_from(extract, cache=cache).travel([at(1)], [at(2), nowhere, at(9), at(6)])
    assert travel.within(20).no_way[0].tolist() == [
        NoWay.NONE, NoWay.FAR_FROM_ROAD, NoWay.OTHER_COMPONENT, NoWay.BEYOND_CUTOFF,
    ]  # fmt: skip


def test_gravel_is_slower_than_asphalt(extract: Path, cache: Path) -> None:
    travel = router_from(extract, cache=cache).travel([at(6), at(5)], [at(10), at(6)])
    gravel, asphalt = (travel.km[i, i] / travel.minutes[i, i] for i in (0, 1))
    assert gravel < asphalt


def test_a_route_has_the_line_of_the_road(extract: Path, cache: Path) -> None:
    router = network_router(extract, cache=cache)
    route = router.route(at(4), at(2))
    travel = router.travel([at(4)], [at(2)])
    assert route is not None
    assert route.metres == pytest.approx(travel.metres[0, 0], rel=0.01)
    assert route.seconds == pytest.approx(travel.seconds[0, 0], rel=0.01)
    assert route.line[0].north == pytest.approx(at(4).north, abs=5)
    assert route.line[-1].east == pytest.approx(at(2).east, abs=5)
    assert route.source == travel.source


def test_there_is_no_route_to_an_island_or_from_nowhere(extract: Path, cache: Path) -> None:
    router = network_router(extract, cache=cache)
    assert router.route(at(1), at(9)) is None
    assert router.route(sweref_from_wgs84(63.3, 15.0), at(1)) is None


def test_a_network_is_built_once(extract: Path, cache: Path) -> None:
    router_from(extract, cache=cache)
    (about,) = cache.glob("*/network.json")
    before = about.stat().st_mtime_ns
    stages: list[tuple[str, float]] = []
    router_from(extract, cache=cache, progress=lambda *step: stages.append(step))
    assert about.stat().st_mtime_ns == before
    assert stages == [("travel", 1.0)]


def test_building_tells_how_far_it_has_come(extract: Path, tmp_path: Path) -> None:
    stages: list[tuple[str, float]] = []
    router_from(extract, cache=tmp_path, progress=lambda *step: stages.append(step))
    assert {stage for stage, _ in stages} == {"travel"}
    shares = [share for _, share in stages]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_broken_extract_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"this is not an extract")
    with pytest.raises(RoadNetworkBroken, match="broken") as caught:
        router_from(broken, cache=tmp_path / "cache")
    assert caught.value.step == "open"
    assert "PBF" in caught.value.detail
    assert not (tmp_path / "cache").exists()


def test_an_extract_without_roads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, location=(14.0, 63.0), version=1))
    with pytest.raises(NoRoadsInArea):
        router_from(path, cache=tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_missing_file_and_an_unknown_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RoadFileMissing):
        router_from(tmp_path / "none.parquet", cache=tmp_path)
    shapefile = tmp_path / "roads.shp"
    shapefile.touch()
    with pytest.raises(UnknownRoadFile):
        router_from(shapefile, cache=tmp_path)


def written(path: Path, **columns: list[object]) -> Path:
    pl.DataFrame(columns, strict=False).write_parquet(path)
    return path


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    return written(
        tmp_path / "matrix.parquet",
        **{
            "from": ["N7010E482", "N7010E482", "N7011E482", "N7011E482"],
            "to": ["hub-a", "N7000E480", "hub-a", "N7000E480"],
            "seconds": [600, 1200, None, 60],
            "metres": [9000, 21000, 100, 1500],
        },
    )


def test_a_matrix_comes_in_the_order_asked_for(matrix: Path) -> None:
    travel = matrix_from_parquet(matrix, ["N7011E482", "N7010E482"], ["N7000E480", "hub-a"])
    assert travel.minutes[1].tolist() == [20.0, 10.0]
    assert travel.km[1].tolist() == [21.0, 9.0]
    assert travel.minutes[0, 0] == 1.0
    assert np.isnan(travel.minutes[0, 1])
    assert np.isnan(travel.km[0, 1])
    assert travel.quality is Quality.NETWORK


def test_an_id_asked_for_twice_gets_two_lines(matrix: Path) -> None:
    travel = matrix_from_parquet(matrix, ["N7010E482"], ["hub-a", "hub-a"])
    assert travel.minutes.tolist() == [[10.0, 10.0]]


def test_ids_that_the_matrix_lacks_are_named(matrix: Path) -> None:
    with pytest.raises(MatrixIdsMissing) as caught:
        matrix_from_parquet(matrix, ["N7010E482", "N1E1"], ["hub-z"])
    assert caught.value.origins == ("N1E1",)
    assert caught.value.destinations == ("hub-z",)


def test_columns_that_the_matrix_lacks_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "m.parquet", **{"from": ["a"], "to": ["b"], "minutes": [1]})
    with pytest.raises(MatrixColumnsMissing) as caught:
        matrix_from_parquet(path, ["a"], ["b"])
    assert caught.value.columns == ("seconds", "metres")


@pytest.mark.parametrize(
    ("seconds", "to"), [([-1, 5], ["b", "c"]), ([1, 5], ["b", "b"]), (["x", "5"], ["b", "c"])]
)
def test_impossible_values_are_refused(
    tmp_path: Path, seconds: list[object], to: list[object]
) -> None:
    columns = {"from": ["a", "a"], "to": to, "seconds": seconds, "metres": [1, 1]}
    path = written(tmp_path / "m.parquet", **columns)
    with pytest.raises(MatrixValuesWrong):
        matrix_from_parquet(path, ["a"], ["b"])


def test_a_file_that_is_not_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    path.write_text("from,to")
    with pytest.raises(MatrixNotReadable):
        matrix_from_parquet(path, [], [])


def test_a_matrix_router_finds_homes_by_cell_and_sites_by_id(matrix: Path) -> None:
    place = Sweref(7_020_100.0, 490_250.0)
    site = Site(
        site_id="hub-a",
        name="A",
        municipality="Berg",
        kind=SiteKind.HUB,
        position=place,
        status=SiteStatus.EXISTING,
    )
    router = router_from(matrix, cache=matrix.parent, sites=[site])
    home = Cell(7010, 482).centre
    travel = router.travel([home], [place, Cell(7000, 480).centre])
    assert travel.minutes.tolist() == [[10.0, 20.0]]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RoadFileMissing(Path("a/roads.osm.pbf")), "Check the path"),
        (UnknownRoadFile(Path("roads.shp")), ".osm.pbf"),
        (RoadNetworkBroken(Path("b.osm.pbf"), step="extract", detail="bad blob"), "bad blob"),
        (MatrixNotReadable(Path("m.parquet")), "not a Parquet file"),
        (MatrixColumnsMissing(Path("m.parquet"), ["metres"]), "lacks the columns metres"),
        (
            MatrixIdsMissing(
                Path("m.parquet"), origins=[f"N{n}E1" for n in range(7)], destinations=[]
            ),
            "N4E1 and 2 more",
        ),
        (MatrixValuesWrong(Path("m.parquet"), rows=3), "3 rows"),
    ],
)
def test_every_error_has_a_sentence_that_says_what_to_do(error: RoadError, said: str) -> None:
    with override("en"):
        assert said in sentence(error)
