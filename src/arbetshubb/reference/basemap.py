"""The quiet map under every other: Sweden's municipalities, counties and the county's localities.

Written as one PMTiles archive by GDAL's own driver, from shapes and places that come with the
program: nothing is fetched. How it is drawn is the business of ``ui``.

GDAL writes what pyogrio hands over as one layer, so the features say by ``kind`` what they are:

========================  =========  =====================================================
kind                      geometry   further fields
========================  =========  =====================================================
``municipality``          polygon    ``name``, ``code`` (four digits)
``county``                polygon    ``name``, ``code`` (two digits)
``municipality_name``     point      ``name``, ``code``: where the name stands best
``locality``              point      ``name``, ``population`` (0 when no source gives it)
========================  =========  =====================================================
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from arbetshubb.analysis.places import WGS84, wgs84_from_sweref
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import (
    all_municipalities,
    county_shapes,
    municipality_shapes,
)

LAYER: Final = "sweden"
NEAREST_ZOOM: Final = 8
"""The shapes are simplified to about 100 m, a pixel at zoom 9 in Sweden: closer in, the tiles of
this zoom are stretched."""
FARTHEST_ZOOM: Final = 2
NAME_TOLERANCE_DEGREES: Final = 0.02
ATTRIBUTION: Final = "Statistiska centralbyrån (CC0)"


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the base map, in WGS 84 (longitude, latitude)."""

    kind: str
    name: str
    geometry: BaseGeometry
    code: str = ""
    population: int = 0


def build_basemap(path: Path) -> Path:
    """Write the archive to ``path``, whole or not at all, and return ``path``.

    Takes a few seconds; the file is some hundred kilobytes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".basemap-") as folder:
        draft = Path(folder) / "basemap.pmtiles"
        _write(draft, tuple(basemap_features()))
        draft.chmod(0o644)
        draft.replace(path)
    return path


def basemap_features() -> Iterator[Feature]:
    """Everything on the base map; what comes later is drawn above what comes before."""
    by_code = {row.code: row.name for row in all_municipalities().values()}
    shapes = municipality_shapes(by_code)
    for code, shape in shapes.items():
        yield Feature("municipality", by_code[code], shape, code)
    for (code, name), shape in county_shapes().items():
        yield Feature("county", name, shape, code)
    for code, shape in shapes.items():
        yield Feature("municipality_name", by_code[code], _name_place(shape), code)
    places = wgs84_from_sweref([place.position for place in localities()])
    for place, at in zip(localities(), places, strict=True):
        yield Feature("locality", place.name, shapely.Point(at), population=place.population or 0)


def _name_place(shape: BaseGeometry) -> BaseGeometry:
    """The middle of the roomiest part of the largest piece."""
    largest = max(getattr(shape, "geoms", [shape]), key=lambda piece: float(piece.area))
    circle = shapely.maximum_inscribed_circle(largest, tolerance=NAME_TOLERANCE_DEGREES)
    return shapely.Point(circle.coords[0])


def _write(path: Path, features: tuple[Feature, ...]) -> None:
    import pyogrio.raw  # noqa: PLC0415 - half a second that only this needs

    pyogrio.raw.write(
        path,
        np.array(shapely.to_wkb([feature.geometry for feature in features]), dtype=object),
        [
            np.array([feature.kind for feature in features], dtype=object),
            np.array([feature.name for feature in features], dtype=object),
            np.array([feature.code for feature in features], dtype=object),
            np.array([feature.population for feature in features], dtype=np.int32),
        ],
        ["kind", "name", "code", "population"],
        layer=LAYER,
        driver="PMTiles",
        geometry_type="Unknown",
        crs=WGS84,
        dataset_options={
            "MINZOOM": str(FARTHEST_ZOOM),
            "MAXZOOM": str(NEAREST_ZOOM),
            "NAME": "Arbetshubb",
            "DESCRIPTION": ATTRIBUTION,
            "TYPE": "baselayer",
        },
    )
