"""A publisher on this machine: a real HTTP server that answers as a test has told it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Question:
    """What was asked."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any


@dataclass(frozen=True)
class Answer:
    """What is answered; ``promised`` is a Content-Length larger than what is sent."""

    document: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    promised: int = 0


@dataclass
class Publisher:
    """A server that answers by ``reply`` and remembers what it was asked."""

    reply: Callable[[Question], Answer]
    asked: list[Question] = field(default_factory=list)
    address: str = ""


@contextmanager
def publisher(reply: Callable[[Question], Answer], prefix: str = "") -> Iterator[Publisher]:
    """A publisher that is up for the time of a test."""
    found = Publisher(reply)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            self._answer(json.loads(self.rfile.read(length)))

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

        def _answer(self, body: Any) -> None:
            parts = urlsplit(self.path)
            question = Question(self.command, parts.path, parse_qs(parts.query), body)
            found.asked.append(question)
            answer = found.reply(question)
            content = answer.raw
            if content is None:
                content = json.dumps(answer.document).encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(answer.promised or len(content)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.address = f"http://127.0.0.1:{server.server_port}{prefix}"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
