from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from arbetshubb.config.navigation import DOORS
from arbetshubb.foundation.models import User
from cast import Cast

pytestmark = pytest.mark.django_db
type SignIn = Callable[[User], Client]


def test_the_first_page_sends_the_unknown_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/sign-in/"


def test_the_first_page_of_the_demonstration_is_its_people(
    client: Client, settings: Settings
) -> None:
    settings.ARBETSHUBB_DEMO = True
    assert client.get("/").headers["Location"] == "/demo/"


@pytest.mark.parametrize("name", ["planner", "hr", "administrator", "employee", "manager"])
def test_the_first_page_shows_the_doors_of_ones_roles_and_no_others(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    user: User = getattr(cast, name)
    page = sign_in(user).get("/").content.decode()
    mine = {door.url for door in DOORS if user.current_memberships[0].role in door.roles}
    assert mine
    for door in DOORS:
        assert (f'href="{door.url}"' in page) is (door.url in mine)


def test_an_account_without_a_role_is_told_what_to_do(sign_in: SignIn) -> None:
    browser = sign_in(User.objects.create_user("new", language="en"))
    assert "Ask your administrator" in browser.get("/").content.decode()


def test_all_is_well_while_the_database_answers(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


def test_a_silent_database_is_told_to_the_host(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", silent)
    assert client.get("/health/").status_code == 503


def test_swedish_is_spoken_whatever_the_browser_prefers(client: Client) -> None:
    answer = client.get("/sign-in/", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "sv"
    assert '<html lang="sv"' in answer.content.decode()


def test_the_cookie_chooses_the_language(client: Client) -> None:
    client.cookies["language"] = "en"
    assert '<html lang="en"' in client.get("/sign-in/").content.decode()


def test_an_unknown_language_is_swedish(client: Client) -> None:
    client.cookies["language"] = "xx"
    assert client.get("/sign-in/").headers["Content-Language"] == "sv"


def test_a_chosen_language_stays_with_the_account(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    browser.post("/language/", {"language": "en", "next": "/"})
    cast.planner.refresh_from_db()
    assert cast.planner.language == "en"
    browser.cookies.pop("language")
    assert browser.get("/").headers["Content-Language"] == "en"


def test_a_missing_page_is_answered_in_the_shell(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.planner).get("/there-is-nothing-here/")
    assert answer.status_code == 404
    assert "<h1>" in answer.content.decode()
