"""Maps as JSON and as a list that needs no picture."""

from __future__ import annotations

import json
import re

import pytest
from django.template import Context, Template
from django.utils.translation import gettext_lazy

from arbetshubb.ui.gallery import samples
from arbetshubb.ui.maps import (
    Area,
    Areas,
    Cell,
    Cells,
    Flow,
    Flows,
    Layer,
    MapView,
    Point,
    Points,
    ValueClass,
)
from arbetshubb.ui.maps.colors import Hue, scale

pytestmark = pytest.mark.usefixtures("swedish")
SQUARE = {"type": "Polygon", "coordinates": [[[14, 63], [15, 63], [15, 64], [14, 64], [14, 63]]]}


def drawn(view: MapView) -> str:
    return Template("{% load ui %}{% map_view view %}").render(Context({"view": view}))


def view_of(*layers: Layer) -> MapView:
    return MapView(id="m", title="Karta", layers=layers)


def test_the_data_survives_json_whatever_the_texts_are() -> None:
    area = Area("1", "Åre </script>", SQUARE, 0, text=gettext_lazy("Yes"))
    view = view_of(Areas("a", "Andel", classes=(ValueClass("x"),), areas=(area,)))
    html = drawn(view)
    found = re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)
    properties = json.loads(found[1])["layers"][0]["features"][0]["properties"]
    assert properties["name"] == "Åre </script>"
    assert properties["text"] == "Ja"


def test_a_hidden_area_is_hatched_and_the_legend_says_so() -> None:
    classes = (ValueClass("0–50 %"), ValueClass("50–100 %"))
    layer = Areas("a", "Andel", classes=classes, areas=(Area("1", "Berg", SQUARE, None),))
    assert layer.data()["features"][0]["properties"]["class"] == -1
    assert "färre än 5" in re.search(r"ui-map__legend.*", drawn(view_of(layer)), re.DOTALL)[0]


def test_areas_without_classes_are_not_called_hidden() -> None:
    layer = Areas("a", "Kommuner", areas=(Area("1", "Berg", SQUARE),))
    assert layer.data()["features"][0]["properties"]["class"] == -2
    assert not layer.has_hidden


def test_the_name_of_an_area_stands_inside_it() -> None:
    west, south = Areas("a", "A", areas=(Area("1", "Berg", SQUARE),)).data()["features"][0][
        "properties"
    ]["at"]
    assert 14 < west < 15
    assert 63 < south < 64


def test_a_cell_is_a_kilometre_square() -> None:
    feature = Cells("c", "C", classes=(ValueClass("x"),), cells=(Cell("N7010E482", 0),)).data()[
        "features"
    ][0]
    (ring,) = feature["geometry"]["coordinates"]
    assert ring[0] == ring[-1]
    assert len(ring) == 5
    assert ring[0] == pytest.approx([14.64, 63.21], abs=0.02)
    assert ring[1][0] - ring[0][0] == pytest.approx(0.0199, abs=0.001)
    assert ring[2][1] - ring[1][1] == pytest.approx(0.00897, abs=0.0002)


def test_no_cells_are_no_trouble() -> None:
    assert Cells("c", "C").data()["features"] == []


def test_the_widest_flow_has_width_one() -> None:
    flows = (Flow((14, 63), (15, 63), 30), Flow((14, 63), (15, 64), 120))
    widths = [one["properties"]["width"] for one in Flows("f", "F", flows=flows).data()["features"]]
    assert widths == [0.25, 1.0]


def test_every_point_is_in_the_list_with_shape_and_words() -> None:
    html = drawn(samples.map_view())
    for hub in samples.HUBS:
        row = re.search(rf'<li data-ui-point="{hub.name}">.*?</li>', html, re.DOTALL)[0]
        assert "<svg" in row
        assert "Finns" in row or "Ny" in row


def test_a_point_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="blob"):
        Point("1", "x", 14, 63, kind="blob")


def test_one_layer_needs_no_switch() -> None:
    assert "data-ui-layer" not in drawn(
        view_of(Points("p", "P", points=(Point("1", "x", 14, 63),)))
    )


def test_data_behind_an_address_is_not_in_the_page() -> None:
    html = drawn(MapView(id="m", title="K", layers=samples.map_view().layers, data_url="/data/"))
    assert 'data-url="/data/"' in html
    assert "application/json" not in html


@pytest.mark.parametrize("hue", ["spruce", "lake", "cloudberry"])
def test_ink_is_legible_on_every_step_of_every_scale(hue: Hue) -> None:
    for color in scale(hue, 5):
        assert contrast(color, "#16211e") >= 4.5


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(color[1:])]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
