"""Petra weighs the municipalities for a new activity, records the decision and finds it again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from journeys.conftest import Demo


def test_a_planner_weighs_decides_and_finds_the_check_again(demo: Demo) -> None:
    with demo.visit("petra") as page:
        given_the_units_that_could_move(page)
        when_a_slider_is_moved_the_list_follows(page)
        when_a_check_is_filled_in_all_municipalities_are_there(page)
        then_it_cannot_be_decided_without_a_reason(page)
        when_the_decision_is_recorded_the_check_is_frozen(page)
        then_the_register_holds_it(page)


def given_the_units_that_could_move(page: Page) -> None:
    page.goto("/location/")
    page.get_by_role("link", name="Jämför enheter och platser").click()
    expect(page.locator("main table")).to_be_visible()
    page.locator("main table tbody a").first.click()
    expect(page.locator("main")).to_contain_text("Får kortare väg")
    expect(page.locator("main")).to_contain_text("Vad poängen består av")


def when_a_slider_is_moved_the_list_follows(page: Page) -> None:
    page.goto("/location/relocation/")
    with page.expect_response(re.compile(r"/location/relocation/\?")):
        page.locator("#id_minutes").fill("60")
        page.locator("#id_minutes").dispatch_event("change")
    expect(page.locator("main table")).to_contain_text("Bor inom 60")
    expect(page.locator("#id_minutes-help")).to_contain_text("60")
    page.locator("#id_way").select_option("share")
    expect(page.locator("#id_days")).to_be_visible()


def when_a_check_is_filled_in_all_municipalities_are_there(page: Page) -> None:
    page.goto("/location/checks/")
    page.get_by_role("link", name="Gör en lokaliseringsprövning").click()
    for name in ("Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre"):
        expect(page.locator("main table")).to_contain_text(name)
    page.locator("[name=activity]").fill("Påhittad enhet för resan")
    page.locator("[name=responsible]").fill("Påhittad förvaltning")
    page.locator("[name=posts]").fill("6")
    page.get_by_label("Bräcke", exact=True).check()
    page.get_by_role("button", name="Spara som utkast").click()
    expect(page.locator("h1")).to_contain_text("Påhittad enhet för resan")


def then_it_cannot_be_decided_without_a_reason(page: Page) -> None:
    page.get_by_role("link", name="Skriv in beslutet").click()
    expect(page.locator("main")).to_contain_text("Valet och skälet kommer först")
    page.get_by_role("link", name="Fyll i prövningen").click()
    page.locator("[name=reason]").fill("Påhittat skäl: lokaler finns och personalen bor nära.")
    page.get_by_role("button", name="Spara som utkast").click()


def when_the_decision_is_recorded_the_check_is_frozen(page: Page) -> None:
    page.get_by_role("link", name="Skriv in beslutet").click()
    page.locator("[name=registry_number]").fill("RS 12")
    page.locator("[name=deciding_role]").fill("Påhittad styrelse")
    page.get_by_role("button", name="Skriv in och frys").click()
    expect(page.locator("main")).to_contain_text("RS/305/2021")
    page.locator("[name=registry_number]").fill("rs/12/2026")
    page.get_by_role("button", name="Skriv in och frys").click()
    expect(page.locator("main")).to_contain_text("Siffrornas fingeravtryck")
    assert page.get_by_role("link", name="Ändra", exact=True).count() == 0


def then_the_register_holds_it(page: Page) -> None:
    page.goto("/location/checks/?show=decided")
    expect(page.locator("main table")).to_contain_text("RS/12/2026")
    answer = page.context.request.get("/location/checks/export/")
    assert answer.status == 200
    assert answer.body()[:2] == b"PK"
