"""Where things are: 1 km cells in SWEREF 99 TM and the sites people work at.

Nothing finer than a 1 km cell is ever kept for a home. No file or network is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

type FloatArray = npt.NDArray[np.float64]
type IntArray = npt.NDArray[np.int64]
type BoolArray = npt.NDArray[np.bool_]

CELL_METRES: Final = 1000
SWEREF99_TM: Final = "EPSG:3006"
WGS84: Final = "EPSG:4326"


@dataclass(frozen=True, slots=True, order=True)
class Sweref:
    """A point in SWEREF 99 TM (EPSG:3006): northing and easting in metres."""

    north: float
    east: float


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A 1 km square in SWEREF 99 TM, named by its south-west corner in whole kilometres."""

    north_km: int
    east_km: int

    @classmethod
    def containing(cls, point: Sweref) -> Cell:
        """The cell that holds ``point``; a border belongs to the cell north or east of it."""
        return cls(int(point.north // CELL_METRES), int(point.east // CELL_METRES))

    @classmethod
    def from_id(cls, text: str) -> Cell:
        """The cell with this ``id``.

        Raises:
            ValueError: ``text`` is not of the form ``N7010E482``.
        """
        north, separator, east = text.removeprefix("N").partition("E")
        if not separator or not text.startswith("N"):
            message = f"not a cell id: {text!r}"
            raise ValueError(message)
        return cls(int(north), int(east))

    @property
    def id(self) -> str:
        """A short name, ``N7010E482``: kilometres north and east."""
        return f"N{self.north_km}E{self.east_km}"

    @property
    def centre(self) -> Sweref:
        """The middle of the cell."""
        return Sweref(self.north_km * CELL_METRES + 500.0, self.east_km * CELL_METRES + 500.0)


class SiteKind(StrEnum):
    """What a site is used as."""

    OWN_OFFICE = "own_office"
    HUB = "hub"
    CANDIDATE = "candidate"
    HEALTH_CENTRE = "health_centre"
    BUSINESS_OFFICE = "business_office"
    LIBRARY = "library"
    OTHER = "other"


class SiteStatus(StrEnum):
    """Whether a site can be used today, may be opened, or is shut."""

    EXISTING = "existing"
    CANDIDATE = "candidate"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Site:
    """A place to work: an own office, a hub or premises that could become one.

    Costs are kronor a year excluding VAT; ``cost_per_day`` is kronor for one used seat-day.
    ``None`` for a cost or a size means that the file did not say; the plan then uses a constant.
    """

    site_id: str
    name: str
    municipality: str
    kind: SiteKind
    position: Sweref
    status: SiteStatus
    seats_min: int | None = None
    seats_max: int | None = None
    fixed_cost: float | None = None
    cost_per_seat: float | None = None
    cost_per_day: float | None = None
    provider: str = ""

    @property
    def is_hub_choice(self) -> bool:
        """Whether a plan may choose this site: every open site that is not an own office."""
        return self.kind is not SiteKind.OWN_OFFICE and self.status is not SiteStatus.CLOSED


def sweref_from_wgs84(latitude: float, longitude: float) -> Sweref:
    """The SWEREF 99 TM point at a WGS 84 position given in degrees."""
    east, north = _to_sweref().transform(longitude, latitude)
    return Sweref(float(north), float(east))


def wgs84_from_sweref(points: Iterable[Sweref]) -> FloatArray:
    """WGS 84 positions in degrees, ``[point, (longitude, latitude)]``, the order GeoJSON uses."""
    rows = list(points)
    if not rows:
        return np.empty((0, 2))
    longitudes, latitudes = _to_wgs84().transform(
        np.array([row.east for row in rows]), np.array([row.north for row in rows])
    )
    return np.column_stack([longitudes, latitudes])


def sweref_array(points: Sequence[Sweref]) -> FloatArray:
    """The points as ``[point, (north, east)]`` in metres."""
    return np.array([(point.north, point.east) for point in points], dtype=np.float64).reshape(
        -1, 2
    )


@cache
def _to_sweref() -> Transformer:
    return Transformer.from_crs(WGS84, SWEREF99_TM, always_xy=True)


@cache
def _to_wgs84() -> Transformer:
    return Transformer.from_crs(SWEREF99_TM, WGS84, always_xy=True)
