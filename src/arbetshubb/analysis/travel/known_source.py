"""How a matrix's source says that some of its distances were corrected, and how it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

KNOWN: Final = r"; (?P<known>\d+) of (?P<pairs>\d+) distances known"
_AT_END: Final = re.compile(f"(?P<base>.*){KNOWN}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KnownWays:
    """How many of a matrix's pairs were corrected, and what its source said before that."""

    known: int
    pairs: int
    base: str


def said_as_known(source: str, known: int, pairs: int) -> str:
    """The source of a matrix of which ``known`` of ``pairs`` distances were corrected."""
    return f"{source}; {known} of {pairs} distances known"


def known_ways_in(source: str) -> KnownWays | None:
    """How many pairs of the matrix with this ``source`` were corrected; ``None`` for none."""
    found = _AT_END.fullmatch(source)
    if found is None:
        return None
    return KnownWays(int(found["known"]), int(found["pairs"]), found["base"])
