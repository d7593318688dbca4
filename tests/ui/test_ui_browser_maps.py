"""Maps in a real browser: the base map by ranges, labels, parts swapped in, and paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest
import shapely
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings

from arbetshubb.reference.basemap import build_basemap
from ui.ui_browser import Visit, drawn

pytestmark = pytest.mark.journey
COLOR = """([x, y]) => {
    const drawn = document.querySelector("canvas.maplibregl-canvas");
    const copy = Object.assign(document.createElement("canvas"),
        { width: drawn.width, height: drawn.height });
    const pen = copy.getContext("2d");
    pen.drawImage(drawn, 0, 0);
    const at = [x, y].map((share, axis) => Math.round(share * [copy.width, copy.height][axis]));
    return [...pen.getImageData(...at, 1, 1).data].slice(0, 3);
}"""
NAMES = '() => [...document.querySelectorAll(".ui-map__name:not([hidden])")].map(n => n.innerText)'
INLAND = [0.75, 0.36]
"""Where the gallery's map shows Åsele, as shares of its size: no layer of data is there."""
PAPER = [0xFB, 0xFC, 0xFB]
LAND = [0xF1, 0xF5, 0xF2]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_basemap(tmp_path_factory.mktemp("basemap") / "basemap.pmtiles")


@pytest.fixture
def basemap(archive: Path, settings: Settings) -> Path:
    settings.ARBETSHUBB_BASEMAP = str(archive)
    return archive


def land_at(page: Page) -> list[int]:
    """The colour inland, where only the base map draws."""
    return page.evaluate(COLOR, INLAND)


def test_the_base_map_comes_by_ranges_and_is_drawn(visit: Visit, basemap: Path) -> None:
    page = visit("/accessibility/")
    answers: list[tuple[int, str]] = []
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on(
        "response",
        lambda answer: (
            "basemap.pmtiles" in answer.url
            and answers.append((answer.status, answer.headers.get("content-range", "")))
        ),
    )
    page.goto(page.url.replace("/accessibility/", "/gallery/"))
    drawn(page)
    assert len(answers) >= 3
    assert {status for status, _ in answers} == {206}
    assert all(where.endswith(f"/{basemap.stat().st_size}") for _, where in answers)
    assert land_at(page) == LAND
    assert {"Ånge", "Vilhelmina"} & set(page.evaluate(NAMES))
    assert not [text for text in said if "Content Security Policy" in text]


def test_borders_and_names_stay_when_every_layer_is_off(visit: Visit, basemap: Path) -> None:
    page = drawn(visit("/gallery/"))
    for box in page.locator("[data-ui-layer]").all():
        box.uncheck()
    page.wait_for_timeout(300)
    assert page.evaluate(COLOR, INLAND) == LAND
    assert {"Krokom", "Strömsund", "Berg"} <= set(page.evaluate(NAMES))
    assert "Ånge" in page.evaluate(NAMES)


def test_without_a_base_map_the_areas_keep_borders_and_names(visit: Visit) -> None:
    page = drawn(visit("/gallery/"))
    assert land_at(page) == PAPER
    assert not {"Ånge", "Vilhelmina"} & set(page.evaluate(NAMES))
    page.locator("[data-ui-layer=municipalities]").uncheck()
    page.wait_for_timeout(300)
    assert {"Ragunda", "Berg"} & set(page.evaluate(NAMES))
    dark = page.evaluate(DARKEST, "#b9c8c0")
    assert dark > 100


DARKEST = """(wanted) => {
    const drawn = document.querySelector("canvas.maplibregl-canvas");
    const copy = Object.assign(document.createElement("canvas"),
        { width: drawn.width, height: drawn.height });
    const pen = copy.getContext("2d");
    pen.drawImage(drawn, 0, 0);
    const { data } = pen.getImageData(0, 0, copy.width, copy.height);
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(wanted.slice(at, at + 2), 16));
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
        const off = Math.abs(data[at] - red) + Math.abs(data[at + 1] - green)
            + Math.abs(data[at + 2] - blue);
        found += off < 24;
    }
    return found;
}"""


@pytest.mark.parametrize("content", [b"PMTiles\x03 and then nothing that is one", b"<html>"])
def test_a_broken_archive_costs_the_base_map_only(
    visit: Visit, tmp_path: Path, settings: Settings, content: bytes
) -> None:
    path = tmp_path / "broken.pmtiles"
    path.write_bytes(content)
    settings.ARBETSHUBB_BASEMAP = str(path)
    page = drawn(visit("/gallery/"))
    assert page.locator("[data-ui-failed]").is_hidden()
    assert page.locator(".ui-map__tag:visible").count() >= 7


def test_another_archive_is_drawn_by_the_names_of_its_layers(
    visit: Visit, tmp_path: Path, settings: Settings
) -> None:
    settings.ARBETSHUBB_BASEMAP = str(
        foreign_archive(tmp_path / "own.pmtiles", "water", shapely.box(10, 60, 20, 66))
    )
    page = drawn(visit("/gallery/"))
    assert land_at(page) == [0xDB, 0xE8, 0xF2]


def test_a_layer_whose_name_tells_nothing_is_left_out(
    visit: Visit, tmp_path: Path, settings: Settings
) -> None:
    settings.ARBETSHUBB_BASEMAP = str(
        foreign_archive(tmp_path / "own.pmtiles", "xyz", shapely.box(10, 60, 20, 66))
    )
    assert land_at(drawn(visit("/gallery/"))) == PAPER


