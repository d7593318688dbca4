"""The area that a network is built for: polygons of GeoJSON, a county or a municipality."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from arbetshubb.analysis.places import BoolArray, FloatArray
from arbetshubb.integrations.roads.errors import AreaNotUsable, AreaTooSmall
from arbetshubb.reference.municipalities import county_shapes, municipality_shapes

SMALLEST_KM2: Final = 1.0
"""A network of less than this is a mistake: nobody's commute fits in it."""

_KM_A_DEGREE: Final = 111.195
_COUNTY_DIGITS: Final = 2
_MUNICIPALITY_DIGITS: Final = 4


@dataclass(frozen=True, eq=False)
class Area:
    """A shape in WGS 84 degrees (longitude, latitude), widened on all sides by its buffer.

    ``name`` is what the operator wrote: a file's name or a code.
    """

    name: str
    shape: BaseGeometry

    @property
    def fingerprint(self) -> str:
        """The same for the same shape, to a tenth of a metre."""
        rounded = shapely.set_precision(shapely.normalize(self.shape), 1e-6)
        return hashlib.sha256(rounded.wkb).hexdigest()[:16]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        west, south, east, north = self.shape.bounds
        return west, south, east, north

    @property
    def km2(self) -> float:
        """Square kilometres, to about one per cent."""
        latitude = (self.shape.bounds[1] + self.shape.bounds[3]) / 2
        return float(self.shape.area * _KM_A_DEGREE**2 * math.cos(math.radians(latitude)))

    def holds(self, lon_lat: FloatArray) -> BoolArray:
        """``[point]`` whether ``lon_lat[point, (longitude, latitude)]`` lies in the area."""
        found: BoolArray = shapely.contains_xy(self._prepared, lon_lat[:, 0], lon_lat[:, 1])
        return found

    @cached_property
    def _prepared(self) -> BaseGeometry:
        shapely.prepare(self.shape)
        return self.shape


def area_from(text: str, *, buffer_km: float) -> Area:
    """The area that ``text`` names: a GeoJSON file, or a county's or municipality's code.

    Raises:
        AreaNotUsable: there is no such file or code, or the file holds no polygon.
        AreaTooSmall: with its buffer it covers less than ``SMALLEST_KM2``.
    """
    found = _of_code(text) if text.isdigit() else _of_file(Path(text))
    if found is None:
        raise AreaNotUsable(text)
    area = Area(text if text.isdigit() else Path(text).name, _widened(found, buffer_km))
    if area.km2 < SMALLEST_KM2:
        raise AreaTooSmall(text, km2=area.km2)
    return area


def _of_code(code: str) -> BaseGeometry | None:
    if len(code) == _COUNTY_DIGITS:
        return next((found for (own, _), found in county_shapes().items() if own == code), None)
    if len(code) != _MUNICIPALITY_DIGITS:
        return None
    try:
        return municipality_shapes([code])[code]
    except KeyError:
        return None


def _of_file(path: Path) -> BaseGeometry | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        polygons = [
            part
            for found in map(shape, _geometries(content))
            for part in getattr(found, "geoms", [found])
            if part.geom_type in {"Polygon", "MultiPolygon"}
        ]
        joined = shapely.make_valid(shapely.union_all(polygons))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, shapely.GEOSException):
        return None
    west, south, east, north = joined.bounds if not joined.is_empty else (0, 0, 0, 0)
    # Metres instead of degrees: the file is in another coordinate system than GeoJSON's.
    is_degrees = max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90  # noqa: PLR2004
    return joined if joined.area > 0 and is_degrees else None


# GeoJSON as it was parsed: Any.
def _geometries(content: Any) -> list[Any]:
    match content["type"]:
        case "FeatureCollection":
            return [feature["geometry"] for feature in content["features"]]
        case "Feature":
            return [content["geometry"]]
        case _:
            return [content]


def _widened(found: BaseGeometry, buffer_km: float) -> BaseGeometry:
    """Buffered in a plane where a degree is equally long both ways at the area's middle."""
    if buffer_km <= 0:
        return found
    latitude = (found.bounds[1] + found.bounds[3]) / 2
    stretch = math.cos(math.radians(latitude))
    plane = shapely.transform(found, lambda xy: xy * [stretch, 1.0])
    wide = plane.buffer(buffer_km / _KM_A_DEGREE, quad_segs=8)
    widened: BaseGeometry = shapely.transform(wide, lambda xy: xy / [stretch, 1.0])
    return widened
