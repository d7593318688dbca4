"""The operator's road network, when ``ARBETSHUBB_ROADS`` names its file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

from arbetshubb.analysis.travel import Router
from arbetshubb.foundation.jobs import JobFailed
from arbetshubb.integrations.roads import RoadError, router_from
from arbetshubb.integrations.roads.texts import sentence
from arbetshubb.places.queries import sites

_FAILED: Final = "roads"


def router() -> Router:
    """A router on the file; a network is built once and kept beside the database.

    Raises:
        JobFailed: the file is of an unknown kind or broken; its sentence says what to do.
    """
    path = Path(settings.ARBETSHUBB_ROADS)
    try:
        if path.suffix == ".parquet":
            return router_from(path, cache=settings.VAR / "roads", sites=sites())
        return _network(path)
    except RoadError as error:
        raise JobFailed(_FAILED, sentence(error)) from error


@cache
def _network(path: Path) -> Router:
    return router_from(path, cache=settings.VAR / "roads")
