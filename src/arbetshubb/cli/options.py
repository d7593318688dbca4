"""The options of ``arbetshubb plan``, for the command line and for a scenario file alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Sort(Enum):
    """What an option holds."""

    FILE = "file"
    FOLDER = "folder"
    WHOLE = "whole"
    NUMBER = "number"
    SWITCH = "switch"
    SITES = "sites"
    FORMATS = "formats"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Option:
    """One option: ``--name`` on the command line, ``name`` in a scenario file.

    ``least`` is the smallest value; with ``is_above`` the value must be larger than it.
    """

    name: str
    sort: Sort
    least: float = 0.0
    is_above: bool = False

    @property
    def key(self) -> str:
        """The name as argparse keeps it."""
        return self.name.replace("-", "_")


PLAN_OPTIONS: Final = (
    Option("out", Sort.FOLDER),
    Option("municipalities", Sort.FILE),
    Option("roads", Sort.FILE),
    Option("calibration", Sort.FILE),
    Option("constants", Sort.FILE),
    Option("postcodes", Sort.FILE),
    Option("budget", Sort.NUMBER),
    Option("hubs", Sort.WHOLE),
    Option("max-hubs", Sort.WHOLE),
    Option("each-municipality", Sort.SWITCH),
    Option("critical-mass", Sort.NUMBER),
    Option("within", Sort.NUMBER, is_above=True),
    Option("close-existing", Sort.SWITCH),
    Option("force", Sort.SITES),
    Option("forbid", Sort.SITES),
    Option("format", Sort.FORMATS),
    Option("time-limit", Sort.NUMBER, is_above=True),
    Option("gap", Sort.NUMBER),
    Option("seed", Sort.WHOLE),
    Option("quiet", Sort.SWITCH),
    Option("language", Sort.LANGUAGE),
)

DEFAULT_OUT: Final = "plan"
DEFAULT_WITHIN: Final = 30.0
DEFAULT_TIME_LIMIT: Final = 60.0
