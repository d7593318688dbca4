"""Kolada's API through our own client, against a local server in the shape of version 3.

The payloads are written after public code that reads the API and its older description, not
recorded: there is no way out to the real service from where they were made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from arbetshubb.foundation.models import Job, JobStatus
from arbetshubb.integrations.fetching import Fetcher, FetchFailed, Rate
from arbetshubb.integrations.kolada import KoladaClient
from arbetshubb.statistics import actions
from arbetshubb.statistics.models import Edition
from arbetshubb.statistics.rules.figures import Status, Total
from cast import Cast
from local_publisher import Answer, Publisher, Question, publisher

PLACES = [f"{code}" for code in range(2301, 2331)]


def item(kpi: str, place: str, year: int) -> dict[str, Any]:
    value = None if place == "2303" else float(year - 2000)
    status = "Private" if value is None else ""
    return {
        "kpi": kpi,
        "municipality": place,
        "period": year,
        "values": [
            {"gender": "T", "count": 1, "status": status, "value": value, "isdeleted": False}
        ],
    }


def kolada(question: Question) -> Answer:
    """Key figures by page of two, with the next page's whole address."""
    parts = question.path.strip("/").split("/")
    host = "http://" + question_host[0]
    if parts[1] == "kpi":
        found = [{"id": kpi, "title": f"Nyckeltal {kpi}"} for kpi in parts[2].split(",")]
        return Answer({"values": found, "count": len(found), "next_url": None})
    kpi, places, years = parts[3], parts[5].split(","), parts[7].split(",")
    assert len(places) <= 20
    items = [item(kpi, place, int(year)) for place in places for year in years]
    page = int(question.query.get("page", ["1"])[0])
    shown = items[2 * page - 2 : 2 * page]
    after = f"{host}{question.path}?page={page + 1}" if 2 * page < len(items) else None
    return Answer({"values": shown, "count": len(items), "next_url": after, "previous_url": None})


question_host = [""]


@pytest.fixture
def server() -> Iterator[Publisher]:
    with publisher(kolada, prefix="/v3") as found:
        question_host[0] = found.address.removeprefix("http://").split("/")[0]
        yield found


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5.0, trust_env=False) as client:
        yield client


def client_of(address: str, http: httpx.Client) -> KoladaClient:
    return KoladaClient(Fetcher(address, http, Rate(1000, 10.0)))


def test_every_page_and_municipality_is_fetched(server: Publisher, http: httpx.Client) -> None:
    found = client_of(server.address, http).key_figures(["N00914"], PLACES, [2023, 2024])
    assert found["count"] == 60
    assert {each["municipality"] for each in found["values"]} == set(PLACES)
    assert found["kpis"] == [{"id": "N00914", "title": "Nyckeltal N00914"}]
    assert len([each for each in server.asked if "/data/" in each.path]) == 20 + 10


def test_pages_that_never_end_are_given_up(http: httpx.Client) -> None:
    with publisher(lambda q: Answer({"values": [], "next_url": q.path})) as found:
        client = KoladaClient(Fetcher(found.address, http, Rate(10_000, 10.0)))
        with pytest.raises(FetchFailed) as caught:
            client.key_figures(["N00914"], ["2309"], [2024])
    assert caught.value.code == "changed_shape"


@pytest.mark.parametrize(
    "document", [{"values": "many"}, {"data": []}, {"values": [{"kpi": "N00914"}]}]
)
def test_a_changed_shape_is_said_as_that(http: httpx.Client, document: dict[str, Any]) -> None:
    with publisher(lambda _q: Answer(document)) as found, pytest.raises(FetchFailed) as caught:
        client_of(found.address, http).key_figures(["N00914"], ["2309"], [2024])
    assert caught.value.code == "changed_shape"


def test_the_job_leaves_a_checked_edition_with_what_is_withheld(
    cast: Cast, server: Publisher, work: Callable[[], None], settings: Any
) -> None:
    settings.ARBETSHUBB_KOLADA_URL = server.address
    params = {
        "kpis": ["N00914"], "places": ["2303", "2309"], "first_year": 2023, "last_year": 2024,
    }  # fmt: skip
    job = actions.start_fetch(cast.planner, "kolada.fetch", params, title="Kolada")
    work()
    job.refresh_from_db()
    assert job.status == JobStatus.DONE, job.error_sentence
    edition = Edition.objects.get()
    assert edition.dataset is not None
    assert edition.dataset.licence == "CC BY 4.0"
    assert edition.figures.only(area="2309").total() == Total(47.0)
    assert set(edition.figures.only(area="2303").status.tolist()) == {Status.SUPPRESSED}
    again = actions.start_fetch(cast.planner, "kolada.fetch", params, title="Kolada")
    work()
    assert Job.objects.get(pk=again.pk).result_url == job.result_url
    assert Edition.objects.count() == 1


def test_a_cancelled_fetch_stops_and_leaves_nothing(
    cast: Cast, server: Publisher, work: Callable[[], None], settings: Any
) -> None:
    settings.ARBETSHUBB_KOLADA_URL = server.address
    params = {"kpis": ["N00914"], "places": PLACES, "first_year": 2023, "last_year": 2024}
    job = actions.start_fetch(cast.planner, "kolada.fetch", params, title="Kolada")
    Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)
    work()
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert Edition.objects.count() == 0
