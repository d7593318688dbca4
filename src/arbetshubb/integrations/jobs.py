"""The jobs that ask publishers for statistics. Without an address in the settings none is asked."""

from __future__ import annotations

import json
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.jobs import JobFailed, RunningJob, job_kind
from arbetshubb.integrations.fetching import FetchFailed, Rate, fetcher
from arbetshubb.integrations.kolada.client import KOLADA_RATE, KoladaClient
from arbetshubb.integrations.scb.client import SCB_RATE, ScbClient
from arbetshubb.integrations.scb.selection import selection_for
from arbetshubb.integrations.texts import sentence
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.statistics.actions import check_fetched, is_known_already
from arbetshubb.statistics.rules.kinds import Kind

_STAGES: Final = {
    "asking": pgettext_lazy("stage of a job", "The publisher is asked what there is"),
    "fetching": pgettext_lazy("stage of a job", "Figures are fetched"),
    "reading": pgettext_lazy("stage of a job", "The figures are read"),
}


@job_kind("scb.fetch", stages=_STAGES)
def fetch_scb(
    running: RunningJob, *, table: str, kind: str, first_year: int, last_year: int
) -> str:
    """Fetch a table of Statistics Sweden and leave it checked, for a person to take into use."""
    address = _address("ARBETSHUBB_SCB_URL", "Statistikmyndigheten SCB")
    with _told_in_words(), _fetching(address, SCB_RATE, running) as fetch:
        client = ScbClient(fetch)
        running.report("asking", 0.0)
        info = client.table(table)
        county = {row.code for row in municipalities()}
        chosen = selection_for(info, Kind(kind), years=(first_year, last_year), county=county)
        mark = f"{info.updated} {first_year}-{last_year}" if info.updated else ""
        known = is_known_already(Kind(kind), mark)
        if known is not None:
            return known.get_absolute_url()
        document = client.data(info, chosen, progress=_reporter(running))
    document.setdefault("extension", {}).setdefault("px", {})["tableid"] = table
    return _checked(running, f"{table}.json", document, mark)


@job_kind("kolada.fetch", stages=_STAGES)
def fetch_kolada(
    running: RunningJob,
    *,
    kpis: list[str],
    places: list[str],
    first_year: int,
    last_year: int,
) -> str:
    """Fetch key figures of Kolada and leave them checked, for a person to take into use."""
    address = _address("ARBETSHUBB_KOLADA_URL", "Kolada")
    years = range(first_year, last_year + 1)
    with _told_in_words(), _fetching(address, KOLADA_RATE, running) as fetch:
        running.report("asking", 0.0)
        document = KoladaClient(fetch).key_figures(
            kpis, places, list(years), progress=_reporter(running)
        )
    return _checked(running, "kolada.json", document, "")


class _told_in_words:  # noqa: N801 - reads as a phrase after "with"
    """Turns a failure of the publisher into a failed job with its sentence."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, FetchFailed):
            raise JobFailed(error.code, sentence(error)) from error


def _fetching(address: str, rate: Rate, running: RunningJob) -> Any:  # Any: a context manager
    return fetcher(address, rate=rate, check=running.stop_if_cancelled)


def _reporter(running: RunningJob) -> Any:  # Any: a callback
    def report(share: float) -> None:
        running.report("fetching", 0.05 + 0.85 * share)

    return report


def _checked(running: RunningJob, name: str, document: dict[str, Any], mark: str) -> str:
    running.stop_if_cancelled()
    running.report("reading", 0.92)
    content = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
    edition = check_fetched(running.owner, name=name, content=content, mark=mark)
    return reverse("statistics:edition", args=[edition.pk])


def _address(setting: str, publisher: str) -> str:
    address: str = getattr(settings, setting)
    if not address:
        error = FetchFailed(code="not_connected", publisher=publisher, setting=setting)
        raise JobFailed(error.code, sentence(error))
    return address
