"""All files of a plan into a folder: all of them or none, and never half a file.

The files are written in a hidden folder beside, forced to disk, and moved in place one by one. The
old ones are kept until the last has moved: an interrupt midway restores what was there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.reports.hubplan.render import FILE_NAMES, FORMATS, UnknownFormat, render_all


def write_outputs(
    plan: PublishedPlan,
    directory: Path,
    *,
    formats: Iterable[str] = FORMATS,
    language: str = "sv",
) -> list[Path]:
    """The paths of the files written into ``directory``, which is made if it is not there.

    On any error, and on Ctrl-C, the folder is left as it was.

    Raises:
        UnknownFormat: there is no such file of a plan.
        UnknownLanguage: neither Swedish nor English.
        OSError: the folder cannot be written.
    """
    wanted = tuple(dict.fromkeys(formats))
    unknown = set(wanted) - set(FORMATS)
    if unknown:
        message = f"no {', '.join(sorted(unknown))} of a plan, only {', '.join(FORMATS)}"
        raise UnknownFormat(message)
    contents = render_all(plan, wanted, language=language)
    directory = directory.absolute()
    directory.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        new = [_write(workshop / FILE_NAMES[name], contents[name]) for name in wanted]
        return _put_in_place(new, directory, keep=workshop / "before")
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _write(path: Path, content: bytes) -> Path:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def _put_in_place(new: list[Path], directory: Path, *, keep: Path) -> list[Path]:
    """Move the new files into the folder; on any trouble the old ones come back."""
    is_new_folder = not directory.exists()
    directory.mkdir(exist_ok=True)
    keep.mkdir()
    try:
        places = [_replace(path, directory / path.name, keep=keep) for path in new]
        _sync_folder(directory)
    except BaseException:  # an interrupt too must not leave two plans mixed
        _restore([directory / path.name for path in new if not path.exists()], keep=keep)
        if is_new_folder:
            directory.rmdir()
        raise
    return places


def _replace(path: Path, place: Path, *, keep: Path) -> Path:
    if place.exists():
        shutil.copy2(place, keep / place.name)
    path.replace(place)
    return place


def _restore(moved: list[Path], *, keep: Path) -> None:
    """Undo the moves: the file that was there before, or none."""
    for place in moved:
        old = keep / place.name
        if old.exists():
            old.replace(place)
        else:
            place.unlink(missing_ok=True)


def _sync_folder(directory: Path) -> None:
    """Force the names to disk too, where the system can."""
    if os.name != "posix":
        return
    folder = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
