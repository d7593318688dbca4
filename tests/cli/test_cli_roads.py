"""``arbetshubb roads``: from an extract and two files of points to times and distances."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import osmium
import polars as pl
import pytest

from arbetshubb.analysis.places import Cell
from arbetshubb.analysis.travel import Calibration
from arbetshubb.cli.main import main
from arbetshubb.integrations.roads import matrix_from_parquet
from tiny_roads import NODES, at, square, write_extract


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_extract(tmp_path_factory.mktemp("osm") / "county.osm.pbf")


@pytest.fixture(scope="module")
def network(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("networks") / "county"
    assert main(["roads", "build", str(extract), "--out", str(folder), "--quiet"]) == 0
    return folder


def table(path: Path, *rows: str) -> str:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def nodes(path: Path, *numbers: int) -> str:
    rows = [f"n{number};{NODES[number][1]};{NODES[number][0]}" for number in numbers]
    return table(path, "id;lat;lon", *rows)


def matrix(network: Path, tmp_path: Path, start: str, end: str, *more: str) -> int:
    out = str(tmp_path / "m.parquet")
    given = ["--from", start, "--to", end, "--out", out, "--quiet", "--language", "en"]
    return main(["roads", "matrix", str(network), *given, *more])


def test_a_build_says_what_it_needs_before_it_starts(
    extract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "n")
    given = ["roads", "build", str(extract), "--out", out, "--modes", "car", "--language", "en"]
    assert main(given) == 0
    said = capsys.readouterr()
    assert said.out.startswith("The build takes at most about")
    assert "Roads and paths: 9" in said.out
    assert "Roads as of: 2026-10-28" in said.out
    assert "Reading roads for cars" in said.err
    assert main(given) == 0
    assert "is built already" in capsys.readouterr().out


def test_a_build_speaks_swedish(
    extract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["roads", "build", str(extract), "--out", str(tmp_path / "n"), "--modes", "foot"]
    assert main([*given, "--area", "23", "--quiet"]) == 0
    said = capsys.readouterr().out
    assert "Bygget tar högst ungefär" in said
    assert "23 och 20 km runt om" in said


def test_an_area_can_be_drawn(extract: Path, tmp_path: Path) -> None:
    area = tmp_path / "area.geojson"
    area.write_text(json.dumps(square(13.9, 62.95, 14.05, 63.1)), encoding="utf-8")
    given = ["--out", str(tmp_path / "n"), "--area", str(area), "--buffer-km", "0", "--quiet"]
    assert main(["roads", "build", str(extract), *given, "--modes", "car"]) == 0
    about = json.loads((tmp_path / "n/network.json").read_text(encoding="utf-8"))
    assert about["roads"] == 2
    assert about["area"]["name"] == "area.geojson"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--area", "99"], "is no area"),
        (["--area", "12"], "no road"),
        (["--modes", "car,horse"], "Write one of"),
        (["--buffer-km", "-3"], "must be 0 or more"),
        (["--buffer-km", "far"], "number"),
    ],
)
def test_a_wrong_build_is_refused_and_leaves_nothing_half(
    extract: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
    said: str,
) -> None:
    given = ["roads", "build", str(extract), "--out", str(tmp_path / "n"), "--language", "en"]
    assert main([*given, *more]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "n/network.json").exists()


def test_information_about_a_network_and_about_none(
    network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["roads", "info", str(network), "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "Extract: county.osm.pbf" in said
    assert "foot:" in said
    assert main(["roads", "info", str(tmp_path), "--language", "en"]) == 2
    assert "arbetshubb roads info" in capsys.readouterr().err


def test_a_matrix_is_written_and_can_be_read_as_roads(
    network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start, end = nodes(tmp_path / "a.csv", 4, 1, 8), nodes(tmp_path / "b.csv", 2, 5, 9)
    assert matrix(network, tmp_path, start, end) == 0
    assert "Pairs: 9, with a way: 5" in capsys.readouterr().out
    travel = matrix_from_parquet(tmp_path / "m.parquet", ["n4", "n1", "n8"], ["n2", "n5", "n9"])
    assert travel.km[0, 0] == pytest.approx(5.57 + 5.07, rel=0.02)
    assert pl.read_parquet(tmp_path / "m.parquet").columns == ["from", "to", "seconds", "metres"]
    about = pl.read_parquet_metadata(tmp_path / "m.parquet")
    assert (about["quality"], about["mode"]) == ("network", "car")
    assert "OpenStreetMap 2026-10-28" in about["source"]


def test_a_cutoff_and_the_reasons_of_no_way(
    network: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start, end = nodes(tmp_path / "a.csv", 1), nodes(tmp_path / "b.csv", 2, 6, 9)
    far = table(tmp_path / "a.csv", "id;lat;lon", "n1;63.0;14.0", "wild;63.3;15.0")
    reasons = str(tmp_path / "no.csv")
    assert matrix(network, tmp_path, far, end, "--cutoff", "20", "--no-way", reasons) == 0
    assert start == far
    said = capsys.readouterr().out
    assert "Pairs: 6, with a way: 1" in said
    assert "longer than asked for: 1" in said
    rows = (tmp_path / "no.csv").read_text(encoding="utf-8-sig").split()
    assert rows[1:] == [
        "n1;n6;beyond_cutoff",
        "n1;n9;no_road_joins",
        "wild;n2;far_from_road",
        "wild;n6;far_from_road",
        "wild;n9;far_from_road",
    ]


def test_points_may_be_cells_places_and_metres(network: Path, tmp_path: Path) -> None:
    here = at(1)
    cell = Cell.containing(here)
    start = table(tmp_path / "a.csv", "id", cell.id)
    end = table(
        tmp_path / "b.csv",
        "id;ruta;n;e;ort",
        f"a;{cell.id};;;",
        f"b;;{here.north:.0f};{here.east:.0f};",
        "c;;;;Östersund",
    )
    assert matrix(network, tmp_path, start, end) == 0
    rows = pl.read_parquet(tmp_path / "m.parquet")
    assert set(rows.filter(pl.col("seconds").is_not_null())["to"]) >= {"a", "b"}
    assert set(rows["from"]) == {cell.id}


def test_many_origins_are_written_block_by_block(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arbetshubb.cli.roads.writing._PAIRS_AT_ONCE", 2)
    start, end = nodes(tmp_path / "a.csv", 1, 2, 3, 4, 8), nodes(tmp_path / "b.csv", 5, 9)
    assert matrix(network, tmp_path, start, end) == 0
    rows = pl.read_parquet(tmp_path / "m.parquet").drop_nulls()
    assert rows["from"].to_list() == ["n1", "n2", "n3", "n4", "n8"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["id;lat;lon", "a;63,0;14,1", "a;63,0;14,2"], "two points"),
        (["id;lat;lon", "a;63,0;"], "a.csv"),
        (["id;ruta", "a;N70"], "no 1 km cell"),
        (["id;ort", "a;Östresund"], "Östersund"),
        (["id;ort"], "row"),
    ],
)
def test_wrong_points_are_told_by_row_and_nothing_is_written(
    network: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: list[str],
    said: str,
) -> None:
    start, end = table(tmp_path / "a.csv", *rows), nodes(tmp_path / "b.csv", 2)
    assert matrix(network, tmp_path, start, end) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "m.parquet").exists()


@pytest.mark.parametrize(
    "more",
    [
        ["--mode", "boat"], ["--cutoff", "0"], ["--cutoff", "soon"], ["--depart", "06:30-09:00"],
        ["--mode", "transit"], ["--mode", "transit", "--date", "tomorrow"],
        ["--mode", "transit", "--date", "2026-11-24", "--depart", "09:00-06:30"],
    ],
)  # fmt: skip
def test_wrong_options_are_refused(network: Path, tmp_path: Path, more: list[str]) -> None:
    start, end = nodes(tmp_path / "a.csv", 1), nodes(tmp_path / "b.csv", 2)
    assert matrix(network, tmp_path, start, end, *more) == 2
    assert not (tmp_path / "m.parquet").exists()


def feed(path: Path) -> Path:
    """One bus from junction 1 to junction 3 on weekdays."""
    tables = {
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n"
        "a,Provtrafiken,https://example.org,Europe/Stockholm\n",
        "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\nx,X,63.0,14.0\ny,Y,63.0,14.2\n",
        "routes.txt": "route_id,agency_id,route_short_name,route_type\nr,a,1,3\n",
        "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
        "start_date,end_date\nw,1,1,1,1,1,0,0,20261101,20261231\n",
        "trips.txt": "route_id,service_id,trip_id\nr,w,t\n",
        "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t,07:10:00,07:10:00,x,1\nt,07:30:00,07:30:00,y,2\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in tables.items():
            archive.writestr(name, content)
    return path


def test_a_timetable_gives_a_matrix_with_the_number_of_trips(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.zip")
    start, end = nodes(tmp_path / "a.csv", 1), nodes(tmp_path / "b.csv", 3, 9)
    more = ["--mode", "transit", "--depart", "06:30-09:00", "--trips"]
    assert matrix(path, tmp_path, start, end, *more, "--date", "2026-11-24") == 0
    row = pl.read_parquet(tmp_path / "m.parquet").drop_nulls().row(0, named=True)
    assert (row["from"], row["to"], row["seconds"]) == ("n1", "n3", 20 * 60)
    assert (row["trips"], row["ordered_trips"], row["quickest_seconds"]) == (1, 0, 20 * 60)
    about = pl.read_parquet_metadata(tmp_path / "m.parquet")
    assert about["metres"] == "straight line"


def test_a_day_without_buses_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = feed(tmp_path / "feed.zip")
    start, end = nodes(tmp_path / "a.csv", 1), nodes(tmp_path / "b.csv", 3)
    sunday = dt.date(2026, 11, 29).isoformat()
    assert matrix(path, tmp_path, start, end, "--mode", "transit", "--date", sunday) == 2
    assert "Nothing runs on 2026-11-29" in " ".join(capsys.readouterr().err.split())


def test_too_few_roads_cannot_be_fitted_to(
    extract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    area = tmp_path / "area.geojson"
    area.write_text(json.dumps(square(13.9, 62.95, 14.05, 63.1)), encoding="utf-8")
    small, out = str(tmp_path / "n"), tmp_path / "cal.json"
    built = ["--out", small, "--area", str(area), "--buffer-km", "0", "--modes", "car", "--quiet"]
    assert main(["roads", "build", str(extract), *built]) == 0
    given = ["roads", "calibrate", small, "--out", str(out), "--quiet", "--language", "en"]
    assert main(given) == 2
    assert "pairs have a way" in " ".join(capsys.readouterr().err.split())
    assert main([*given, "--pairs", "3"]) == 2
    assert not out.exists()


def grid(path: Path, size: int = 8) -> Path:
    """Streets east and north, a kilometre apart: every way is longer than the straight line."""
    make = osmium.osm.mutable
    number = {(i, j): i * size + j + 1 for i in range(size) for j in range(size)}
    with osmium.SimpleWriter(str(path)) as writer:
        for (i, j), node in number.items():
            place = (14.0 + 0.02 * j, 63.0 + 0.009 * i)
            writer.add_node(make.Node(id=node, location=place, version=1))
        ways = [[number[i, j], number[i, j + 1]] for i in range(size) for j in range(size - 1)]
        ways += [[number[i, j], number[i + 1, j]] for i in range(size - 1) for j in range(size)]
        for index, way in enumerate(ways, start=1):
            tags = {"highway": "residential"}
            writer.add_way(make.Way(id=index, nodes=way, tags=tags, version=1))
    return path


def test_the_estimate_is_fitted_to_a_network_and_a_plan_uses_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract, out = grid(tmp_path / "grid.osm.pbf"), tmp_path / "cal.json"
    known = table(
        tmp_path / "known.csv",
        "from;from_lat;from_lon;place;lat;lon;km",
        "A;63.0;14.0;B;63.0;14.1;5,07",
        "A;63.0;14.0;far away;66.0;20.0;500",
    )
    given = ["roads", "calibrate", str(extract), "--out", str(out), "--distances", known]
    assert main([*given, "--pairs", "500", "--quiet", "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "(stated: 1.30)" in said
    assert "Known distances: 1 compared" in said
    assert "Outside the network: 1: far away" in said
    fitted = Calibration.from_dict(json.loads(out.read_text(encoding="utf-8")))
    assert 1.0 <= fitted.factor <= 2**0.5
    assert fitted.km_error is not None
    first = out.read_text(encoding="utf-8")
    assert main([*given, "--pairs", "500", "--quiet"]) == 0
    assert out.read_text(encoding="utf-8") == first
    _plan_with(tmp_path, out, f"straight line × {fitted.factor:.2f}")


def _plan_with(tmp_path: Path, calibration: Path, source: str) -> None:
    county = tmp_path / "county"
    assert main(["demo-data", str(county), "--people", "300"]) == 0
    files = [str(county / "people.csv"), str(county / "sites.csv")]
    more = ["--calibration", str(calibration), "--each-municipality", "--format", "json", "--quiet"]
    assert main(["plan", *files, "--out", str(tmp_path / "plan"), *more]) == 0
    assert source in (tmp_path / "plan/plan.json").read_text(encoding="utf-8")


def test_what_is_no_calibration_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county, wrong = tmp_path / "county", tmp_path / "cal.json"
    wrong.write_text('{"factor": "far"}', encoding="utf-8")
    assert main(["demo-data", str(county), "--people", "300"]) == 0
    files = [str(county / "people.csv"), str(county / "sites.csv")]
    more = ["--calibration", str(wrong), "--out", str(tmp_path / "plan"), "--language", "en"]
    assert main(["plan", *files, *more]) == 2
    assert "is no calibration" in " ".join(capsys.readouterr().err.split())
