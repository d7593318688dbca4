"""How much disk, memory and time a build takes, and how much there is.

The rule was measured on 22 November 2026 with osrm-bindings 26.10 on 2 cores, extracts of 1.1, 3.2
and 12.3 MB (docs/methods/roads.md): per megabyte of roads at most 60 MB memory and 20 MB disk for
each way of travelling. It is meant to be too high rather than too low.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arbetshubb.integrations.roads.area import Area
from arbetshubb.integrations.roads.errors import NotEnoughDisk, NotEnoughMemory
from arbetshubb.integrations.roads.osm_file import OsmFile

MEGABYTE: Final = 1_000_000

ROADS_SHARE: Final = 0.3
"""Roads, paths and ferries are about a third of an extract; the rest is houses and woods."""
UNEVEN: Final = 3.0
"""A county may hold this many times more roads than its share of the extract's extent."""

_BASE_MEMORY: Final = 80 * MEGABYTE
_MEMORY_A_BYTE: Final = 60
_CLIP_MEMORY_A_BYTE: Final = 4
# Which nodes are kept is a bit for each number that a node may have, in pieces of 4 MB: a small
# extract with old and new nodes touches many pieces, a large one all (13.5 billion in 2026).
_NODE_BITS_A_BYTE: Final = 250
_MOST_NODE_BITS: Final = 1_700 * MEGABYTE
_DISK_A_BYTE: Final = 20
_EXTRACT_SECONDS_A_MEGABYTE: Final = 4.0
_CONTRACT_SECONDS_A_MEGABYTE: Final = 16.0
_CLIP_SECONDS_A_MEGABYTE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Needs:
    """Bytes of disk and of memory, and seconds on two cores."""

    disk: int
    memory: int
    seconds: float


def needs_before(source: OsmFile, *, area: Area | None, modes: int) -> Needs:
    """What the whole build will take, as far as the extract's header tells."""
    roads = int(source.size * ROADS_SHARE * _share(source, area))
    built = needs_of_roads(roads, modes=modes)
    megabytes = source.size / MEGABYTE
    return Needs(
        disk=roads + built.disk,
        memory=max(_clip_memory(source.size), built.memory),
        seconds=_CLIP_SECONDS_A_MEGABYTE * megabytes + built.seconds,
    )


def _clip_memory(size: int) -> int:
    marked = min(_MOST_NODE_BITS, _NODE_BITS_A_BYTE * size)
    return _BASE_MEMORY + _CLIP_MEMORY_A_BYTE * size + marked


def needs_of_roads(size: int, *, modes: int) -> Needs:
    """What the roads of ``size`` bytes take once they are clipped out."""
    return Needs(
        disk=_DISK_A_BYTE * size * modes,
        memory=_BASE_MEMORY + _MEMORY_A_BYTE * size,
        seconds=modes * (seconds_of("extract", size) + seconds_of("contract", size)),
    )


def seconds_of(step: str, size: int) -> float:
    """About how long a step of OSRM's takes on roads of ``size`` bytes."""
    rate = _EXTRACT_SECONDS_A_MEGABYTE if step == "extract" else _CONTRACT_SECONDS_A_MEGABYTE
    return 1.0 + rate * size / MEGABYTE


def check_room(needs: Needs, *, folder: Path, source: Path) -> None:
    """Refuse a build that cannot fit.

    Raises:
        NotEnoughDisk: the folder's disk is too full.
        NotEnoughMemory: too little memory is free.
    """
    free = free_disk(folder)
    if needs.disk > free:
        raise NotEnoughDisk(folder, needed=needs.disk, free=free)
    memory = free_memory()
    if memory is not None and needs.memory > memory:
        raise NotEnoughMemory(source, needed=needs.memory, free=memory)


def free_disk(folder: Path) -> int:
    """Free bytes where ``folder`` is or will be."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free


def free_memory() -> int | None:
    """Bytes of memory that can be taken, within a container's limit; ``None`` when unknown."""
    known = [size for size in (_machine_memory(), _container_memory()) if size is not None]
    return min(known, default=None)


def _machine_memory() -> int | None:
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return None


def _container_memory() -> int | None:
    """What is left below the limit of a control group (version 2), if there is one."""
    group = Path("/sys/fs/cgroup")
    try:
        limit = (group / "memory.max").read_text(encoding="ascii").strip()
        used = (group / "memory.current").read_text(encoding="ascii").strip()
        return None if limit == "max" else max(int(limit) - int(used), 0)
    except (OSError, ValueError):
        return None


def _share(source: OsmFile, area: Area | None) -> float:
    """How large a part of the extract the area may be, by their extents."""
    if area is None or source.bounds is None:
        return 1.0
    west, south, east, north = source.bounds
    own_west, own_south, own_east, own_north = area.bounds
    width = max(0.0, min(east, own_east) - max(west, own_west))
    height = max(0.0, min(north, own_north) - max(south, own_south))
    whole = (east - west) * (north - south)
    return min(1.0, UNEVEN * width * height / whole) if whole > 0 else 1.0
