"""From a survey to a target: answers read in, travel seen, one per cent told, a target set."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from journeys.conftest import PHONE, Demo

HEADER = "hem;enhet;vinter;sommar;dagar;drivmedel;kan tänka sig buss;kan tänka sig hubb;skäl"
ANSWERS = [
    *["Svenstavik;;bil;bil;4;diesel;kanske;ja;tid"] * 30,
    *["Järpen;;bil;buss;3;bensin;ja;ja;kostnad"] * 20,
    *["Östersund;;cykel;cykel;5;;nej;nej;hälsa"] * 15,
]


def survey_file(folder: Path, name: str, header: str, rows: list[str]) -> Path:
    """As Excel in Sweden saves it: semicolons and Windows-1252."""
    path = folder / name
    path.write_bytes("\r\n".join([header, *rows]).encode("cp1252"))
    return path


def give(page: Page, path: Path) -> None:
    page.goto("/mapping/surveys/import/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_label("År").fill("2026")
    page.get_by_label("Namn").fill("Höstenkäten")
    page.get_by_role("button", name="Kontrollera filen").click()


def test_a_planner_reads_in_a_survey_and_sets_a_target(demo: Demo, tmp_path: Path) -> None:
    with demo.visit("petra") as page:
        given_a_file_with_addresses_it_is_refused(page, tmp_path)
        when_it_is_without_them_the_answers_count(page, tmp_path)
        then_travel_and_emissions_say_what_they_rest_on(page)
        then_a_module_says_how_many_make_one_per_cent(page)
        when_a_target_is_composed_it_says_what_remains_and_is_saved(page)
        then_the_old_report_is_compared_with_a_warning(page)


def test_the_composer_fits_a_phone(demo: Demo) -> None:
    with demo.visit("petra", viewport=PHONE) as page:
        page.goto("/mapping/targets/compose/")
        expect(page.locator("#composition")).to_contain_text("CO₂e")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def given_a_file_with_addresses_it_is_refused(page: Page, folder: Path) -> None:
    rows = [f"{row};anna{n}@exempel.se" for n, row in enumerate(ANSWERS)]
    give(page, survey_file(folder, "med-epost.csv", f"{HEADER};E-post", rows))
    expect(page.locator("h1")).to_contain_text("fel att rätta")
    expect(page.locator("main")).to_contain_text("Inget i filen har sparats")
    assert "@exempel.se" not in page.content()


def when_it_is_without_them_the_answers_count(page: Page, folder: Path) -> None:
    give(page, survey_file(folder, "utan.csv", HEADER, ANSWERS))
    expect(page.locator("h1")).to_contain_text("65 svar")
    page.get_by_role("button", name="Låt svaren räknas").click()
    expect(page.get_by_text("Svaren räknas från och med nu.")).to_be_visible()
    page.get_by_role("link", name="Se resor och utsläpp").click()


def then_travel_and_emissions_say_what_they_rest_on(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("om året från resor till arbetet")
    expect(page.locator("h1")).not_to_have_text(re.compile("^0 "))
    expect(page.locator("main")).to_contain_text("Allt kommer från enkätens svar")
    page.get_by_label("Räknat från").select_option("both")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.locator("main")).to_contain_text("Hur folk reser kommer från enkäten")
    page.get_by_role("link", name="Drivmedel och årstid").click()
    expect(page.locator("#behind table").last).to_contain_text("diesel")


def then_a_module_says_how_many_make_one_per_cent(page: Page) -> None:
    page.get_by_role("link", name="Vad som kan ändra det").click()
    expect(page.locator("h1")).to_contain_text("med en procent")
    expect(page.locator("main")).to_contain_text("i enkäten")
    page.get_by_role("link", name="Sätt ihop ett mål").click()


def when_a_target_is_composed_it_says_what_remains_and_is_saved(page: Page) -> None:
    answer = page.locator("#composition")
    page.get_by_label("Minskade utsläpp").fill("95")
    page.get_by_label("Minskade utsläpp").blur()
    expect(answer).to_contain_text("Det räcker inte än")
    expect(answer).to_contain_text("återstår")
    page.get_by_label("Minskade utsläpp").fill("5")
    page.locator("input[name=car_to_electric]").fill("60")
    page.locator("input[name=car_to_electric]").blur()
    expect(answer).to_contain_text("Målet nås")
    page.get_by_label("Målets namn").fill("Fem procent mindre")
    page.get_by_role("button", name="Spara som vårt mål").click()
    expect(page.locator("h1")).to_contain_text("Fem procent mindre: −5")
    page.goto("/mapping/targets/")
    expect(page.locator("main table")).to_contain_text("Fem procent mindre")


def then_the_old_report_is_compared_with_a_warning(page: Page) -> None:
    page.goto("/mapping/analyses/compare/")
    expect(page.locator("main")).to_contain_text("Inte lika mot lika")
    expect(page.locator("main")).to_contain_text("Vad skillnaden beror på")
