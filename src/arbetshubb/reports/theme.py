"""The colours of printed matter, charts and maps; the same values as the web's theme.

Text pairs keep a contrast of at least 4.5:1 on white and on their soft colour.
"""

from typing import Final

INK: Final = "#16211e"
MUTED: Final = "#566661"
LINE: Final = "#dfe6e2"
PAPER: Final = "#ffffff"
SNOW: Final = "#f6f8f6"
SPRUCE: Final = "#17423a"
MOSS: Final = "#e4efe8"
CLOUDBERRY: Final = "#c8641b"
CLOUDBERRY_TEXT: Final = "#8a430f"
CLOUDBERRY_SOFT: Final = "#fcefe3"
LAKE: Final = "#1d5b8f"
LAKE_SOFT: Final = "#e6f0f8"
RED: Final = "#a8322a"

REACH_STEPS: Final = ("#e7efeb", "#c6d9d0", "#9dbdb0", "#6d9b8b", "#3d7465")
"""Spruce from light to dark: the share that reaches a hub, 0-20 % … 80-100 %."""

MINUTE_STEPS: Final = ("#c3d9ec", "#8db6d8", "#5690c0", "#2f6ea3", "#143f66")
"""Lake from light to dark: minutes to the nearest hub, under 15 … over 60."""

FONT_STACK: Final = 'Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
