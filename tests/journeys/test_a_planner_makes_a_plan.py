"""The first thread through the house: bad rows mended, the map seen, a plan made and questioned."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pypdf
from playwright.sync_api import Page, expect

from journeys.conftest import PHONE, Demo

HEADER = "person_id;enhet;hem;arbetsplats;kontorsdagar;hemdagar;färdsätt;kan distansarbeta"
GOOD = [
    f"T-{number:03};Demoenhet Utveckling;{home};kontor-ostersund;3;2;bil;ja"
    for number, home in enumerate(
        ["Järpen"] * 30 + ["Strömsund"] * 30 + ["Bräcke"] * 30 + ["Svenstavik"] * 40
    )
]
BAD = [
    "T-900;Demoenhet Utveckling;Atlantis;kontor-ostersund;3;2;bil;ja",
    "T-901;Demoenhet Utveckling;Järpen;kontor-finns-inte;3;2;bil;ja",
    "T-902;Demoenhet Utveckling;Järpen;kontor-ostersund;nio;2;bil;ja",
]
MENDED = [
    "T-900;Demoenhet Utveckling;Åre;kontor-ostersund;3;2;bil;ja",
    "T-901;Demoenhet Utveckling;Järpen;kontor-ostersund;3;2;bil;ja",
    "T-902;Demoenhet Utveckling;Järpen;kontor-ostersund;3;2;bil;ja",
]


def people_file(folder: Path, name: str, rows: list[str]) -> Path:
    """As Excel in Sweden saves it: semicolons and Windows-1252."""
    path = folder / name
    path.write_bytes("\r\n".join([HEADER, *rows]).encode("cp1252"))
    return path


def choose_file(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Kontrollera filen").click()


def test_a_planner_mends_a_file_sees_the_map_makes_a_plan_and_downloads_the_report(
    demo: Demo, tmp_path: Path
) -> None:
    with demo.visit("petra") as page:
        given_a_file_with_three_bad_rows_nothing_changes(page, tmp_path)
        when_it_is_mended_the_staff_list_follows(page, tmp_path)
        then_the_map_shows_how_they_travel(page)
        address = when_a_plan_is_asked_for_it_is_made(page)
        then_every_hub_says_why(page, address)
        then_a_figure_says_where_it_comes_from(page, address)
        then_the_report_can_be_downloaded(page, address)


def given_a_file_with_three_bad_rows_nothing_changes(page: Page, folder: Path) -> None:
    page.goto("/people/import/")
    choose_file(page, people_file(folder, "personal.csv", GOOD + BAD))
    expect(page.locator("h1")).to_contain_text("3 fel att rätta")
    problems = page.locator("table").first.inner_text()
    for row, value in ((132, "Atlantis"), (133, "kontor-finns-inte"), (134, "nio")):
        assert str(row) in problems
        assert value in problems


def when_it_is_mended_the_staff_list_follows(page: Page, folder: Path) -> None:
    choose_file(page, people_file(folder, "personal.csv", GOOD + MENDED))
    form = page.locator("form#apply")
    expect(form).to_be_visible()
    form.get_by_label("Låt dem vara").check()
    form.locator("button[type=submit]").click()
    expect(page.locator("h1")).to_contain_text("Personallistan är aktuell")


def then_the_map_shows_how_they_travel(page: Page) -> None:
    page.goto("/mapping/")
    expect(page.locator("h1")).to_contain_text(re.compile(r"anställda pendlar"))
    expect(page.locator("canvas")).to_be_visible()
    assert "Strömsund" in page.locator("table").first.inner_text()


def when_a_plan_is_asked_for_it_is_made(page: Page) -> str:
    page.goto("/plans/new/")
    page.locator("[name=name]").fill("Resan genom huset")
    page.locator("[name=each_municipality]").check()
    page.get_by_role("button", name="Hitta de bästa hubbarna").click()
    page.wait_for_selector("a[href*='/docx']", timeout=120_000)
    expect(page.locator("h1")).to_contain_text(re.compile(r"hubbar"))
    assert "bevisat" in page.locator("main").inner_text().lower()
    return page.url


def then_every_hub_says_why(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("table a[href*='/hubs/']").first.click()
    expect(page.locator("main")).to_contain_text("Utan")


def then_a_figure_says_where_it_comes_from(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Varför denna siffra?").first.click()
    expect(page.locator("main")).to_contain_text(re.compile("konstant", re.IGNORECASE))


def then_the_report_can_be_downloaded(page: Page, address: str) -> None:
    page.goto(address)
    word = fetched(page, "docx")
    assert "hubb" in " ".join(part.text for part in docx.Document(io.BytesIO(word)).paragraphs)
    pdf = pypdf.PdfReader(io.BytesIO(fetched(page, "pdf")))
    assert pdf.trailer["/Root"]["/Lang"] in {"sv", "sv-SE"}
    assert "hubb" in pdf.pages[0].extract_text()
    assert zipfile.is_zipfile(io.BytesIO(fetched(page, "xlsx")))
    assert b"http://" not in fetched(page, "html").replace(b"http://www.w3.org", b"")


def fetched(page: Page, kind: str) -> bytes:
    link = page.locator(f"a[href$='/{kind}']").first.get_attribute("href")
    answer = page.context.request.get(link or "")
    assert answer.status == 200
    return answer.body()


def test_a_plan_can_be_read_on_a_phone_and_without_java_script(demo: Demo) -> None:
    for options in ({"viewport": PHONE}, {"java_script": False}):
        with demo.visit("petra", **options) as page:  # type: ignore[arg-type]
            page.goto("/plans/")
            page.locator("main table a[href^='/plans/']").first.click()
            assert "hubbar" in page.locator("h1").inner_text()
            assert "Strömsund" in page.locator("main").inner_text()


def test_nobody_without_the_role_reaches_plans_or_staff(demo: Demo) -> None:
    for persona in ("ella", "kim", "hampus"):
        with demo.visit(persona) as page:
            for address in ("/plans/", "/people/", "/people/import/", "/mapping/", "/audit/"):
                assert page.context.request.get(address).status == 403


def test_the_demo_shows_who_the_people_are_before_anybody_signs_in(demo: Demo) -> None:
    with demo.visit() as page:
        page.goto("/demo/")
        assert page.locator("form[action^='/demo/']").count() == 8
