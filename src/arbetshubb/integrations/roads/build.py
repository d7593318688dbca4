"""Build a road network in a folder, step by step, so that a stopped build goes on where it was.

Clip the roads of the area out of the extract; then, for each way of travelling, let OSRM extract
and contract them. Each finished step leaves a marker; ``network.json`` is written last.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from arbetshubb.integrations.roads import programs
from arbetshubb.integrations.roads.area import Area
from arbetshubb.integrations.roads.clip import clip
from arbetshubb.integrations.roads.errors import (
    NetworkBusy,
    NetworkOfOtherVersion,
    NotANetwork,
    OtherNetwork,
)
from arbetshubb.integrations.roads.folder import (
    ABOUT,
    BASE,
    CLIPPED,
    LOCK,
    OWN,
    PLAN,
    ROADS,
    AreaBuilt,
    ModeBuilt,
    Network,
    read_network,
    write_json,
    write_network,
)
from arbetshubb.integrations.roads.needs import check_room, needs_of_roads, seconds_of
from arbetshubb.integrations.roads.osm_file import OsmFile, content_fingerprint

type Progress = Callable[[str, float], None]
"""Told the step (``clip``, ``extract-car``, ``contract-car`` …) and how much of it is done."""

_PIECES: Final = re.compile(r"Node-based graph contains (\d+) edges")


@dataclass(frozen=True, eq=False)
class Order:
    """What is to be built: roads of ``source`` within ``area`` (all of them for ``None``)."""

    source: OsmFile
    folder: Path
    modes: Sequence[str]
    area: Area | None = None
    buffer_km: float = 0.0


def steps_of(order: Order) -> list[str]:
    """The steps that are still to be done, in their order."""
    done = _steps_done(order.folder)
    steps = [
        "clip",
        *(f"{step}-{mode}" for mode in order.modes for step in ("extract", "contract")),
    ]
    return [step for step in steps if step not in done]


def build(order: Order, progress: Progress = lambda _step, _share: None) -> Network:
    """The network, built unless the folder already holds it.

    Raises:
        NotANetwork: the folder holds something else.
        OtherNetwork: it holds a network of another extract or area.
        NetworkOfOtherVersion: it holds one of another version of the engine.
        NetworkBusy: somebody else is building in it.
        NotEnoughDisk, NotEnoughMemory: the roads turned out to be too many.
        RoadNetworkBroken: a step failed.
        NoRoadsInArea: the area holds no roads.
    """
    folder = order.folder
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder) as lock:
        _agree_on_plan(order)
        _clip(order, progress)
        for mode in order.modes:
            _prepare(order, mode, progress, lock)
        return _finish(order)


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds anything else than a network.

    Raises:
        NotANetwork: it does, or it is a file.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotANetwork(folder)
    names = {path.name for path in folder.iterdir() if not path.name.endswith(".new")}
    if not names <= OWN or (names - {LOCK} and PLAN not in names):
        raise NotANetwork(folder, found=min(names - OWN, default=""))


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    with (folder / LOCK).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NetworkBusy(folder) from error
        yield file.fileno()


def _agree_on_plan(order: Order) -> None:
    """Write down what is built here, or see that it is the same as before."""
    plan = {
        "source": content_fingerprint(order.source.path),
        "area": order.area.fingerprint if order.area else "",
        "engine": programs.engine_version(),
    }
    path = order.folder / PLAN
    if not path.exists():
        write_json(path, plan)
        return
    before = _read(path) or {}
    if before.get("engine") != plan["engine"]:
        built = str(before.get("engine", "?"))
        raise NetworkOfOtherVersion(order.folder, built=built, installed=plan["engine"])
    if before != plan:
        raise OtherNetwork(order.folder)


def _clip(order: Order, progress: Progress) -> None:
    marker, roads = order.folder / CLIPPED, order.folder / ROADS
    if _read(marker) is None:
        kept = clip(order.source, order.area, to=roads, progress=lambda s: progress("clip", s))
        fingerprint = content_fingerprint(roads)
        write_json(marker, {"roads": kept.roads, "fingerprint": fingerprint})
    needs = needs_of_roads(roads.stat().st_size, modes=len(order.modes))
    if any(step != "clip" for step in steps_of(order)):
        check_room(needs, folder=order.folder, source=order.source.path)


def _prepare(order: Order, mode: str, progress: Progress, lock: int) -> None:
    own, roads = order.folder / mode, order.folder / ROADS
    own.mkdir(exist_ok=True)
    base, rules = str(own / BASE), str(programs.profile(mode))
    options = ["--profile", rules, "--data_version", "osmosis", "--output", base]
    for step, arguments in (("extract", [str(roads), *options]), ("contract", [base])):
        marker = own / f"{step}.json"
        if _read(marker) is not None:
            continue
        started = time.monotonic()
        log = own / f"{step}.log"
        program = programs.Program(
            step=step,
            arguments=arguments,
            log=log,
            about=order.source.path,
            expected_seconds=seconds_of(step, roads.stat().st_size),
        )
        programs.run(program, progress=partial(progress, f"{step}-{mode}"), lock=lock)
        pieces = _PIECES.findall(log.read_text(encoding="utf-8", errors="replace"))
        taken = round(time.monotonic() - started, 1)
        write_json(marker, {"seconds": taken, "pieces": int(pieces[-1]) if pieces else 0})


def _finish(order: Order) -> Network:
    """Write ``network.json`` unless it stands there for the same modes or more."""
    folder = order.folder
    built = read_network(folder) if (folder / ABOUT).exists() else None
    if built is not None and set(order.modes) <= set(built.modes):
        return built
    clipped = _read(folder / CLIPPED) or {}
    area = None
    if order.area is not None:
        own = order.area
        area = AreaBuilt(own.name, own.fingerprint, order.buffer_km, own.bounds)
    network = Network(
        source=order.source.path.name,
        date=order.source.date,
        area=area,
        fingerprint=clipped["fingerprint"],
        engine=programs.engine_version(),
        roads=clipped["roads"],
        modes={
            mode: _mode_built(folder / mode)
            for mode in programs.MODES
            if _read(folder / mode / "contract.json") is not None
        },
        built=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )
    write_network(folder, network)
    return network


def _mode_built(own: Path) -> ModeBuilt:
    extracted, contracted = _read(own / "extract.json") or {}, _read(own / "contract.json") or {}
    return ModeBuilt(
        pieces=extracted["pieces"],
        seconds=round(extracted["seconds"] + contracted["seconds"], 1),
        files={path.name: path.stat().st_size for path in sorted(own.glob(f"{BASE}.*"))},
    )


def _steps_done(folder: Path) -> set[str]:
    done = {"clip"} if (folder / CLIPPED).exists() else set()
    return done | {
        f"{step}-{mode}"
        for mode in programs.MODES
        for step in ("extract", "contract")
        if (folder / mode / f"{step}.json").exists()
    }


# JSON as it was parsed: Any.
def _read(path: Path) -> Any:
    """What a marker says; ``None`` when it is not there (it is written whole or not at all)."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
