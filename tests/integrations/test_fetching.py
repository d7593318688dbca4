"""Asking a publisher: politely, again when it is busy, and never for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest

from arbetshubb.integrations.fetching import Fetcher, FetchFailed, Patience, Rate
from arbetshubb.integrations.texts import sentence
from local_publisher import Answer, Publisher, Question, publisher


@dataclass
class Clock:
    """Time that passes only when somebody waits."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5.0, trust_env=False) as client:
        yield client


def fetch_from(server: Publisher, http: httpx.Client, clock: Clock, *, calls: int = 30) -> Fetcher:
    return Fetcher(
        server.address, http, Rate(calls, 10.0), Patience(tries=3, first_wait=2.0),
        clock=clock.time, sleep=clock.sleep,
    )  # fmt: skip


def answers(*given: Answer) -> Iterator[Answer]:
    yield from given
    while True:
        yield given[-1]


def reason(fetch: Fetcher) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetch.get("x")
    assert "%" not in sentence(caught.value)
    return caught.value


def test_a_busy_publisher_is_asked_again_after_the_time_it_says(http: httpx.Client) -> None:
    replies = answers(Answer({}, 429, {"Retry-After": "7"}), Answer({"a": 1}))
    clock = Clock()
    with publisher(lambda _q: next(replies)) as server:
        assert fetch_from(server, http, clock).get("x") == {"a": 1}
        assert len(server.asked) == 2
    assert sum(clock.waits) == 7.0


def test_waits_double_and_then_it_gives_up(http: httpx.Client) -> None:
    clock = Clock()
    with publisher(lambda _q: Answer({}, 503)) as server:
        found = reason(fetch_from(server, http, clock))
        assert len(server.asked) == 3
    assert (found.code, found.params["status"]) == ("busy", "503")
    assert sum(clock.waits) == 2.0 + 4.0


def test_always_too_many_calls_is_said_as_that(http: httpx.Client) -> None:
    with publisher(lambda _q: Answer({}, 429)) as server:
        assert reason(fetch_from(server, http, Clock())).code == "too_many_calls"


def test_half_an_answer_is_asked_for_again(http: httpx.Client) -> None:
    replies = answers(Answer(raw=b'{"a": ', promised=500), Answer({"a": 1}))
    with publisher(lambda _q: next(replies)) as server:
        assert fetch_from(server, http, Clock()).get("x") == {"a": 1}


def test_an_answer_that_always_breaks_off_fails(http: httpx.Client) -> None:
    with publisher(lambda _q: Answer(raw=b"{", promised=500)) as server:
        assert reason(fetch_from(server, http, Clock())).code == "broke_off"


def test_a_web_page_in_place_of_data_fails_at_once(http: httpx.Client) -> None:
    with publisher(lambda _q: Answer(raw=b"<html>")) as server:
        assert reason(fetch_from(server, http, Clock())).code == "not_json"
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "code"), [(404, "not_found"), (400, "refused"), (403, "refused"), (302, "refused")]
)
def test_a_refusal_is_not_asked_again(http: httpx.Client, status: int, code: str) -> None:
    detail = {"title": "Bad", "detail": "xxx is not a valid value code"}
    with publisher(lambda _q: Answer(detail, status, {"Location": "/y"})) as server:
        found = reason(fetch_from(server, http, Clock()))
        assert len(server.asked) == 1
    assert found.code == code
    assert found.params["detail"] == "xxx is not a valid value code"


def test_nobody_there_is_said_as_that(http: httpx.Client) -> None:
    with publisher(lambda _q: Answer({})) as server:
        pass
    assert reason(fetch_from(server, http, Clock())).code == "unreachable"


def test_never_more_calls_than_the_rate_allows(http: httpx.Client) -> None:
    clock, times = Clock(), []

    def reply(_question: Question) -> Answer:
        times.append(clock.now)
        return Answer({})

    with publisher(reply) as server:
        fetch = fetch_from(server, http, clock, calls=3)
        for _ in range(8):
            fetch.get("x")
    assert all(late - early >= 10.0 for early, late in zip(times, times[3:], strict=False))


def test_an_answer_never_leads_to_another_publisher(http: httpx.Client) -> None:
    with publisher(lambda _q: Answer({})) as server:
        fetch = fetch_from(server, http, Clock())
        with pytest.raises(FetchFailed):
            fetch.get("https://elsewhere.example/secret")
        assert server.asked == []


def test_somebody_who_cancels_need_not_wait(http: httpx.Client) -> None:
    class Stop(Exception):
        pass

    waited = Clock()

    def check() -> None:
        if waited.now >= 3:
            raise Stop

    with publisher(lambda _q: Answer({}, 429, {"Retry-After": "50"})) as server:
        fetch = fetch_from(server, http, waited)
        fetch.check = check
        with pytest.raises(Stop):
            fetch.get("x")
    assert waited.now < 5
