"""Hanna sets the rules of a post, sees who lives within reach and saves it with its text."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from journeys.conftest import PHONE, Demo


def test_hr_sees_the_reach_and_saves_the_vacancy(demo: Demo) -> None:
    with demo.visit("hanna") as page:
        given_the_reach_of_a_first_proposal(page)
        more = when_a_day_at_home_is_added_the_reach_never_shrinks(page)
        then_the_text_says_the_rules(page)
        when_it_is_saved_the_figures_are_kept(page, more)


def given_the_reach_of_a_first_proposal(page: Page) -> None:
    page.goto("/location/")
    page.get_by_role("link", name="Se var den som söker kan bo").click()
    expect(page.locator("h1")).to_contain_text("bor där den som söker kan bo")
    expect(page.locator("canvas")).to_be_visible()
    expect(page.locator("main table").last).to_contain_text("Strömsund")


def when_a_day_at_home_is_added_the_reach_never_shrinks(page: Page) -> int:
    before = people_in(page.locator("h1").inner_text())
    page.locator("[name=home_days]").select_option("4")
    page.get_by_role("button", name="Visa var").click()
    expect(page).to_have_url(re.compile("home_days=4"))
    after = people_in(page.locator("h1").inner_text())
    assert after >= before
    return after


def then_the_text_says_the_rules(page: Page) -> None:
    text = page.locator("[name=advert_sv]").input_value()
    assert "Du arbetar där minst 1 dag i veckan." in text
    assert "Upp till 4 dagar i veckan kan du arbeta hemma" in text
    assert "at least 1 day a week" in page.locator("[name=advert_en]").input_value()


def when_it_is_saved_the_figures_are_kept(page: Page, people: int) -> None:
    page.locator("[name=advert_sv]").fill("Påhittad text: bo kvar och jobba hos oss.")
    page.locator("[name=name]").fill("Påhittad tjänst på resan")
    page.get_by_role("button", name="Spara tjänsten").click()
    expect(page.locator("h1")).to_contain_text("Påhittad tjänst på resan")
    assert people_in(page.locator("h1").inner_text().partition(":")[2]) == people
    assert "bo kvar" in page.locator("[name=advert_sv]").input_value()


def test_the_reach_can_be_asked_for_on_a_phone_and_without_java_script(demo: Demo) -> None:
    for options in ({"viewport": PHONE}, {"java_script": False}):
        with demo.visit("marit", **options) as page:  # type: ignore[arg-type]
            page.goto("/location/reach/")
            page.get_by_role("button", name="Visa var").click()
            assert "bor där den som söker kan bo" in page.locator("h1").inner_text()
            assert "Strömsund" in page.locator("main table").last.inner_text()


def test_nobody_without_the_role_comes_in(demo: Demo) -> None:
    for persona in ("ella", "kim", "hampus"):
        with demo.visit(persona) as page:
            for address in ("/location/", "/location/reach/", "/location/relocation/"):
                assert page.context.request.get(address).status == 403


def people_in(text: str) -> int:
    found = re.search(r"\d[\d\s\u00a0]*", text)
    assert found
    return int(re.sub(r"\D", "", found.group()))
