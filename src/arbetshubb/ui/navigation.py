"""Ways through a page and a task: tabs and steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab that is a link; ``count`` stands after the label."""

    label: Words
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a long form or task."""

    label: Words
    url: str = ""
    state: Literal["todo", "now", "done"] = "todo"


@dataclass(frozen=True, slots=True)
class EmptyState:
    """What to do first where there is nothing yet."""

    title: Words
    text: Words = ""
    url: str = ""
    action: Words = ""
