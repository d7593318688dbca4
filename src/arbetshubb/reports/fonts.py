"""Where the typeface lies on this machine, and how wide a text is in it.

Inter is looked for in ``ARBETSHUBB_FONTS``, then in ``build/fonts`` of the repository, then among
the system's fonts. Without it documents use the nearest sans-serif and widths are estimated.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

REGULAR: Final = 400
SEMIBOLD: Final = 600

_NAMES: Final = {REGULAR: "Inter-Regular", SEMIBOLD: "Inter-SemiBold"}
_SUFFIXES: Final = (".ttf", ".otf")
_SYSTEM: Final = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
_ESTIMATED_WIDTH: Final = 0.62
"""Mean width of a character over the font size, on the wide side so that labels never collide."""


def own_font_directory() -> Path | None:
    """The folder with our own Inter files, if the operator or ``make install`` put one there."""
    named = os.environ.get("ARBETSHUBB_FONTS")
    built = Path(__file__).parents[3] / "build" / "fonts"
    places = [Path(named)] if named else []
    return next((place for place in [*places, built] if _inter_in(place, REGULAR)), None)


@cache
def font_file(weight: int) -> Path | None:
    """Inter in this weight (400 or 600), or ``None`` when this machine does not have it."""
    own = own_font_directory()
    for place in [own, *_SYSTEM] if own else _SYSTEM:
        found = _inter_in(place, weight)
        if found:
            return found
    return None


def text_width(text: str, *, size: float, weight: int = REGULAR) -> float:
    """The width of ``text`` set in Inter at ``size``, in the units of ``size``."""
    font = _measuring_font(weight)
    if font is None:
        return len(text) * size * _ESTIMATED_WIDTH
    return font.getlength(text) * size / font.size


def _inter_in(directory: Path, weight: int) -> Path | None:
    names = [_NAMES[weight] + suffix for suffix in _SUFFIXES]
    beside = [directory / name for name in names] + [
        directory / "opentype/inter" / n for n in names
    ]
    direct = next((path for path in beside if path.is_file()), None)
    if direct or not directory.is_dir():
        return direct
    return next((path for name in names for path in directory.glob(f"**/{name}")), None)


@cache
def _measuring_font(weight: int) -> FreeTypeFont | None:
    path = font_file(weight)
    if path is None:
        return None
    from PIL import ImageFont  # noqa: PLC0415  only what measures labels should wait for Pillow

    return ImageFont.truetype(str(path), size=100)
