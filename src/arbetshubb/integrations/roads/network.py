"""A road network from an OpenStreetMap extract, through OSRM.

The network is built once by OSRM's own programs in processes of their own, kept in a cache folder
named after the extract's content, and then asked in this process. OSRM's car profile decides
speeds, one-way streets, turn restrictions, access and ferries.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
import osrm

from arbetshubb.analysis.places import BoolArray, FloatArray, Sweref, wgs84_from_sweref
from arbetshubb.analysis.travel import Quality, TravelMatrix
from arbetshubb.integrations.roads.errors import RoadNetworkBroken

SNAP_METRES: Final = 5000.0
"""A point farther than this from any road has no way anywhere."""

ORIGINS_AT_ONCE: Final = 500
"""Keeps the answer of one call, which OSRM holds as objects, at some tens of megabytes."""

# Contraction hierarchies: slower to build than OSRM's other method, but twice as fast for the
# many-to-many tables that are all we ask (measured: 0.20 s against 0.47 s for 2,000 by 100).
_ALGORITHM: Final = "CH"
_NAME: Final = "network"


class OsrmRouter:
    """Travel by car on a built OSRM network."""

    def __init__(self, folder: Path) -> None:
        self._engine = osrm.OSRM(
            algorithm=_ALGORITHM,
            storage_config=str(folder / f"{_NAME}.osrm"),
            use_shared_memory=False,
            max_locations_distance_table=-1,
        )
        self._date = (folder / "date").read_text(encoding="utf-8").strip()
        self._fingerprint = (folder / "fingerprint").read_text(encoding="utf-8").strip()

    @property
    def source(self) -> str:
        """Engine, network date and fingerprint of the extract, as a figure's source."""
        engine = f"OSRM {version('osrm-bindings')}"
        return f"{engine}, OpenStreetMap {self._date or 'undated'}, {self._fingerprint}"

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way car travel: ``minutes[origin, destination]`` and ``km``; nan where no road goes.

        A point is moved to the nearest road; farther than ``SNAP_METRES`` it has no way.
        """
        parts = [
            self._table(origins[start : start + ORIGINS_AT_ONCE], destinations)
            for start in range(0, len(origins), ORIGINS_AT_ONCE)
            if destinations
        ]
        empty = np.empty((len(origins), len(destinations)))
        seconds = np.vstack([seconds for seconds, _ in parts]) if parts else empty
        metres = np.vstack([metres for _, metres in parts]) if parts else empty
        return TravelMatrix(
            minutes=seconds / 60, km=metres / 1000, quality=Quality.NETWORK, source=self.source
        )

    def _table(
        self, origins: Sequence[Sweref], destinations: Sequence[Sweref]
    ) -> tuple[FloatArray, FloatArray]:
        points = wgs84_from_sweref([*origins, *destinations])
        answer = self._engine.Table(
            osrm.TableParameters(
                coordinates=[(float(x), float(y)) for x, y in points],
                sources=list(range(len(origins))),
                destinations=list(range(len(origins), len(points))),
                annotations=["duration", "distance"],
                generate_hints=False,
            )
        )
        is_far = np.logical_or.outer(_is_far(answer["sources"]), _is_far(answer["destinations"]))
        seconds, metres = _numbers(answer["durations"]), _numbers(answer["distances"])
        no_way = is_far | np.isnan(seconds) | np.isnan(metres)
        return np.where(no_way, np.nan, seconds), np.where(no_way, np.nan, metres)


def build_network(
    path: Path, *, cache: Path, progress: Callable[[str, float], None] | None = None
) -> OsrmRouter:
    """A router on the extract at ``path``, built unless ``cache`` already holds it.

    The network is built beside its place and moved there when whole, so an interrupted build
    leaves nothing that could be taken for a network.

    Raises:
        RoadNetworkBroken: OSRM could not read the extract, or found no roads for cars in it.
    """
    report = progress or (lambda _stage, _share: None)
    fingerprint = _fingerprint(path)
    folder = cache / f"osrm-{version('osrm-bindings')}-{fingerprint}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="building-") as beside:
            built = Path(beside) / "built"
            built.mkdir()
            _build(path, built, fingerprint, report)
            _keep(built, folder)
    report("travel", 1.0)
    return OsrmRouter(folder)


def _build(path: Path, built: Path, fingerprint: str, report: Callable[[str, float], None]) -> None:
    base = built / f"{_NAME}.osrm"
    report("travel", 0.0)
    profile = Path(osrm.__file__).parent / "share" / "profiles" / "car.lua"
    extract = ["--profile", str(profile), "--data_version", "osmosis", "--output", str(base)]
    _run("extract", [str(path), *extract], path=path)
    report("travel", 0.5)
    _run("contract", [str(base)], path=path)
    (built / "date").write_text(_date(built), encoding="utf-8")
    (built / "fingerprint").write_text(fingerprint, encoding="utf-8")


def _run(step: str, arguments: Sequence[str], *, path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter, arguments as a list
        [sys.executable, "-m", "osrm", step, *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        lines = (done.stderr + done.stdout).strip().splitlines()
        raise RoadNetworkBroken(path, step=step, detail=_complaint(lines))


def _complaint(lines: Sequence[str]) -> str:
    """What OSRM said was wrong, without its time stamps."""
    said = [line for line in lines if "[error]" in line or "what():" in line] or lines[-1:]
    return " ".join(line.split("[error]")[-1].split("what():")[-1].strip() for line in said[:3])


def _keep(built: Path, folder: Path) -> None:
    try:
        built.rename(folder)
    except OSError:  # somebody else built the same network meanwhile: use theirs
        if not folder.is_dir():
            raise
        shutil.rmtree(built)


def _date(built: Path) -> str:
    """When the extract was made, as its header says (ISO 8601), or nothing."""
    # OSRM's data files are tar archives.
    with tarfile.open(built / f"{_NAME}.osrm.timestamp") as archive:
        stamp = archive.extractfile("/common/timestamp")
        return stamp.read().decode("utf-8", "ignore").strip("\0 ") if stamp else ""


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


# OSRM's answers are its own list and dict types, which carry no type information: Any.
def _numbers(rows: Any) -> FloatArray:
    return np.array(
        [[np.nan if value is None else value for value in row] for row in rows], dtype=np.float64
    )


def _is_far(waypoints: Any) -> BoolArray:
    distances = [np.inf if point is None else point["distance"] for point in waypoints]
    return np.asarray(np.array(distances) > SNAP_METRES, dtype=np.bool_)
