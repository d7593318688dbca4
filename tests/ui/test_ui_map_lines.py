"""Lines along the ground on a map, such as a route."""

from __future__ import annotations

from arbetshubb.ui.maps import Line, Lines, MapView


def test_a_line_is_drawn_along_its_places_and_may_be_dashed() -> None:
    way = Line(((14.123456789, 63.0), (14.2, 63.1), (14.3, 63.0)), "The way")
    straight = Line(((14.1, 63.0), (14.3, 63.0)), is_dashed=True)
    layer = Lines("way", "The way", lines=(way, straight), is_switchable=False)
    data = layer.data()
    assert (data["kind"], data["isOn"]) == ("lines", True)
    first, second = data["features"]
    assert first["geometry"]["type"] == "LineString"
    assert first["geometry"]["coordinates"] == [[14.12346, 63.0], [14.2, 63.1], [14.3, 63.0]]
    assert first["properties"] == {"isDashed": False, "text": "The way"}
    assert second["properties"]["isDashed"]


def test_a_line_needs_neither_legend_nor_list() -> None:
    layer = Lines("way", "The way", lines=(Line(((14.1, 63.0), (14.3, 63.0))),))
    view = MapView(id="m", title="M", layers=(layer,))
    assert not view.scales
    assert not view.points
    assert not view.switchable
