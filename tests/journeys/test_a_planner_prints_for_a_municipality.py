"""Before the meeting: who travels here, how it was before, beside whom, and the page to bring."""

from __future__ import annotations

import io
import re
import zipfile

import pypdf
from playwright.sync_api import Page, expect

from journeys.conftest import PHONE, Demo


def test_a_planner_prepares_the_meeting_with_a_municipality(demo: Demo) -> None:
    with demo.visit("petra") as page:
        given_the_flows_of_one_municipality(page)
        given_how_it_was_before(page)
        given_the_employers_that_may_be_compared(page)
        when_one_page_is_printed_it_is_of_that_municipality(page)
        then_all_eight_come_as_one_file(page)


def given_the_flows_of_one_municipality(page: Page) -> None:
    page.goto("/mapping/")
    page.locator(".mapping-pages").get_by_role("link", name="Pendlingsströmmar").click()
    page.get_by_label("Kommun", exact=True).select_option("Berg")
    page.locator("form.mapping-choice").get_by_role("button").click()
    expect(page.locator("h1")).to_contain_text("Berg")
    rows = page.locator("#behind tbody tr")
    assert all("Berg" in row.inner_text() for row in rows.all())


def given_how_it_was_before(page: Page) -> None:
    page.goto("/mapping/history/")
    slider = page.locator("input[type=range]")
    newest = page.locator("#history > h2").inner_text()
    slider.press("Home")
    expect(page.locator("#history > h2")).not_to_have_text(newest)
    expect(slider).to_have_attribute("aria-valuetext", page.locator("#history > h2").inner_text())
    assert re.search(r"at=0", page.url)


def given_the_employers_that_may_be_compared(page: Page) -> None:
    page.goto("/mapping/employers/")
    page.get_by_role("link", name="Demokommun Östersund").click()
    expect(page.locator("h1")).to_contain_text("bredvid")
    page.goto("/mapping/employers/")
    page.get_by_role("link", name="Demokommun Åre").click()
    expect(page.locator("h1")).to_contain_text("kan inte jämföras")
    expect(page.locator("main")).not_to_contain_text("Per anställd och år")


def when_one_page_is_printed_it_is_of_that_municipality(page: Page) -> None:
    page.goto("/reports/municipal/")
    link = page.get_by_role("link", name="Berg", exact=True).get_attribute("href")
    answer = page.context.request.get(link or "")
    document = pypdf.PdfReader(io.BytesIO(answer.body()))
    assert len(document.pages) == 1
    assert "Berg" in document.pages[0].extract_text()


def then_all_eight_come_as_one_file(page: Page) -> None:
    page.get_by_role("button", name="En PDF med alla sidor").click()
    page.wait_for_url(re.compile(r"/reports/municipal/files/\d+/$"), timeout=180_000)
    answer = page.context.request.get(page.url + "download/")
    assert len(pypdf.PdfReader(io.BytesIO(answer.body())).pages) == 8
    assert not zipfile.is_zipfile(io.BytesIO(answer.body()))


def test_the_dates_can_be_read_without_java_script_and_on_a_phone(demo: Demo) -> None:
    for options in ({"java_script": False}, {"viewport": PHONE}):
        with demo.visit("petra", **options) as page:  # type: ignore[arg-type]
            page.goto("/mapping/history/")
            page.locator(".mapping-dates a").first.click()
            assert "at=0" in page.url
            assert page.locator("#history > h2").inner_text()
