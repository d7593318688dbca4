"""A planner brings a newer year in, sees what it changes, and reads it beside the own employees."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from journeys.conftest import PHONE, Demo

GOOD = """"bostadskommun";"arbetsställekommun";"kön";"år";"Sysselsatta"
"2309 Krokom (bostad)";"2380 Östersund (arbetsställe)";"totalt";"2024";4321
"2309 Krokom (bostad)";"2309 Krokom (arbetsställe)";"totalt";"2024";3210
"2380 Östersund (bostad)";"2309 Krokom (arbetsställe)";"totalt";"2024";..
"""


def test_a_planner_brings_statistics_in_and_reads_them(demo: Demo, tmp_path: Path) -> None:
    with demo.visit("petra") as page:
        given_invented_statistics_that_say_so(page)
        when_a_broken_file_is_given_it_is_refused(page, tmp_path)
        when_it_is_mended_its_changes_are_shown(page, tmp_path)
        then_it_is_in_use_with_its_source(page)
        then_the_flows_stand_beside_the_own_employees(page)
        then_catchments_say_that_they_are_a_model(page)
    with demo.visit("carl", viewport=PHONE) as page:
        then_a_controller_reads_on_a_phone_and_brings_nothing_in(page)


def given_invented_statistics_that_say_so(page: Page) -> None:
    page.goto("/statistics/")
    expect(page.locator("h1")).to_contain_text("slags statistik")
    expect(page.locator("table").first).to_contain_text("Påhittat exempel")


def when_a_broken_file_is_given_it_is_refused(page: Page, folder: Path) -> None:
    give(page, folder, GOOD.replace("4321", "många"))
    expect(page.locator("h1")).to_contain_text("1 sak behöver rättas")
    expect(page.locator("table").first).to_contain_text("”många” är varken en siffra")


def when_it_is_mended_its_changes_are_shown(page: Page, folder: Path) -> None:
    give(page, folder, GOOD)
    expect(page.locator("h1")).to_contain_text("3 nya och 0 ändrade siffror")
    page.get_by_role("button", name="Ta i bruk").click()


def then_it_is_in_use_with_its_source(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("Sysselsatta 15–74 år")
    expect(page.locator("main")).to_contain_text("CC0 1.0")
    expect(page.locator("main")).to_contain_text("visas inte av utgivaren")


def then_the_flows_stand_beside_the_own_employees(page: Page) -> None:
    page.goto("/statistics/commuting/")
    # Published figures come before invented ones.
    expect(page.locator("h1")).to_contain_text("Minst 4 321 arbetar i en annan kommun")
    expect(page.locator("main")).not_to_contain_text("Siffrorna är påhittade")
    expect(page.get_by_role("columnheader", name="Därav egna anställda")).to_be_visible()


def then_catchments_say_that_they_are_a_model(page: Page) -> None:
    page.goto("/statistics/catchments/")
    expect(page.locator("h1")).to_contain_text("inom 30 minuter")
    expect(page.locator("main")).to_contain_text("Uppskattning.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta tabellen").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def then_a_controller_reads_on_a_phone_and_brings_nothing_in(page: Page) -> None:
    page.goto("/statistics/migration/")
    expect(page.locator("h1")).to_contain_text("flyttade in till")
    page.goto("/statistics/")
    expect(page.get_by_role("link", name="Läs in statistik")).to_have_count(0)


def give(page: Page, folder: Path, text: str) -> None:
    path = folder / "ArRegPend2.csv"
    path.write_bytes(text.encode("cp1252"))
    page.goto("/statistics/import/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Kontrollera filen").click()
