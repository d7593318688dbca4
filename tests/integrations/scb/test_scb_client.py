"""PxWebApi through our own client, against a local server that answers in the documented shapes.

The payloads are written after the specification PxAPI-2.yml and JSON-stat 2.0, not recorded: there
is no way out to the real service from where they were made.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from math import prod
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.foundation.models import Job, JobStatus
from arbetshubb.integrations.fetching import Fetcher, FetchFailed, Rate
from arbetshubb.integrations.scb import ScbClient, selection_for
from arbetshubb.integrations.scb.client import in_pieces
from arbetshubb.statistics import actions, queries
from arbetshubb.statistics.models import Edition, EditionStatus
from arbetshubb.statistics.rules.figures import Total
from arbetshubb.statistics.rules.kinds import Kind
from cast import Cast
from local_publisher import Answer, Publisher, Question, publisher

HOMES = {"2303": "Ragunda", "2309": "Krokom", "2380": "Östersund"}
YEARS = {"2022": "2022", "2023": "2023", "2024": "2024"}
VARIABLES: dict[str, tuple[str, dict[str, str]]] = {
    "Bostadskommun": ("bostadskommun", {**HOMES, "23": "Jämtlands län"}),
    "Arbetsstallekommun": ("arbetsställekommun", HOMES),
    "Kon": ("kön", {"1": "män", "2": "kvinnor", "1+2": "totalt"}),
    "ContentsCode": ("tabellinnehåll", {"000000QT": "Sysselsatta"}),
    "Tid": ("år", YEARS),
}
HIDDEN = ("2303", "2309")


def value_of(home: str, work: str, year: str) -> int:
    return int(home) + int(work) + int(year)


def dataset(selection: dict[str, list[str]], *, with_values: bool) -> dict[str, Any]:
    dimension = {
        code: {
            "label": VARIABLES[code][0],
            "category": {
                "index": {value: place for place, value in enumerate(values)},
                "label": {value: VARIABLES[code][1][value] for value in values},
            },
        }
        for code, values in selection.items()
    }
    found: dict[str, Any] = {
        "version": "2.0", "class": "dataset", "label": "Sysselsatta efter bostadskommun",
        "source": "SCB", "updated": "2026-01-29T07:00:00Z", "id": list(selection),
        "size": [len(values) for values in selection.values()], "dimension": dimension,
        "note": ["Röjandeskydd: små värden justeras."],
    }  # fmt: skip
    cells = list(itertools.product(*selection.values())) if with_values else []
    hidden = {place for place, cell in enumerate(cells) if cell[:2] == HIDDEN}
    found["value"] = [
        None if place in hidden else value_of(cell[0], cell[1], cell[4])
        for place, cell in enumerate(cells)
    ]
    if hidden:
        found["status"] = {str(place): ".." for place in hidden}
    return found


def second(limit: int = 150_000) -> Callable[[Question], Answer]:
    """PxWebApi 2 with one table, TAB1830."""

    def reply(question: Question) -> Answer:
        if question.path.endswith("/config"):
            return Answer(
                {"apiVersion": "2.0", "maxDataCells": limit, "maxCallsPerTimeWindow": 30,
                 "timeWindow": 10}
            )  # fmt: skip
        if question.path.endswith("/tables/TAB1830/metadata"):
            everything = {code: list(values) for code, (_label, values) in VARIABLES.items()}
            return Answer(dataset(everything, with_values=False))
        if question.path.endswith("/tables/TAB1830/data"):
            assert question.query["outputFormat"] == ["json-stat2"]
            chosen = {
                each["variableCode"]: each["valueCodes"] for each in question.body["selection"]
            }
            if prod(len(values) for values in chosen.values()) > limit:
                return Answer({"title": "Forbidden", "status": 403}, 403)
            return Answer(dataset(chosen, with_values=True))
        return Answer({"title": "Not Found", "status": 404}, 404)

    return reply


def first(question: Question) -> Answer:
    """PxWebApi 1 with the same table."""
    if question.method == "GET":
        return Answer({
            "title": "Sysselsatta",
            "variables": [
                {"code": code, "text": label, "values": list(values),
                 "valueTexts": list(values.values())}
                for code, (label, values) in VARIABLES.items()
            ],
        })  # fmt: skip
    assert question.body["response"] == {"format": "json-stat2"}
    chosen = {each["code"]: each["selection"]["values"] for each in question.body["query"]}
    return Answer(dataset(chosen, with_values=True))


def client_of(server: Publisher, http: httpx.Client) -> ScbClient:
    return ScbClient(Fetcher(server.address, http, Rate(30, 10.0)))


@pytest.fixture
def http() -> Any:
    with httpx.Client(timeout=5.0, trust_env=False) as client:
        yield client


def fetched(server: Publisher, http: httpx.Client, table_id: str = "TAB1830") -> dict[str, Any]:
    client = client_of(server, http)
    table = client.table(table_id)
    chosen = selection_for(table, Kind.COMMUTING, years=(2023, 2024), county=HOMES)
    return client.data(table, chosen)


def test_the_selection_is_everybody_the_years_and_only_municipalities(http: httpx.Client) -> None:
    with publisher(second()) as server:
        table = client_of(server, http).table("TAB1830")
    chosen = selection_for(table, Kind.COMMUTING, years=(2023, 2030), county=HOMES)
    assert chosen["Kon"] == ("1+2",)
    assert chosen["Tid"] == ("2023", "2024")
    assert chosen["Bostadskommun"] == tuple(HOMES)
    assert table.updated == "2026-01-29T07:00:00Z"


def test_years_that_the_table_does_not_have_are_said(http: httpx.Client) -> None:
    with publisher(second()) as server:
        table = client_of(server, http).table("TAB1830")
    with pytest.raises(FetchFailed) as caught:
        selection_for(table, Kind.COMMUTING, years=(1990, 1991), county=HOMES)
    assert caught.value.code == "nothing_to_fetch"
    assert caught.value.params["years"] == "2022–2024"


@pytest.mark.parametrize("limit", [150_000, 12, 6, 4])
def test_pieces_under_the_limit_are_joined_to_the_same_table(
    http: httpx.Client, limit: int
) -> None:
    with publisher(second()) as server:
        whole = fetched(server, http)
    with publisher(second(limit)) as server:
        if limit == 4:  # one municipality has 6 cells
            with pytest.raises(FetchFailed, match="answer_too_large"):
                fetched(server, http)
            return
        pieces = fetched(server, http)
        calls = [each for each in server.asked if each.path.endswith("/data")]
    assert len(calls) == {150_000: 1, 12: 2, 6: 3}[limit]
    assert pieces["value"] == whole["value"]
    assert pieces["status"] == whole["status"]
    assert pieces["size"] == whole["size"]


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 99).map(str), min_size=1,
       max_size=9, unique=True), min_size=1), st.integers(1, 500))  # fmt: skip
def test_pieces_cover_the_selection_once_and_keep_the_limit(
    selection: dict[str, list[str]], limit: int
) -> None:
    try:
        pieces = list(in_pieces(selection, limit))
    except FetchFailed:
        longest = max(len(values) for values in selection.values())
        assert prod(len(values) for values in selection.values()) // longest > limit
        return
    cells = [cell for piece in pieces for cell in itertools.product(*piece.values())]
    assert len(cells) == len(set(cells)) == prod(len(values) for values in selection.values())
    assert all(prod(len(values) for values in piece.values()) <= limit for piece in pieces)


def test_the_first_version_is_spoken_where_the_address_says_so(http: httpx.Client) -> None:
    with publisher(first, prefix="/OV0104/v1/doris/sv/ssd") as server:
        document = fetched(server, http, "AM/AM0210/AM0210F/ArRegPend2")
        assert server.asked[0].path.endswith("/v1/doris/sv/ssd/AM/AM0210/AM0210F/ArRegPend2")
    assert len(document["value"]) == 18


@pytest.mark.parametrize("broken", [{"label": "x"}, {"id": ["a"], "dimension": {}, "label": ""}])
def test_a_changed_shape_is_said_as_that(http: httpx.Client, broken: dict[str, Any]) -> None:
    with publisher(lambda _q: Answer(broken)) as server, pytest.raises(FetchFailed) as caught:
        client_of(server, http).table("TAB1830")
    assert caught.value.code == "changed_shape"


# -- The whole way: a job that leaves a checked edition


PARAMS = {"table": "TAB1830", "kind": "commuting", "first_year": 2023, "last_year": 2024}


@pytest.fixture
def start(cast: Cast, work: Callable[[], None], settings: Any) -> Callable[[str], Job]:
    def run(address: str) -> Job:
        settings.ARBETSHUBB_SCB_URL = address
        job = actions.start_fetch(cast.planner, "scb.fetch", PARAMS, title="Hämta")
        work()
        job.refresh_from_db()
        return job

    return run


def test_a_fetched_table_waits_for_a_person(start: Callable[[str], Job]) -> None:
    with publisher(second()) as server:
        job = start(server.address)
    edition = Edition.objects.get()
    assert job.status == JobStatus.DONE
    assert job.result_url == f"/statistics/editions/{edition.pk}/"
    assert (edition.status, edition.is_fetched) == (EditionStatus.CHECKED, True)
    assert edition.dataset is not None
    assert edition.dataset.table_id == "AM0210F/ArRegPend2"
    assert edition.is_adjusted
    hidden = edition.figures.only(area="2303", other="2309")
    assert hidden.total() == Total(0.0, unknown=2)
    known = edition.figures.only(area="2309", other="2380", period="2024")
    assert known.total() == Total(float(value_of("2309", "2380", "2024")))


def test_the_same_table_is_not_fetched_twice(cast: Cast, start: Callable[[str], Job]) -> None:
    with publisher(second()) as server:
        start(server.address)
        edition = Edition.objects.get()
        actions.apply_edition(cast.planner, edition, basis="none", keeps_rest=False)
        server.asked.clear()
        job = start(server.address)
        assert [each.path.rsplit("/", 1)[-1] for each in server.asked] == ["metadata"]
    assert job.status == JobStatus.DONE
    assert job.result_url == f"/statistics/{edition.dataset_id}/"
    assert Edition.objects.count() == 1
    assert queries.commuting_flows() is not None


def test_without_an_address_the_job_says_what_to_do(start: Callable[[str], Job]) -> None:
    job = start("")
    assert job.status == JobStatus.FAILED
    assert job.error_code == "not_connected"
    assert "ARBETSHUBB_SCB_URL" in job.error_sentence


def test_a_failure_is_told_in_words(start: Callable[[str], Job]) -> None:
    with publisher(lambda _q: Answer({}, 404)) as server:
        job = start(server.address)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "not_found")
    assert "127.0.0.1" in job.error_sentence
    assert Edition.objects.count() == 0
