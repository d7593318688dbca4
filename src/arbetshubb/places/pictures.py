"""Pictures as they are kept: drawn anew, so that no position, name or program is left in them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE: Final = 1600
MOST_PIXELS: Final = 60_000_000
"""A telephone's picture has 12–50 million; what claims more is there to fill our memory."""

FORMATS: Final = ("JPEG", "PNG", "WEBP")


class NotAPicture(ValueError):
    """The file is not a JPEG, PNG or WebP picture that can be drawn."""


class PictureTooLarge(ValueError):
    """The picture has more pixels than a camera would give."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A WebP picture without anything but its pixels."""

    content: bytes
    width: int
    height: int


def redrawn(content: bytes) -> Picture:
    """The picture turned the right way up, at most ``LONGEST_SIDE`` on its longest side.

    Raises:
        NotAPicture: it cannot be read.
        PictureTooLarge: it has more than ``MOST_PIXELS``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PictureTooLarge
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    target = io.BytesIO()
    upright.save(target, "WEBP", quality=82, exif=b"", icc_profile=None)
    return Picture(target.getvalue(), upright.width, upright.height)
