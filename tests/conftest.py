# ruff: noqa: PLC0415 - models can be imported only once Django is set up
"""What every test stands on: settings of its own, fixed people with known rights, jobs that run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from cast import Cast, make_user

if TYPE_CHECKING:
    from django.test import Client

    from arbetshubb.foundation.models import User


CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


# No test asserts wall-clock time, and neither do Hypothesis' own deadlines.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """Give the tests what an installation gets from its environment."""
    # The browser's driver keeps an event loop in the thread that also runs tests with a database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    folder = Path(tempfile.mkdtemp(prefix="arbetshubb-tests-"))
    settings.SECRET_KEY = "a key that only the tests know, long enough to be taken for one"
    settings.PSEUDONYM_KEY = "another key that only the tests know, to make pseudonyms with"
    settings.DEBUG = False
    settings.DEMO = False
    settings.VAR = folder
    settings.MEDIA_ROOT = folder / "uploads"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECURE_SSL_REDIRECT = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        # A file, because only files have the locks that production has.
        worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
        database.setdefault("TEST", {})["NAME"] = folder / f"{worker}.sqlite3"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a process: its driver allows only one."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def cast(db: None) -> Cast:
    """The region's planner, HR, administrator, manager and employee; the municipality's planner."""
    from arbetshubb.foundation.models import Organisation

    region = Organisation.objects.create(name="Region Norrskog", code="REG", kind="region")
    municipality = Organisation.objects.create(
        name="Granfors kommun", code="GRA", kind="municipality"
    )
    return Cast(
        region=region,
        municipality=municipality,
        planner=make_user("planner", region),
        hr=make_user("hr", region),
        administrator=make_user("administrator", region),
        employee=make_user("employee", region),
        manager=make_user("manager", region),
        outsider=make_user("planner", municipality, username="outsider"),
    )


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """Sign somebody in and get the browser."""

    def as_user(user: User) -> Client:
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def work() -> Iterator[Callable[[], None]]:
    """Do every waiting job here and now, as the worker would."""
    from arbetshubb.foundation.jobs import run_job
    from arbetshubb.foundation.models import Job

    def do_all() -> None:
        for job in Job.objects.filter(status="queued").order_by("created"):
            run_job.call(str(job.pk))

    return do_all
