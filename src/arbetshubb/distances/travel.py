"""How far it is from homes to places, for every room that asks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from arbetshubb.analysis.travel import EstimateRouter, Router, TravelMatrix
from arbetshubb.analysis.workforce import Workforce


def travel_of(workforce: Workforce) -> TravelMatrix:
    """From every home cell to every site of the workforce, ``[cell, site]``."""
    homes = [cell.centre for cell in workforce.cells]
    return router().travel(homes, [site.position for site in workforce.sites])


def router() -> Router:
    """The operator's road network when settings name one, else the stated estimate."""
    name: str = settings.ARBETSHUBB_ROUTER
    make: Callable[[], Router] = import_string(name) if name else EstimateRouter
    return make()


def roads_in_use() -> str:
    """What distances rest on, as a text that changes with it."""
    return f"{settings.ARBETSHUBB_ROUTER} {settings.ARBETSHUBB_ROADS}"
