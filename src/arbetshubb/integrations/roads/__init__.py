"""Travel on a real road network, from what the operator gives.

``router_from`` picks the engine by the kind of path: a folder that ``arbetshubb roads build`` made
or an OpenStreetMap extract (``.osm.pbf``) goes through OSRM, a finished matrix (``.parquet``) is
read as it is. Everything else is refused with an error that says what to do (``texts.sentence``).
Nothing is downloaded here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from arbetshubb.analysis.places import Site
from arbetshubb.analysis.travel import Router
from arbetshubb.integrations.roads.cache import CachedRouter
from arbetshubb.integrations.roads.calibration_file import read_calibration
from arbetshubb.integrations.roads.errors import (
    AreaNotUsable,
    AreaTooSmall,
    CalibrationBroken,
    MatrixColumnsMissing,
    MatrixIdsMissing,
    MatrixNotReadable,
    MatrixValuesWrong,
    ModeMissing,
    NetworkBusy,
    NetworkDamaged,
    NetworkOfOtherVersion,
    NetworkUnfinished,
    NoRoadsInArea,
    NotANetwork,
    NotEnoughDisk,
    NotEnoughMemory,
    OtherNetwork,
    RoadError,
    RoadFileMissing,
    RoadNetworkBroken,
    UnknownRoadFile,
)
from arbetshubb.integrations.roads.matrix import MatrixRouter, matrix_from_parquet
from arbetshubb.integrations.roads.network import OsrmRouter, build_network

__all__ = [
    "AreaNotUsable",
    "AreaTooSmall",
    "CachedRouter",
    "CalibrationBroken",
    "MatrixColumnsMissing",
    "MatrixIdsMissing",
    "MatrixNotReadable",
    "MatrixRouter",
    "MatrixValuesWrong",
    "ModeMissing",
    "NetworkBusy",
    "NetworkDamaged",
    "NetworkOfOtherVersion",
    "NetworkUnfinished",
    "NoRoadsInArea",
    "NotANetwork",
    "NotEnoughDisk",
    "NotEnoughMemory",
    "OsrmRouter",
    "OtherNetwork",
    "RoadError",
    "RoadFileMissing",
    "RoadNetworkBroken",
    "UnknownRoadFile",
    "build_network",
    "is_network",
    "matrix_from_parquet",
    "network_router",
    "read_calibration",
    "router_from",
]

type Progress = Callable[[str, float], None]

_KEPT = "travel"


def is_network(path: Path) -> bool:
    """Whether the path is a road network, not a finished matrix."""
    return path.is_dir() or path.name.endswith(".osm.pbf")


def router_from(
    path: Path,
    *,
    cache: Path,
    sites: Sequence[Site] = (),
    mode: str = "car",
    progress: Progress | None = None,
) -> Router:
    """A router on the file or folder at ``path``.

    Args:
        path: a network folder, ``.osm.pbf`` or ``.parquet``.
        cache: folder where a network built from an extract is kept, and what networks answered;
            a second call with the same is instant.
        sites: the study's sites; a parquet matrix may name a destination by its site id.
        mode: way of travelling; an extract is built for ``car`` only, a matrix is what it is.
        progress: called with the stage ``"travel"`` and the share done while a network is built.

    Raises:
        RoadError: the file is missing, of an unknown kind, or broken.
    """
    if not path.exists():
        raise RoadFileMissing(path)
    if path.suffix == ".parquet":
        return MatrixRouter(path, sites=sites)
    return CachedRouter(
        network_router(path, cache=cache, mode=mode, progress=progress), cache / _KEPT
    )


def network_router(
    path: Path, *, cache: Path, mode: str = "car", progress: Progress | None = None
) -> OsrmRouter:
    """The engine itself, which also draws ways, on a network folder or an extract.

    Raises:
        RoadError: as ``router_from``; ``ModeMissing`` for an extract and a mode other than car.
    """
    if not path.exists():
        raise RoadFileMissing(path)
    if path.is_dir():
        return OsrmRouter(path, mode)
    if not path.name.endswith(".osm.pbf"):
        raise UnknownRoadFile(path)
    if mode != "car":
        raise ModeMissing(path, mode=mode, modes=("car",))
    return build_network(path, cache=cache, progress=progress)
