"""What the command answers the shell."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; nothing is written unless the code is 0."""

    OK = 0
    BAD_INPUT = 2
    NO_PLAN_POSSIBLE = 3
    NO_PLAN_IN_TIME = 4
    INTERRUPTED = 130
