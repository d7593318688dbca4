"""What is reckoned once and kept: found again by everything it was reckoned from.

The program itself is one of those things: what another version of it kept is never read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from django.core.cache import cache as shelf

import arbetshubb

KEPT_SECONDS: Final = 60 * 60 * 24
"""Whatever is kept never grows old, only unused."""


def kept[Made](key: str, make: Callable[[], Made]) -> Made:
    """What was kept under ``key``, else what ``make`` makes now; ``None`` is kept as well.

    ``key`` must change with everything that ``make`` reads but the program.
    """
    whole = f"{key}:{program_fingerprint()}"
    found: tuple[Made] | None = shelf.get(whole)
    if found is None:
        found = (make(),)
        shelf.set(whole, found, KEPT_SECONDS)
    return found[0]


@cache
def program_fingerprint() -> str:
    """Twelve hexadecimal digits that change when any line of our own code or facts does."""
    root = Path(arbetshubb.__file__).parent
    found = hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.csv")]):
        found.update(path.relative_to(root).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]
