"""One-hue scales, light to dark, on all of which ink is legible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from arbetshubb.ui.words import Words

type Hue = Literal["spruce", "lake", "cloudberry"]

HUES: Final[dict[str, tuple[str, str]]] = {
    "spruce": ("#e3efe8", "#62997f"),
    "lake": ("#dfebf5", "#5a96c8"),
    "cloudberry": ("#fdeadb", "#d98643"),
}
"""The lightest and the darkest colour of each one-hue scale; ink is legible on all of it."""


def steps_of(labels: Sequence[Words], colors: Sequence[str]) -> list[dict[str, str]]:
    """The legend of a scale: word and colour of each class."""
    return [
        {"label": str(label), "color": color} for label, color in zip(labels, colors, strict=True)
    ]


def scale(hue: Hue, steps: int) -> list[str]:
    """Even steps from the hue's lightest to its darkest colour."""
    light, dark = HUES[hue]
    if steps == 1:
        return [_mixed(light, dark, 0.5)]
    return [_mixed(light, dark, step / (steps - 1)) for step in range(steps)]


def _mixed(light: str, dark: str, share: float) -> str:
    ends = zip(bytes.fromhex(light[1:]), bytes.fromhex(dark[1:]), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in ends)
