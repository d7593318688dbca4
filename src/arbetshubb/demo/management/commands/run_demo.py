"""Everything the demo needs, in one process to start and one to stop: database, server, worker."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

START_SECONDS: Final = 120
STOP_SECONDS: Final = 10


class Command(BaseCommand):
    """``manage.py run_demo``: what ``make demo`` calls."""

    help = "Prepare the demo county and serve it until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to serve, and how large a county to tell at the first start."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--people", type=int, default=4500)
        parser.add_argument("--others", type=int, default=14000)

    def handle(self, *_args: Any, port: int, people: int, others: int, **_options: Any) -> None:
        """Migrate, collect, tell, serve."""
        if not settings.ARBETSHUBB_DEMO:
            message = "run_demo serves invented people without passwords: set ARBETSHUBB_DEMO=1"
            raise CommandError(message)
        Path(settings.VAR).mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("build_basemap", missing=True, stdout=self.stdout)
        call_command("make_demo", people=people, others=others, stdout=self.stdout)
        signal.signal(signal.SIGTERM, _stop)
        with ExitStack() as stack:
            worker = stack.enter_context(_process(sys.argv[0], "db_worker", "-v", "0"))
            server = stack.enter_context(_process("-m", "gunicorn", *_gunicorn_options(port)))
            self._wait_until_it_answers(server, port)
            self.stdout.write(
                self.style.SUCCESS(f"\nArbetshubb: http://127.0.0.1:{port}/   (Ctrl-C stops)\n")
            )
            self.stdout.flush()
            _watch(server, worker)

    def _wait_until_it_answers(self, server: subprocess.Popen[bytes], port: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if server.poll() is not None:
                message = f"The server stopped at once. Is port {port} taken? Try PORT={port + 1}."
                raise CommandError(message)
            if _answers(port):
                return
            time.sleep(0.1)
        message = f"The server did not answer within {START_SECONDS} seconds."
        raise CommandError(message)


def _gunicorn_options(port: int) -> tuple[str, ...]:
    return (
        "arbetshubb.config.wsgi",
        "--bind", f"127.0.0.1:{port}",
        "--workers", "2",
        "--threads", "4",
        "--log-level", "warning",
    )  # fmt: skip


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, *arguments])  # noqa: S603 - our own words
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


def _watch(*processes: subprocess.Popen[bytes]) -> None:
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return
    message = "A part of the demo stopped by itself; see above. Start it again with make demo."
    raise CommandError(message)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
