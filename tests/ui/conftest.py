"""Tests of ui stand on its own addresses and shell, whatever the rooms are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Page

from ui.ui_browser import Visit, served

UI = Path(__file__).resolve().parents[2] / "src" / "arbetshubb" / "ui"


@pytest.fixture(autouse=True)
def ui_alone(settings: object) -> None:
    settings.ROOT_URLCONF = "ui.ui_urls"
    settings.ARBETSHUBB_SHELL = "ui.ui_shell.shell_of"
    settings.DEMO = True
    settings.ARBETSHUBB_BASEMAP = ""
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    # No database: neither sessions nor users.
    dropped = ("sessions", "AuthenticationMiddleware", "foundation", "whitenoise")
    settings.MIDDLEWARE = [
        *(name for name in settings.MIDDLEWARE if not any(word in name for word in dropped)),
    ]
    if "django.middleware.locale.LocaleMiddleware" not in settings.MIDDLEWARE:
        settings.MIDDLEWARE.insert(1, "django.middleware.locale.LocaleMiddleware")
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "arbetshubb.ui.shell.context",
                ]
            },
        }
    ]


@pytest.fixture
def swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def reader() -> Client:
    """A browser that wants Swedish and shows failures as pages."""
    return Client(raise_request_exception=False, headers={"Accept-Language": "sv"})


@pytest.fixture
def address(ui_alone: None) -> Iterator[str]:
    with served() as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    contexts = []

    def opened(path: str, *, width: int = 1280, language: str = "sv", **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            extra_http_headers={"Accept-Language": language},
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
