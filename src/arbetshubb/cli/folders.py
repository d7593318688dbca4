"""Where results may be written: never over something else than a former result."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from arbetshubb.tables.problems import Problem


def refusal(folder: Path, *, own: Collection[str], column: str, code: str) -> Problem | None:
    """Why ``folder`` must not be written to; ``None`` when it may.

    It may when it does not exist, is empty, or holds nothing but files named in ``own``.
    """
    if not folder.exists():
        return None
    if not folder.is_dir():
        return Problem(str(folder), 0, column, "", "not_a_folder")
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError:
        return Problem(str(folder), 0, column, "", "cannot_write")
    if names <= set(own):
        return None
    return Problem(str(folder), 0, column, min(names - set(own)), code)


def remove_others(folder: Path, *, own: Collection[str], written: Collection[Path]) -> None:
    """Take away files of a former result that the new one does not have: they no longer fit."""
    kept = {path.name for path in written}
    for name in sorted(set(own) - kept):
        (folder / name).unlink(missing_ok=True)


def cache_folder() -> Path:
    """Where built road networks are kept, as the XDG base directory specification says."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "arbetshubb" / "roads"
