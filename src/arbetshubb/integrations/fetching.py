"""Asks a publisher's open API for JSON: politely, patiently, and with a limit on everything.

One ``Fetcher`` serves one publisher. It keeps under the publisher's rate, tries again when the
publisher is busy or breaks off, and gives up with a reason that has a sentence in ``texts``.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

type Json = Mapping[str, Any]  # Any: a document from outside

AGENT: Final = "Arbetshubb (work hub planning in a Swedish region)"
TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0)
MOST_BYTES: Final = 200_000_000
LONGEST_WAIT: Final = 60.0
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOO_MANY: Final = 429
_BAD: Final = 400


class FetchFailed(Exception):
    """The publisher gave no usable answer; ``code`` has a sentence in ``texts``."""

    def __init__(self, *, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``calls`` in any ``seconds``."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to try, and how long to wait before the second time; it doubles after that."""

    tries: int = 4
    first_wait: float = 1.0


@dataclass
class Fetcher:
    """Calls to one publisher. ``check`` is called before each call and while waiting: it may stop.

    Use as ``with fetcher(base_url) as fetch``.
    """

    base_url: str
    http: httpx.Client
    rate: Rate
    patience: Patience = Patience()
    check: Callable[[], None] = lambda: None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _calls: deque[float] = field(default_factory=deque, init=False)

    def get(self, path: str, params: Mapping[str, str] | None = None) -> Json:
        """The JSON object at ``path``, or at a whole address of the same publisher.

        Raises:
            FetchFailed: no usable answer came.
        """
        return self._ask("GET", path, **_params(params))

    def post(self, path: str, body: Json, params: Mapping[str, str] | None = None) -> Json:
        """The JSON object that answers ``body``.

        Raises:
            FetchFailed: no usable answer came.
        """
        return self._ask("POST", path, json=dict(body), **_params(params))

    def _ask(self, method: str, path: str, **options: Any) -> Json:  # Any: httpx's own
        reason = FetchFailed(code="unreachable", host=self._host)
        for attempt in range(self.patience.tries):
            self._wait_for_turn()
            pause = self.patience.first_wait * 2**attempt
            try:
                response, content = self._call(method, self._address(path), options)
            except httpx.TransportError as error:
                reason = FetchFailed(code=_transport_code(error), host=self._host)
            else:
                if response.status_code not in _BUSY:
                    return self._document(response, content)
                code = "too_many_calls" if response.status_code == _TOO_MANY else "busy"
                reason = FetchFailed(code=code, host=self._host, status=str(response.status_code))
                pause = _asked_pause(response) or pause
            if attempt + 1 < self.patience.tries:
                self._pause(min(pause, LONGEST_WAIT))
        raise reason

    def _call(
        self, method: str, address: str, options: dict[str, Any]
    ) -> tuple[httpx.Response, bytes]:
        with self.http.stream(method, address, **options) as response:
            content = bytearray()
            for part in response.iter_bytes():
                content += part
                if len(content) > MOST_BYTES:
                    raise FetchFailed(code="answer_too_large", host=self._host)
            return response, bytes(content)

    def _document(self, response: httpx.Response, content: bytes) -> Json:
        if response.status_code >= _BAD or response.is_redirect:
            raise FetchFailed(
                code="not_found" if response.status_code == httpx.codes.NOT_FOUND else "refused",
                host=self._host,
                status=str(response.status_code),
                detail=_detail(content),
            )
        try:
            document = json.loads(content)
        except ValueError as error:
            raise FetchFailed(code="not_json", host=self._host) from error
        if not isinstance(document, dict):
            raise FetchFailed(code="changed_shape", host=self._host, part="{}")
        return document

    def _address(self, path: str) -> str:
        """Never another publisher's address, whatever an answer says comes next."""
        if "://" not in path:
            return f"{self.base_url.rstrip('/')}/{path.lstrip('/')}"
        if httpx.URL(path).host != httpx.URL(self.base_url).host:
            raise FetchFailed(code="changed_shape", host=self._host, part="next_url")
        return path

    @property
    def _host(self) -> str:
        return httpx.URL(self.base_url).host

    def _wait_for_turn(self) -> None:
        self.check()
        now = self.clock()
        while self._calls and now - self._calls[0] >= self.rate.seconds:
            self._calls.popleft()
        if len(self._calls) >= self.rate.calls:
            self._pause(self.rate.seconds - (now - self._calls[0]))
            self._calls.popleft()
        self._calls.append(self.clock())

    def _pause(self, seconds: float) -> None:
        """Wait in steps of a second, so that somebody who cancels need not wait."""
        left = seconds
        while left > 0:
            self.check()
            step = min(left, 1.0)
            self.sleep(step)
            left -= step


@contextmanager
def fetcher(
    base_url: str, *, rate: Rate, check: Callable[[], None] = lambda: None
) -> Iterator[Fetcher]:
    """A fetcher on real connections, closed afterwards."""
    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    with httpx.Client(timeout=TIMEOUT, headers=headers) as http:
        yield Fetcher(base_url, http, rate, check=check)


def _params(params: Mapping[str, str] | None) -> dict[str, Any]:  # Any: httpx's own options
    """Left out when there are none: httpx would put them in place of those in the address."""
    return {"params": dict(params)} if params else {}


def _transport_code(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "too_slow"
    broke_off = isinstance(error, httpx.RemoteProtocolError | httpx.ReadError)
    return "broke_off" if broke_off else "unreachable"


def _asked_pause(response: httpx.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isdigit() else None


def _detail(content: bytes) -> str:
    """What the publisher says is wrong, when it says so as a problem document."""
    try:
        document = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(document, dict):
        return ""
    return str(document.get("detail") or document.get("title") or document.get("error") or "")[:200]
