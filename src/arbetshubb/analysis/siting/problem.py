"""The siting problem: what may be opened, what it costs, whom it serves and what must hold.

One immutable value describes every case; how it is solved lives in ``solve.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class SitingProblem:
    """Choose sites to open so that value less cost is largest.

    Demand ``d`` (a group of people) goes to the open site *it* likes best: the one with the
    lowest ``dislike[d, site]`` (ties: lowest site index). ``nan`` in ``dislike`` means it would
    never go there. A demand none of whose sites is open stays where it is today: value 0, no
    members, no load. The plan never moves people to fill a quota.

    Attributes:
        value: ``[demand, site]`` value if the demand goes there, kronor a year; may be negative.
        dislike: ``[demand, site]`` what people choose by, usually minutes; ``nan`` = never.
        members: ``[demand, site]`` expected members there (>= 0); default 1 for each demand.
        load: ``[demand, site]`` seats needed there (>= 0); default 0.
        fixed_cost: ``[site]`` kronor a year for an open site.
        seat_cost: ``[site]`` kronor a year for each seat bought.
        seats_min, seats_max: ``[site]`` whole seats an open site has; it has at least its load.
        minimum_members: ``[site]`` expected members an open site must reach (critical mass).
        municipality: ``[site]`` index of the site's municipality, -1 for none.
        minimum_per_municipality: ``[municipality]`` least number of open sites in each.
        forced, forbidden: ``[site]`` must be open / must not be open.
        budget: most kronor a year for all open sites (fixed and seats); ``None`` = no limit.
        hubs_min, hubs_max: least and most number of open sites.
        names: ``[site]`` names used in explanations.

    Raises:
        ValueError: shapes disagree, a cost is negative or not finite, or a limit is impossible.
    """

    value: FloatArray
    dislike: FloatArray
    fixed_cost: FloatArray
    members: FloatArray = field(default_factory=lambda: np.empty((0, 0)))
    load: FloatArray = field(default_factory=lambda: np.empty((0, 0)))
    seat_cost: FloatArray = field(default_factory=lambda: np.empty(0))
    seats_min: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    seats_max: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    minimum_members: FloatArray = field(default_factory=lambda: np.empty(0))
    municipality: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    minimum_per_municipality: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    forced: BoolArray = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    forbidden: BoolArray = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    budget: float | None = None
    hubs_min: int = 0
    hubs_max: int | None = None
    names: tuple[str, ...] = ()
