"""An OpenStreetMap extract as it lies on disk: its size, date, extent and content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import osmium

from arbetshubb.integrations.roads.errors import RoadFileMissing, RoadNetworkBroken


@dataclass(frozen=True, slots=True)
class OsmFile:
    """What is known of an extract before it is read.

    ``date`` is the day its data was taken (ISO), empty when the file does not say. ``bounds`` are
    west, south, east and north in degrees, ``None`` when the file does not say.
    """

    path: Path
    size: int
    date: str
    bounds: tuple[float, float, float, float] | None


def osm_file(path: Path) -> OsmFile:
    """What the header of the extract says.

    Raises:
        RoadFileMissing: there is no file.
        RoadNetworkBroken: it is no extract.
    """
    if not path.is_file():
        raise RoadFileMissing(path)
    try:
        with osmium.io.Reader(str(path)) as reader:
            header = reader.header()
            stamp = header.get("osmosis_replication_timestamp", "")
            box = header.box()
    except RuntimeError as error:
        raise RoadNetworkBroken(path, step="open", detail=str(error)) from error
    bounds = None
    if box.valid():
        low, high = box.bottom_left, box.top_right
        bounds = (low.lon, low.lat, high.lon, high.lat)
    return OsmFile(path, path.stat().st_size, stamp[:10], bounds)


def content_fingerprint(path: Path) -> str:
    """Sixteen hexadecimal digits that change with any byte of the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