def foreign_archive(path: Path, layer: str, shape: Any) -> Path:
    import numpy as np  # noqa: PLC0415 - for this helper alone
    import pyogrio.raw  # noqa: PLC0415 - as above

    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(shape)], dtype=object),
        [np.array(["x"], dtype=object)],
        ["name"],
        layer=layer,
        driver="PMTiles",
        geometry_type="Polygon",
        crs="EPSG:4326",
        dataset_options={"MINZOOM": "0", "MAXZOOM": "6"},
    )
    return path


def test_the_file_is_served_without_signing_in(basemap: Path) -> None:
    assert Client().get("/basemap.pmtiles").status_code == 200


CROWD = """() => [...document.querySelectorAll(".ui-map__mark")].map((mark) => ({
    text: mark.textContent,
    dot: mark.querySelector(".ui-map__dot").getBoundingClientRect().toJSON(),
    label: mark.querySelector(".ui-map__tag").hidden ? null
        : mark.querySelector(".ui-map__tag").getBoundingClientRect().toJSON(),
}))"""


def is_over(one: dict[str, float], other: dict[str, float]) -> bool:
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    return not (beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"])


@pytest.mark.parametrize(
    ("path", "width", "least"),
    [("/crowded/", 1280, 10), ("/crowded/", 390, 6), ("/crowded/?short", 390, 10)],
)
def test_a_crowded_map_names_every_hub_on_a_screen_and_what_fits_on_a_phone(
    visit: Visit, path: str, width: int, least: int
) -> None:
    page = drawn(visit(path, width=width))
    marks = page.evaluate(CROWD)
    frame = page.locator("[data-ui-canvas]").bounding_box()
    assert frame
    labels = [mark["label"] for mark in marks if mark["label"]]
    assert (len(marks), len(labels) >= least) == (10, True), [
        mark["text"] for mark in marks if not mark["label"]
    ]
    for index, label in enumerate(labels):
        assert frame["x"] <= label["left"] < label["right"] <= frame["x"] + frame["width"]
        assert frame["y"] <= label["top"] < label["bottom"] <= frame["y"] + frame["height"]
        assert not any(is_over(label, other) for other in labels[index + 1 :])
        assert not any(is_over(label, mark["dot"]) for mark in marks)


def test_a_label_that_found_no_room_is_shown_when_its_place_is_chosen(visit: Visit) -> None:
    page = drawn(visit("/crowded/", width=390))
    hidden = [mark["text"] for mark in page.evaluate(CROWD) if not mark["label"]]
    for text in hidden:
        page.get_by_role("button", name=text).click()
        page.wait_for_timeout(900)
        assert text in [mark["text"] for mark in page.evaluate(CROWD) if mark["label"]]


def test_the_list_keeps_the_whole_name_of_a_shortened_label(visit: Visit) -> None:
    page = drawn(visit("/crowded/?short"))
    assert page.get_by_role("button", name="Demohälsocentral Strömsund").count() == 1
    assert page.locator(".ui-map__tag", has_text="Demo").count() == 0


def test_what_htmx_swaps_in_is_drawn_wired_and_cleared_away(visit: Visit) -> None:
    page = visit("/swapping/")
    for _ in range(2):  # the second time the modules are there already
        page.get_by_role("button", name="Hämta").click()
        drawn(page)
        assert page.locator(".ui-map__tag:visible").count() == 10
        page.wait_for_selector("ds-suggestion u-datalist[role=listbox]", state="attached")
        assert page.evaluate("document.activeElement.matches('.ui-error-summary')")
        page.get_by_role("button", name="Sveg").click()
        assert "Sveg" in page.locator("[data-ui-info]").inner_text()
        context = page.evaluate_handle(
            "document.querySelector('canvas.maplibregl-canvas').getContext('webgl2')"
        )
        page.get_by_role("button", name="Töm").click()
        page.wait_for_function("(gl) => gl.isContextLost()", arg=context)
        assert page.locator("#part").inner_text() == "Tomt"


def test_on_paper_the_map_is_whole_and_the_list_has_what_is_on(
    visit: Visit, basemap: Path, tmp_path: Path
) -> None:
    page = drawn(visit("/gallery/"))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    canvas = page.locator("[data-ui-canvas]").bounding_box()
    assert canvas
    assert canvas["width"] == pytest.approx(610, abs=2)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    assert page.locator("[data-ui-canvas]").bounding_box()["width"] > 700
    page.get_by_label("Hubbar", exact=True).uncheck()
    pdf = tmp_path / "page.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    pages = pypdf.PdfReader(pdf).pages
    pictures = [picture.image for one in pages[:3] for picture in one.images]
    assert any(has_color(picture, LAND) for picture in pictures if picture)
    text = "".join(one.extract_text() for one in pages[:3])
    assert "Åsele" in text  # the base map's names
    assert "61 medlemmar" not in text  # the list of a layer that is off


def has_color(picture: Any, wanted: list[int]) -> bool:
    colors = picture.convert("RGB").getcolors(maxcolors=1 << 24)
    return any(
        count > 1000 and all(abs(a - b) < 6 for a, b in zip(color, wanted, strict=True))
        for count, color in colors
    )
