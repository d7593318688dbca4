"""Localities that can be named in an advertisement: surely within the rules of the post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from arbetshubb.analysis.places import Cell
from arbetshubb.analysis.reach import PostRules, nearest_hub, weeks
from arbetshubb.analysis.travel import Quality
from arbetshubb.distances.travel import corrected, router
from arbetshubb.location.queries.inhabitants import daily_minutes
from arbetshubb.places.models import Place
from arbetshubb.reference.localities import localities

MOST: Final = 6
ESTIMATE_MARGIN: Final = 0.8
"""An estimate is wrong by 25-38 % one time in ten: examples must keep four fifths of a limit."""
MEASURED_MARGIN: Final = 0.95


def examples(rules: PostRules, *, workplace: Place, hubs: Sequence[Place]) -> tuple[str, ...]:
    """At most ``MOST`` localities, one a municipality before two, those the rules add first.

    Raises:
        JobFailed: the operator's roads are broken.
    """
    known = [each for each in localities() if each.population]
    sites = [place.site for place in (workplace, *hubs)]
    cells = [Cell.containing(each.position) for each in known]
    matrix = router().travel([cell.centre for cell in cells], [site.position for site in sites])
    matrix = corrected(matrix, cells, sites)
    margin = ESTIMATE_MARGIN if matrix.quality is Quality.ESTIMATE else MEASURED_MARGIN
    sure = _tightened(rules, margin)
    office, hub = matrix.minutes[:, 0], nearest_hub(matrix.minutes[:, 1:])
    within = weeks(sure, office=office, hub=hub).is_possible
    daily = rules.office_every_day(daily_minutes())
    baseline = weeks(daily, office=office, hub=hub).is_possible
    order = sorted(
        np.flatnonzero(within).tolist(),
        key=lambda index: (bool(baseline[index]), -(known[index].population or 0)),
    )
    seen: dict[str, int] = {}
    turn = {}
    for index in order:
        town = known[index].municipality
        turn[index] = seen[town] = seen.get(town, 0) + 1
    chosen = sorted(order, key=lambda index: (turn[index], order.index(index)))[:MOST]
    return tuple(known[index].name.partition(" (")[0] for index in chosen)


def _tightened(rules: PostRules, margin: float) -> PostRules:
    def tight(limit: float | None) -> float | None:
        return None if limit is None else limit * margin

    return replace(
        rules,
        office_minutes=tight(rules.office_minutes),
        hub_minutes=tight(rules.hub_minutes),
        week_minutes=tight(rules.week_minutes),
    )
