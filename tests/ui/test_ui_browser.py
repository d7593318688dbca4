"""What only a browser can tell: the policy blocks nothing, labels keep apart, keys reach all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ui.ui_browser import Visit, drawn

BOXES = """() => [...document.querySelectorAll(
    ".ui-map__tag:not([hidden]), .ui-map__name:not([hidden])"
)].map((label) => label.getBoundingClientRect().toJSON())"""
pytestmark = pytest.mark.journey
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"


@pytest.mark.parametrize("width", [1280, 390])
def test_labels_on_the_map_never_cover_each_other_or_leave_it(visit: Visit, width: int) -> None:
    page = drawn(visit("/gallery/", width=width))
    boxes = page.evaluate(BOXES)
    frame = page.locator("[data-ui-canvas]").bounding_box()
    assert frame
    assert len(boxes) >= 7
    for index, one in enumerate(boxes):
        assert frame["x"] <= one["left"]
        assert one["right"] <= frame["x"] + frame["width"]
        for other in boxes[index + 1 :]:
            assert are_apart(one, other)


def are_apart(one: dict[str, float], other: dict[str, float]) -> bool:
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    return beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_every_place_is_reached_with_the_keyboard_and_told(visit: Visit) -> None:
    page = drawn(visit("/gallery/"))
    page.locator("[data-ui-point=Sveg] button").focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-ui-point=Sveg] button").get_attribute("aria-pressed") == "true"
    assert "Sveg" in page.locator("[data-ui-info]").inner_text()
    assert page.locator(".ui-map__mark.is-selected").inner_text() == "Sveg"


def test_a_layer_that_is_turned_off_takes_its_marks_and_legend_along(visit: Visit) -> None:
    page = drawn(visit("/gallery/"))
    assert page.locator(".ui-map__dot:visible").count() > 0
    page.get_by_label("Hubbar", exact=True).uncheck()
    assert page.locator(".ui-map__mark:not([hidden])").count() == 0
    assert page.locator("[data-ui-legend=cells]").is_hidden()
    page.get_by_label("Bostäder", exact=True).check()
    assert page.locator("[data-ui-legend=cells]").is_visible()


def test_the_policy_blocks_nothing_on_the_page(visit: Visit) -> None:
    page = visit("/accessibility/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(page.url.replace("/accessibility/", "/gallery/"))
    drawn(page)
    assert not [text for text in said if "Content Security Policy" in text]
    assert page.locator(".ui-chart__picture svg").count() == 4


def test_without_script_the_list_the_menu_and_the_question_still_work(visit: Visit) -> None:
    page = visit("/gallery/", width=390, java_script_enabled=False)
    assert page.locator("[data-ui-point]").count() == 9
    assert page.locator(".ui-map__stage").is_hidden()
    page.locator(".ui-bottom summary").click()
    assert page.locator(".ui-bottom__panel a").first.is_visible()
    page.locator("#remove > summary").click()
    assert page.get_by_text("Vill du ta bort planen?").is_visible()


def test_without_webgl_a_sentence_says_where_everything_is(visit: Visit) -> None:
    page = visit("/accessibility/")
    page.context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto(page.url.replace("/accessibility/", "/gallery/"))
    page.locator("[data-ui-failed]").wait_for(state="visible", timeout=20_000)
    assert page.locator("[data-ui-point]").count() == 9


def test_the_question_is_a_dialog_that_gives_the_focus_back(visit: Visit) -> None:
    page = visit("/gallery/")
    page.locator("#remove > summary").click()
    dialog = page.get_by_role("dialog")
    assert "Vill du ta bort planen?" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_error_summary_takes_the_focus(visit: Visit) -> None:
    page = visit("/gallery/?wrong")
    assert page.evaluate("document.activeElement.matches('.ui-error-summary')")


def test_nothing_is_wider_than_a_small_phone(visit: Visit) -> None:
    page = visit("/gallery/", width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", ["/gallery/?wrong", "/accessibility/", "/nowhere/"])
def test_axe_finds_nothing(visit: Visit, path: str, language: str) -> None:
    page = visit(path, language=language, bypass_csp=True)
    if "gallery" in path:
        drawn(page)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then((result) => result.violations)")
    assert not found, json.dumps(found, indent=1)[:3000]


def test_a_long_list_of_boxes_is_a_field_that_suggests(visit: Visit) -> None:
    page = visit("/gallery/")
    page.wait_for_selector("ds-suggestion u-datalist[role=listbox]", state="attached")
    field = page.locator("ds-suggestion input")
    field.press_sequentially("brä")
    page.get_by_role("option", name="Bräcke").click()
    field.fill("")
    field.press_sequentially("sve")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert sorted(page.evaluate(CHOSEN)) == ["Bräcke", "Svenstavik"]
    page.locator("ds-suggestion data", has_text="Bräcke").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(CHOSEN) == ["Svenstavik"]
    assert page.url.endswith("/gallery/")  # Enter has not sent the form


CHOSEN = "() => [...document.querySelectorAll('[name=places]:checked')].map(({ value }) => value)"


def test_the_field_that_suggests_speaks_swedish_and_keeps_its_errors(visit: Visit) -> None:
    page = visit("/gallery/?wrong")
    page.wait_for_selector("ds-suggestion u-datalist[role=listbox]", state="attached")
    html = page.locator("ds-suggestion").evaluate("(field) => field.outerHTML")
    assert not re.search(r"[æø]|\b(ikke|valgte|Fjern|Trykk|forslag til)\b", html)
    assert "Visa förslag" in html
    page.locator(".ui-error-summary a", has_text="Platser").click()
    field = page.get_by_role("combobox", name="Platser som måste ha en hubb")
    assert field.evaluate("(input) => input === document.activeElement")
    assert field.get_attribute("aria-invalid") == "true"


def test_without_script_the_boxes_are_there(visit: Visit) -> None:
    page = visit("/gallery/", java_script_enabled=False)
    assert page.locator("[name=places]:visible").count() == 40


def test_the_elements_are_loaded_only_where_one_is_used(visit: Visit) -> None:
    page = visit("/accessibility/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "designsystemet/index.js" in url]
    page.goto(page.url.replace("/accessibility/", "/gallery/"))
    page.wait_for_selector("ds-suggestion", state="attached")
    assert len([url for url in asked if "designsystemet/index.js" in url]) == 1
