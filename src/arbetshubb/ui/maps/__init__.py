"""A map as a plain object: what lies on it, in classes with words, and what it says as JSON.

Coordinates are WGS 84 longitude and latitude. The picture is drawn by ``static/ui/map.js``; the
list of points beside it and the table on the page say the same without it.
"""

from arbetshubb.ui.maps.layers import (
    Area,
    Areas,
    Cell,
    Cells,
    Flow,
    Flows,
    Layer,
    Line,
    Lines,
    Point,
    Points,
    ValueClass,
)
from arbetshubb.ui.maps.view import MapView

__all__ = [
    "Area",
    "Areas",
    "Cell",
    "Cells",
    "Flow",
    "Flows",
    "Layer",
    "Line",
    "Lines",
    "MapView",
    "Point",
    "Points",
    "ValueClass",
]
