"""Small random siting problems and their true answers, found by trying every set of sites."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np

from arbetshubb.analysis.siting import Demand, SitingProblem

CONSTRAINTS = tuple(Demand)


def random_problem(
    seed: int, *, demands: tuple[Demand, ...] | None = None, sites: int | None = None
) -> SitingProblem:
    """A random problem with the given kinds of demands, or each with chance a third."""
    rng = np.random.default_rng(seed)
    sites = int(rng.integers(1, 10)) if sites is None else sites
    groups = int(rng.integers(0, 13))
    asked = demands if demands is not None else [d for d in Demand if rng.random() < 1 / 3]
    shape = (groups, sites)
    dislike = rng.integers(0, 5, shape).astype(float)  # few different values: many ties
    dislike[rng.random(shape) < 0.3] = np.nan
    whole = rng.random() < 0.5
    parts: dict[str, object] = {
        "value": rng.normal(8, 12, shape).round(1),
        "dislike": dislike,
        "members": rng.integers(0, 6, shape).astype(float),
        "load": np.round(rng.random(shape) * 2, 0 if whole else 1),
        "fixed_cost": rng.integers(0, 15, sites).astype(float),
        "seat_cost": rng.integers(0, 8, sites).astype(float),
        "seats_min": rng.integers(0, 3, sites),
        "names": tuple(f"site {site}" for site in range(sites)),
    }
    parts |= _demanded(rng, asked, sites)
    parts["pays_whole_seats"] = bool(rng.random() < 0.5)
    return SitingProblem(**parts)


def _demanded(rng: np.random.Generator, asked: object, sites: int) -> dict[str, object]:
    offers = {
        Demand.BUDGET: {"budget": float(rng.integers(5, 60))},
        Demand.HUBS_MIN: {"hubs_min": int(rng.integers(1, 4))},
        Demand.HUBS_MAX: {"hubs_max": int(rng.integers(0, 4))},
        Demand.EACH_MUNICIPALITY: {
            "municipality": rng.integers(-1, 3, sites),
            "minimum_per_municipality": (rng.random(3) < 0.4).astype(int),
        },
        Demand.CRITICAL_MASS: {"minimum_members": rng.integers(0, 12, sites).astype(float)},
        Demand.CAPACITY: {"seats_max": 3 + rng.integers(0, 3, sites)},
        Demand.FORCED: {"forced": rng.random(sites) < 0.2},
        Demand.FORBIDDEN: {"forbidden": rng.random(sites) < 0.2},
    }
    parts: dict[str, object] = {}
    for demand in asked:  # type: ignore[attr-defined]
        parts |= offers[demand]
    return parts


def all_sets(problem: SitingProblem) -> Iterator[tuple[int, ...]]:
    """Every set of sites."""
    for size in range(problem.sites + 1):
        yield from itertools.combinations(range(problem.sites), size)


def judged(problem: SitingProblem, chosen: tuple[int, ...]) -> tuple[float, set[Demand]]:
    """Objective and broken demands by plain loops, sharing nothing with the code under test."""
    members, load = [0.0] * problem.sites, [0.0] * problem.sites
    value = 0.0
    for row in range(problem.demands):
        liked = [(problem.dislike[row, s], s) for s in chosen if problem.dislike[row, s] >= 0]
        if liked:
            site = min(liked)[1]
            value += problem.value[row, site]
            members[site] += problem.members[row, site]
            load[site] += problem.load[row, site]
    seats = [
        max(int(problem.seats_min[s]), math.ceil(load[s] - 1e-9)) for s in range(problem.sites)
    ]
    paid = [
        seats[s] if problem.pays_whole_seats else max(float(problem.seats_min[s]), load[s])
        for s in range(problem.sites)
    ]
    cost = sum(problem.fixed_cost[s] + problem.seat_cost[s] * paid[s] for s in chosen)
    counts = [
        sum(problem.municipality[s] == m for s in chosen)
        for m in range(len(problem.minimum_per_municipality))
    ]
    tests = {
        Demand.BUDGET: problem.budget is not None and cost > problem.budget + 1e-6,
        Demand.HUBS_MIN: len(chosen) < problem.hubs_min,
        Demand.HUBS_MAX: problem.hubs_max is not None and len(chosen) > problem.hubs_max,
        Demand.EACH_MUNICIPALITY: any(
            c < m for c, m in zip(counts, problem.minimum_per_municipality, strict=True)
        ),
        Demand.CRITICAL_MASS: any(members[s] < problem.minimum_members[s] - 1e-9 for s in chosen),
        Demand.CAPACITY: any(seats[s] > problem.seats_max[s] for s in chosen),
        Demand.FORCED: any(problem.forced[s] and s not in chosen for s in range(problem.sites)),
        Demand.FORBIDDEN: any(problem.forbidden[s] for s in chosen),
    }
    return value - cost, {demand for demand, is_broken in tests.items() if is_broken}


def all_judged(problem: SitingProblem) -> list[tuple[float, set[Demand]]]:
    """Objective and broken demands of every set of sites."""
    return [judged(problem, chosen) for chosen in all_sets(problem)]


def true_optimum(problem: SitingProblem) -> float:
    """The best objective of a set that breaks nothing; ``-inf`` if there is none."""
    return max((worth for worth, broken in all_judged(problem) if not broken), default=-math.inf)
