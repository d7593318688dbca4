"""What every printed map stands on: frames, shapes, and names that never collide."""

from arbetshubb.reports.maps.labels import Box, Label, Line, Point, Wish, place_labels
from arbetshubb.reports.maps.shapes import Frame, Shape, fitted_frame, frame_around, shapes_of

__all__ = [
    "Box",
    "Frame",
    "Label",
    "Line",
    "Point",
    "Shape",
    "Wish",
    "fitted_frame",
    "frame_around",
    "place_labels",
    "shapes_of",
]
