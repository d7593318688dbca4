"""The real demo in a real browser: server, worker and database as ``make demo`` starts them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
START_SECONDS = 180


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@dataclass(frozen=True)
class Demo:
    """A demo that is running, and the browser that visits it."""

    address: str
    browser: Browser

    @contextmanager
    def visit(
        self,
        persona: str | None = None,
        *,
        language: str = "sv",
        viewport: dict[str, int] = DESKTOP,
        bypass_csp: bool = False,
        java_script: bool = True,
    ) -> Iterator[Page]:
        """A page in a browser of its own, signed in as the persona with this user name."""
        context = self.browser.new_context(
            base_url=self.address,
            locale="sv-SE" if language == "sv" else "en-GB",
            timezone_id="Europe/Stockholm",
            viewport=viewport,  # type: ignore[arg-type]
            bypass_csp=bypass_csp,
            java_script_enabled=java_script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        speak(context, self.address, language)
        try:
            page = context.new_page()
            if persona:
                sign_in(page, persona)
            yield page
        finally:
            context.close()


def speak(context: BrowserContext, address: str, language: str) -> None:
    context.add_cookies([{"name": "language", "value": language, "url": address}])


def sign_in(page: Page, persona: str) -> None:
    """Choose a persona as a visitor would: its card on the demo's sign-in page."""
    page.goto("/demo/")
    page.locator(f"form[action='/demo/{persona}/'] button").click()
    page.wait_for_url(lambda url: "/demo/" not in url)


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    port = _free_port()
    folder = tmp_path_factory.mktemp("demo")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("ARBETSHUBB")},
        "ARBETSHUBB_DEMO": "1",
        "ARBETSHUBB_VAR": str(folder),
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "run_demo", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--people", "1200", "--others", "1800"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_for_address(process)
        yield Demo(f"http://127.0.0.1:{port}", browser)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for_address(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "http://127.0.0.1" in line:
            return
    pytest.fail("the demo did not start:\n" + "".join(said))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(address: str) -> bool:
    with urllib.request.urlopen(f"{address}/health/", timeout=5) as answer:
        return bool(answer.status == 200)
