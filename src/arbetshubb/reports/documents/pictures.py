"""SVG pictures as PNG, for writers that cannot place SVG."""

from __future__ import annotations

from functools import cache
from typing import Final

from arbetshubb.reports.fonts import own_font_directory

_SCALE: Final = 2.0
"""Pixels a unit: sharp in print at the widths that reports use."""


def to_png(svg: str) -> bytes:
    """The picture as PNG at twice its size."""
    import vl_convert  # noqa: PLC0415  a large native library; only pictures should wait for it

    register_fonts()
    picture: bytes = vl_convert.svg_to_png(svg, scale=_SCALE)
    return picture


@cache
def register_fonts() -> None:
    """Tell the drawing library about our own fonts, once."""
    import vl_convert  # noqa: PLC0415  as above

    directory = own_font_directory()
    if directory:
        vl_convert.register_font_directory(str(directory))
