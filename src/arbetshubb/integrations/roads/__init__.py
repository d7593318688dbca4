"""Travel on a real road network, from a file that the operator gives.

``router_from`` picks the engine by the kind of file: an OpenStreetMap extract (``.osm.pbf``) goes
through OSRM, a finished matrix (``.parquet``) is read as it is. Everything else is refused with an
error that says what to do (``texts.sentence``). Nothing is downloaded here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from arbetshubb.analysis.places import Site
from arbetshubb.analysis.travel import Router
from arbetshubb.integrations.roads.errors import (
    MatrixColumnsMissing,
    MatrixIdsMissing,
    MatrixNotReadable,
    MatrixValuesWrong,
    RoadError,
    RoadFileMissing,
    RoadNetworkBroken,
    UnknownRoadFile,
)
from arbetshubb.integrations.roads.matrix import MatrixRouter, matrix_from_parquet
from arbetshubb.integrations.roads.network import OsrmRouter, build_network

__all__ = [
    "MatrixColumnsMissing",
    "MatrixIdsMissing",
    "MatrixNotReadable",
    "MatrixRouter",
    "MatrixValuesWrong",
    "OsrmRouter",
    "RoadError",
    "RoadFileMissing",
    "RoadNetworkBroken",
    "UnknownRoadFile",
    "build_network",
    "matrix_from_parquet",
    "router_from",
]

type Progress = Callable[[str, float], None]


def router_from(
    path: Path,
    *,
    cache: Path,
    sites: Sequence[Site] = (),
    progress: Progress | None = None,
) -> Router:
    """A router on the file at ``path``.

    Args:
        path: ``.osm.pbf`` or ``.parquet``.
        cache: folder where a built network is kept; a second call with the same file is instant.
        sites: the study's sites; a parquet matrix may name a destination by its site id.
        progress: called with the stage ``"travel"`` and the share done while a network is built.

    Raises:
        RoadError: the file is missing, of an unknown kind, or broken.
    """
    if not path.is_file():
        raise RoadFileMissing(path)
    if path.name.endswith(".osm.pbf"):
        return build_network(path, cache=cache, progress=progress)
    if path.suffix == ".parquet":
        return MatrixRouter(path, sites=sites)
    raise UnknownRoadFile(path)
