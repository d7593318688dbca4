"""A state that is said in word and shape, so that its colour never speaks alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from arbetshubb.ui.words import Words

SHAPES: Final[dict[str, str]] = {
    "existing": "disc",
    "new": "ring",
    "office": "square",
    "hub": "diamond",
    "home": "house",
    "away": "arrow",
    "hidden": "hatch",
    "ok": "check",
    "warning": "triangle",
    "error": "cross",
    "neutral": "dash",
}
"""Kind of state -> the shape drawn before its word. Points on maps use the same shapes."""


@dataclass(frozen=True, slots=True)
class Status:
    """A word with a kind (a key of ``SHAPES``)."""

    text: Words
    kind: str = "neutral"

    def __post_init__(self) -> None:
        """Refuse a kind nobody has drawn."""
        if self.kind not in SHAPES:
            message = f"unknown kind of status: {self.kind!r}"
            raise ValueError(message)

    def __str__(self) -> str:
        return str(self.text)

    @property
    def shape(self) -> str:
        """The shape before the word."""
        return SHAPES[self.kind]
