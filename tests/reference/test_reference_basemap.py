"""The base map: one archive with all of Sweden's municipalities, small, whole or not there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyogrio
import pytest
import shapely

from arbetshubb.reference import basemap
from arbetshubb.reference.basemap import LAYER, NEAREST_ZOOM, basemap_features, build_basemap
from arbetshubb.reference.localities import localities


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_basemap(tmp_path_factory.mktemp("basemap") / "new" / "basemap.pmtiles")


def test_every_municipality_county_and_locality_is_on_it_once() -> None:
    count = Counter(feature.kind for feature in basemap_features())
    assert count == {
        "municipality": 290,
        "municipality_name": 290,
        "county": 21,
        "locality": len(localities()),
    }


def test_every_name_stands_inside_its_municipality() -> None:
    features = tuple(basemap_features())
    shapes = {row.code: row.geometry for row in features if row.kind == "municipality"}
    names = [row for row in features if row.kind == "municipality_name"]
    assert all(shapely.contains(shapes[row.code], row.geometry) for row in names)


def test_the_archive_is_small_and_read_back_at_its_places(built: Path) -> None:
    assert built.read_bytes()[:8] == b"PMTiles\x03"
    assert built.stat().st_size < 500_000
    assert [name for name, _ in pyogrio.list_layers(built)] == [LAYER]
    _, _, geometry, fields = pyogrio.raw.read(built, columns=["kind", "name"], encoding="utf-8")
    kinds, names = fields
    found = {
        (kind, name): shape
        for kind, name, shape in zip(kinds, names, shapely.from_wkb(geometry), strict=True)
    }
    assert {name for kind, name in found if kind == "municipality"} >= {"Åre", "Malmö", "Kiruna"}
    to_degrees = 180 / 20037508.342789244
    assert found["municipality_name", "Åre"].x * to_degrees == pytest.approx(12.8, abs=0.8)


def test_the_tiles_reach_the_nearest_zoom(built: Path) -> None:
    header = built.read_bytes()[:127]
    assert (header[100], header[101]) == (basemap.FARTHEST_ZOOM, NEAREST_ZOOM)


def test_a_failed_build_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "basemap.pmtiles"
    path.write_bytes(b"old")

    def fail(draft: Path, _features: object) -> None:
        draft.write_bytes(b"half")
        raise OSError("disk full")  # noqa: EM101, TRY003

    monkeypatch.setattr(basemap, "_write", fail)
    with pytest.raises(OSError, match="disk full"):
        build_basemap(path)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]
