"""An engine that remembers: what it has answered once is read from disk the next time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from arbetshubb.analysis.places import Sweref, sweref_array
from arbetshubb.analysis.travel import Quality, Route, TravelMatrix
from arbetshubb.integrations.roads.cache_file import Column, TravelFile

MOST_BYTES: Final = 2_000_000_000
"""Room for all files together; a county's cells and 100 sites take 1.3 MB."""

_VERSION: Final = "1"
_SUFFIX: Final = ".travel"


class NamedRouter(Protocol):
    """An engine whose answers can be kept, since it says what they depend on."""

    @property
    def source(self) -> str:
        """What the source of its matrices says."""
        ...

    @property
    def fingerprint(self) -> str:
        """A text that changes whenever an answer may: network, mode, version, cut-off."""
        ...

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel from every origin to every destination, of quality ``NETWORK``."""
        ...


class CachedRouter:
    """``router`` with its answers kept in ``folder``, one file a set of origins.

    Only destinations that were never asked for with the same origins reach the engine. Answers are
    rounded to what a float32 holds (0.01 s and 0.1 m at 1,000 km), also the first time, so that
    they are the same whether they were kept or not. Several processes may share the folder. When
    its files take more than ``most_bytes``, those not used for longest are removed.
    """

    def __init__(self, router: NamedRouter, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._router = router
        self._folder = folder
        self._most_bytes = most_bytes

    @property
    def source(self) -> str:
        """The engine's."""
        return self._router.source

    @property
    def fingerprint(self) -> str:
        """The engine's."""
        return self._router.fingerprint

    def travel(self, origins: Sequence[Sweref], destinations: Sequence[Sweref]) -> TravelMatrix:
        """One-way travel from every origin to every destination."""
        if not origins or not destinations:
            return self._router.travel(origins, destinations)
        kept = self._file(origins)
        wanted = dict.fromkeys(destinations)
        columns = kept.columns(wanted)
        missing = [point for point in wanted if point not in columns]
        if missing:
            measured = _columns(self._router.travel(origins, missing), missing)
            columns |= measured
            self._keep(kept, measured)
        kept.touch()
        asked = [columns[point] for point in destinations]
        return TravelMatrix(
            seconds=np.stack([each.seconds for each in asked], axis=1).astype(np.float64),
            metres=np.stack([each.metres for each in asked], axis=1).astype(np.float64),
            quality=Quality.NETWORK,
            source=self.source,
            no_way=np.stack([each.no_way for each in asked], axis=1),
        )

    def route(self, origin: Sweref, destination: Sweref) -> Route | None:
        """The way between two points, when the engine can draw it; never kept."""
        draw = getattr(self._router, "route", None)
        found: Route | None = draw(origin, destination) if draw else None
        return found

    def _file(self, origins: Sequence[Sweref]) -> TravelFile:
        asked = hashlib.sha256(f"{_VERSION} {self.fingerprint} {len(origins)} ".encode())
        asked.update(sweref_array(origins).astype("<f8").tobytes())
        path = self._folder / f"{asked.hexdigest()[:32]}{_SUFFIX}"
        return TravelFile(path, origins=len(origins), key=asked.digest())

    def _keep(self, file: TravelFile, columns: dict[Sweref, Column]) -> None:
        if file.column_bytes * len(columns) > self._most_bytes:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.append(columns)
            self._make_room()
        except OSError:
            # A full or read-only disk: the answer stands, it is only not remembered.
            return

    def _make_room(self) -> None:
        """Remove the files not used for longest until the rest fits."""
        files = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            try:
                seen = path.stat()
            except FileNotFoundError:  # another process made room
                continue
            files.append((seen.st_mtime_ns, seen.st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._most_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size


def _columns(travel: TravelMatrix, destinations: Sequence[Sweref]) -> dict[Sweref, Column]:
    seconds, metres = travel.seconds.astype("<f4"), travel.metres.astype("<f4")
    return {
        point: Column(
            np.ascontiguousarray(seconds[:, index]),
            np.ascontiguousarray(metres[:, index]),
            np.ascontiguousarray(travel.no_way[:, index]),
        )
        for index, point in enumerate(destinations)
    }
