"""The hub map as SVG: municipalities, cells, hubs and names that never collide."""

from arbetshubb.reports.hubplan.map_svg.picture import MapPicture, picture_of
from arbetshubb.reports.hubplan.map_svg.printed import printed_map
from arbetshubb.reports.maps.labels import Box, Label, Wish, place_labels

__all__ = ["Box", "Label", "MapPicture", "Wish", "picture_of", "place_labels", "printed_map"]
