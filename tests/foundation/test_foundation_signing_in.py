from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from arbetshubb.foundation import throttle
from arbetshubb.foundation.access import Role
from arbetshubb.foundation.actions import Persona, create_persona
from arbetshubb.foundation.models import SignInFailure, User
from arbetshubb.foundation.throttle import client_address
from cast import Cast

pytestmark = pytest.mark.django_db
type SignIn = Callable[[User], Client]

URL = "/sign-in/"


def attempt(client: Client, username: str, password: str, **more: str) -> int:
    data = {"username": username, "password": password}
    return client.post(URL, data, **more).status_code  # type: ignore[arg-type]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def persona(cast: Cast) -> User:
    return create_persona(Persona("ella", "Ella", "M", "A story.", "REG", (Role.EMPLOYEE,)))


def test_the_right_password_lets_in(cast: Cast, client: Client) -> None:
    assert attempt(client, "planner", "password") == 302
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_name_look_the_same(cast: Cast, client: Client) -> None:
    wrong = client.post(URL, {"username": "planner", "password": "no"}).content.decode()
    unknown = client.post(URL, {"username": "planned", "password": "no"}).content.decode()
    assert not is_in(client)
    strip = [text.split('name="csrfmiddlewaretoken"')[0] for text in (wrong, unknown)]
    assert strip[0] == strip[1]


def test_many_wrong_passwords_lock_the_account_for_a_while(cast: Cast, client: Client) -> None:
    for _ in range(throttle.MOST_BY_NAME):
        attempt(client, "planner", "no")
    attempt(client, "PLANNER ", "password")
    assert not is_in(client)
    attempt(client, "planner", "password")
    assert not is_in(client)
    attempt(client, "hr", "password")
    assert is_in(client)


def test_the_lock_opens_when_its_time_has_passed(cast: Cast, client: Client) -> None:
    for _ in range(throttle.MOST_BY_NAME):
        attempt(client, "planner", "no")
    SignInFailure.objects.update(at=timezone.now() - throttle.WINDOW - timedelta(seconds=1))
    attempt(client, "planner", "password")
    assert is_in(client)


def test_one_address_cannot_try_every_name(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "MOST_BY_ADDRESS", 5)
    for number in range(5):
        attempt(client, f"name{number}", "no")
    attempt(client, "planner", "password")
    assert not is_in(client)
    attempt(client, "planner", "password", REMOTE_ADDR="192.0.2.7")
    assert is_in(client)


def test_the_right_password_forgets_the_failures(cast: Cast, client: Client) -> None:
    attempt(client, "planner", "no")
    attempt(client, "planner", "password")
    assert not SignInFailure.objects.exists()


def test_no_name_or_address_is_kept_of_a_failure(cast: Cast, client: Client) -> None:
    attempt(client, "planner", "no", REMOTE_ADDR="192.0.2.7")
    kept = SignInFailure.objects.values().get()
    assert "planner" not in str(kept)
    assert "192.0.2.7" not in str(kept)


def test_a_forwarded_address_counts_only_behind_our_proxy(rf: object, settings: Settings) -> None:
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"})  # type: ignore[attr-defined]
    settings.IS_BEHIND_PROXY = False
    assert client_address(request) == "10.0.0.1"
    settings.IS_BEHIND_PROXY = True
    assert client_address(request) == "2.2.2.2"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_sent_to_a_page_of_others(cast: Cast, client: Client, target: str) -> None:
    data = {"username": "planner", "password": "password", "next": target}
    answer = client.post(URL, data)
    assert answer.headers["Location"] == reverse("foundation:arrive")


def test_one_comes_back_to_the_page_asked_for(cast: Cast, client: Client) -> None:
    data = {"username": "planner", "password": "password", "next": "/jobs/"}
    assert client.post(URL, data).headers["Location"] == "/jobs/"


def test_signing_out_needs_a_post(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.planner)
    assert browser.get("/sign-out/").status_code == 405
    assert is_in(browser)
    browser.post("/sign-out/")
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("name", "lands"),
    [
        ("planner", "mapping:home"),
        ("hr", "mapping:home"),
        ("administrator", "people:import"),
        ("employee", "foundation:home"),
        ("manager", "foundation:home"),
    ],
)
def test_each_role_arrives_where_its_work_is(
    cast: Cast, sign_in: SignIn, name: str, lands: str
) -> None:
    answer = sign_in(getattr(cast, name)).get(reverse("foundation:arrive"))
    assert answer.headers["Location"] == reverse(lands)


@pytest.mark.parametrize("url", ["/demo/", "/demo/ella/"])
def test_there_are_no_personas_outside_the_demonstration(
    persona: User, client: Client, settings: Settings, url: str
) -> None:
    settings.ARBETSHUBB_DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/ella/").status_code == 404
    assert not is_in(client)


def test_in_the_demonstration_anybody_may_be_a_persona(
    persona: User, client: Client, settings: Settings
) -> None:
    settings.ARBETSHUBB_DEMO = True
    assert "Ella M" in client.get("/demo/").content.decode()
    client.post("/demo/ella/")
    assert client.session["_auth_user_id"] == str(persona.pk)


def test_a_real_account_is_never_a_persona(cast: Cast, client: Client, settings: Settings) -> None:
    settings.ARBETSHUBB_DEMO = True
    assert client.post("/demo/planner/").status_code == 404
    assert not is_in(client)


def test_a_persona_cannot_sign_in_with_a_password(persona: User, client: Client) -> None:
    for password in ("", "password", "!"):
        attempt(client, "ella", password)
    assert not is_in(client)


def test_becoming_a_persona_needs_a_post(persona: User, client: Client, settings: Settings) -> None:
    settings.ARBETSHUBB_DEMO = True
    assert client.get("/demo/ella/").status_code == 405
