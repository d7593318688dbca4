"""OSRM's own programs, run in processes of their own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import osrm

from arbetshubb.integrations.roads.errors import RoadNetworkBroken

MODES: Final = ("car", "bicycle", "foot")
"""Ways of travelling, named as OSRM's profiles are."""

_SECONDS_BETWEEN_LOOKS: Final = 0.1
_MOST_GUESSED: Final = 0.97

# The program must not outlive us: a build that was killed would otherwise go on writing into the
# folder. Linux ends it with its parent (prctl 1 = PR_SET_PDEATHSIG, 9 = SIGKILL); elsewhere the
# lock, which it inherits, keeps others out until it is done.
_DIE_WITH_PARENT: Final = (
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9); os.execv(sys.argv[1], sys.argv[1:])"
)


def engine_version() -> str:
    """The version of the routing engine."""
    return version("osrm-bindings")


def profile(mode: str) -> Path:
    """The rules of speed, access and turns for a way of travelling."""
    return Path(osrm.__file__).parent / "share" / "profiles" / f"{mode}.lua"


@dataclass(frozen=True, slots=True)
class Program:
    """One run of ``osrm-<step>``: what it is told, where it may talk, and about how long it takes.

    ``about`` is the file it is fed with, which an error names.
    """

    step: str
    arguments: Sequence[str]
    log: Path
    about: Path
    expected_seconds: float


def run(program: Program, *, progress: Callable[[float], None], lock: int) -> None:
    """Run the program to its end.

    OSRM does not tell how far it has come, so the share told is the time passed against the
    expected. ``lock`` is an open file that the program holds open as well.

    Raises:
        RoadNetworkBroken: the program failed.
    """
    with program.log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - the engine's own program, arguments as a list
            [*_command(program.step), *program.arguments],
            stdout=said,
            stderr=said,
            pass_fds=(lock,),
        )
        try:
            _wait(process, program.expected_seconds, progress)
        except BaseException:  # Ctrl-C too must not leave the program running
            process.kill()
            process.wait()
            raise
    if process.returncode != 0:
        lines = program.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise RoadNetworkBroken(program.about, step=program.step, detail=_complaint(lines))
    progress(1.0)


def _wait(
    process: subprocess.Popen[bytes], expected_seconds: float, progress: Callable[[float], None]
) -> None:
    started = time.monotonic()
    while process.poll() is None:
        progress(min(_MOST_GUESSED, (time.monotonic() - started) / expected_seconds))
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def _command(step: str) -> list[str]:
    program = Path(osrm.__file__).parent / "bin" / f"osrm-{step}"
    if not program.is_file():
        return [sys.executable, "-m", "osrm", step]
    if sys.platform == "linux":
        return [sys.executable, "-c", _DIE_WITH_PARENT, str(program)]
    return [str(program)]


def _complaint(lines: Sequence[str]) -> str:
    """What OSRM said was wrong, without its time stamps."""
    said = [line for line in lines if "[error]" in line or "what():" in line] or lines[-1:]
    return " ".join(line.split("[error]")[-1].split("what():")[-1].strip() for line in said[:3])
