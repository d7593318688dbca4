"""The folder that holds a built network: what ``network.json`` says, and whether it is whole."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from arbetshubb.integrations.roads.errors import (
    ModeMissing,
    NetworkDamaged,
    NetworkOfOtherVersion,
    NetworkUnfinished,
    NotANetwork,
    RoadFileMissing,
)
from arbetshubb.integrations.roads.programs import MODES, engine_version

SCHEMA: Final = "arbetshubb.network/1"
ABOUT: Final = "network.json"
PLAN: Final = "building.json"
LOCK: Final = ".lock"
ROADS: Final = "roads.osm.pbf"
CLIPPED: Final = "clipped.json"
BASE: Final = "network.osrm"
OWN: Final = frozenset({ABOUT, PLAN, LOCK, ROADS, CLIPPED, *MODES})
"""What a network folder may hold."""


@dataclass(frozen=True, slots=True)
class AreaBuilt:
    """The area that a network was built for."""

    name: str
    fingerprint: str
    buffer_km: float
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ModeBuilt:
    """The roads of one way of travelling: how many pieces, and its files with their sizes."""

    pieces: int
    seconds: float
    files: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Network:
    """What is known of a built network.

    ``source`` names the extract, ``date`` is its day (ISO; empty when it did not say),
    ``fingerprint`` changes with any road, ``roads`` counts roads and paths, ``engine`` is the
    version of OSRM, ``built`` when it was finished (ISO, UTC).
    """

    source: str
    date: str
    area: AreaBuilt | None
    fingerprint: str
    engine: str
    roads: int
    modes: Mapping[str, ModeBuilt]
    built: str

    @property
    def seconds(self) -> float:
        """How long the engine took for all modes together."""
        return sum(mode.seconds for mode in self.modes.values())


def read_network(folder: Path) -> Network:
    """The network in ``folder``, checked to be whole and of the engine that is installed.

    Raises:
        RoadFileMissing: there is no such folder.
        NotANetwork: it holds no network.
        NetworkUnfinished: its build was stopped.
        NetworkOfOtherVersion: another version of the engine built it.
        NetworkDamaged: a file is missing or of another size.
    """
    network = read_about(folder)
    if network.engine != engine_version():
        raise NetworkOfOtherVersion(folder, built=network.engine, installed=engine_version())
    for mode, built in network.modes.items():
        for name, size in built.files.items():
            path = folder / mode / name
            if not path.is_file() or path.stat().st_size != size:
                raise NetworkDamaged(folder, file=f"{mode}/{name}")
    return network


def read_about(folder: Path) -> Network:
    """What the folder says of its network, whether it is whole or not.

    Raises:
        RoadFileMissing: there is no such folder.
        NotANetwork: it holds no network.
        NetworkUnfinished: its build was stopped.
        NetworkDamaged: ``network.json`` cannot be understood.
    """
    if not folder.is_dir():
        raise RoadFileMissing(folder)
    if not (folder / ABOUT).is_file():
        if (folder / PLAN).is_file():
            raise NetworkUnfinished(folder)
        raise NotANetwork(folder)
    try:
        return _network_of(json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise NetworkDamaged(folder, file=ABOUT) from error


def write_network(folder: Path, network: Network) -> None:
    """Say in ``folder`` that its network is finished."""
    write_json(folder / ABOUT, {"schema": SCHEMA, **asdict(network)})


def check_mode(folder: Path, network: Network, mode: str) -> None:
    """Refuse a way of travelling that the network was not built for.

    Raises:
        ModeMissing: it was not.
    """
    if mode not in network.modes:
        raise ModeMissing(folder, mode=mode, modes=tuple(network.modes))


def write_json(path: Path, content: Any) -> None:  # whatever JSON can hold: Any
    """The whole file or none, on disk before its name is there."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


# JSON as it was parsed: Any.
def _network_of(content: Any) -> Network:
    if content.pop("schema") != SCHEMA:
        message = "another schema"
        raise ValueError(message)
    area = content.pop("area")
    if area is not None:
        area = AreaBuilt(**{**area, "bounds": tuple(area["bounds"])})
    modes = {name: ModeBuilt(**built) for name, built in content.pop("modes").items()}
    return Network(area=area, modes=modes, **content)
