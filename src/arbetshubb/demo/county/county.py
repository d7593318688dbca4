"""The county put together: people, sites and municipalities as rows of files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.demo.county.employers import DemoEmployer, region_only
from arbetshubb.demo.county.people import PEOPLE_HEADER, demo_people
from arbetshubb.demo.county.sites import SITE_HEADER, demo_sites
from arbetshubb.reference.municipalities import municipalities

MUNICIPALITY_HEADER: Final = ("code", "name", "population", "source")

type Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DemoCounty:
    """Rows of text as files hold them; the first row of each is its header."""

    people_rows: Rows
    site_rows: Rows
    municipality_rows: Rows


def demo_county(
    *, people: int = 4500, seed: int = 1, employers: Sequence[DemoEmployer] | None = None
) -> DemoCounty:
    """A synthetic county; the same arguments give the same rows.

    Without ``employers`` the region alone with ``people`` employees; ``all_employers()`` gives
    the municipalities and authorities as well, and then ``people`` is not used.
    """
    chosen = region_only(people) if employers is None else tuple(employers)
    # One stream for sites and one for each employer: more people never move a site, and another
    # employer never moves the region's people.
    streams = np.random.default_rng(seed).spawn(len(chosen) + 1)
    sites = demo_sites(chosen, streams[0])
    rows = [
        row
        for employer, stream in zip(chosen, streams[1:], strict=True)
        for row in demo_people(employer, sites, stream)
    ]
    return DemoCounty(
        people_rows=(PEOPLE_HEADER, *rows),
        site_rows=(SITE_HEADER, *(site.row for site in sites)),
        municipality_rows=(MUNICIPALITY_HEADER, *_municipality_rows()),
    )


def _municipality_rows() -> Rows:
    return tuple(
        (town.code, town.name, str(town.population or ""), town.source) for town in municipalities()
    )
