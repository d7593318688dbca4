"""The whole map: its layers, its list of places and its legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from arbetshubb.ui.basemap import basemap_url
from arbetshubb.ui.maps.layers import Areas, Cells, Layer, Point, Points
from arbetshubb.ui.words import Words


@dataclass(frozen=True, slots=True)
class MapView:
    """A map for ``{% map_view %}``.

    Attributes:
        id: unique on the page.
        title: what it shows, its heading.
        layers: drawn in this order.
        summary: a sentence that says what the picture shows.
        source: where the figures and the shapes come from.
        data_url: address that answers ``data()`` as JSON; empty puts it in the page.
        bounds: west, south, east, north; ``None`` fits everything.
        heading_level: 2 or 3.
        hidden_text: what is said of hatched areas; empty says that they are fewer than 5.
    """

    id: str
    title: Words
    layers: tuple[Layer, ...] = ()
    summary: Words = ""
    source: Words = ""
    data_url: str = ""
    bounds: tuple[float, float, float, float] | None = None
    heading_level: int = 2
    hidden_text: Words = ""

    @property
    def points(self) -> list[Point]:
        """Every place that can be chosen."""
        return [
            point for layer in self.layers if isinstance(layer, Points) for point in layer.points
        ]

    @property
    def switchable(self) -> list[Layer]:
        """Layers the reader may turn on and off; a single one needs no switch."""
        found = [layer for layer in self.layers if layer.is_switchable]
        return found if len(self.layers) > 1 else []

    @property
    def scales(self) -> list[Areas | Cells]:
        """Layers whose colours need a legend."""
        return [
            layer for layer in self.layers if isinstance(layer, Areas | Cells) and layer.classes
        ]

    @property
    def kinds(self) -> list[Point]:
        """One point of each kind, for the legend."""
        return list(
            {point.kind: point for point in reversed(self.points) if point.kind_label}.values()
        )[::-1]

    def data(self) -> dict[str, Any]:
        """Everything ``map.js`` draws."""
        return {
            "layers": [layer.data() for layer in self.layers],
            "bounds": self.bounds,
            "basemap": basemap_url(),
        }
