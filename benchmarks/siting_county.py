"""How fast a county's siting problem is proven optimal, with each kind of demand on the plan.

Run: ``python benchmarks/siting_county.py [--seeds 5] [--demands 1800] [--sites 60]``.
The county is invented: one town, seven smaller centres, a third of the people in the countryside.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from dataclasses import dataclass, replace

import highspy
import numpy as np

from arbetshubb.analysis.siting import SitingPlan, SitingProblem, solve

MUNICIPALITIES = 8
SPEED_KM_PER_MINUTE = 1.15  # 69 km/h along the crow's line bent by 1.2, plus start and stop below
START_MINUTES = 4.0
WITHIN_MINUTES = 45.0
KRONOR_PER_MINUTE_YEAR = 2 * 46 * 2.2  # a saved minute each way, 46 weeks, 132 kronor an hour


@dataclass(frozen=True)
class Case:
    name: str
    mass: float = 0.0
    tight_seats: bool = False
    budget: float | None = None
    hubs_max: int | None = None
    existing: int = 0
    whole_seats: bool = False


CASES = (
    Case("plain"),
    Case("plain, whole seats paid", whole_seats=True),
    Case("existing hubs stay", existing=8),
    Case("critical mass", mass=12.0),
    Case("capacity", tight_seats=True),
    Case("budget", budget=3.5e6),
    Case("at most 10 hubs", hubs_max=10),
    Case("mass + capacity", mass=12.0, tight_seats=True),
    Case("mass + capacity + budget", mass=12.0, tight_seats=True, budget=3.5e6),
    Case("the same, existing stay", mass=12.0, tight_seats=True, budget=4e6, existing=8),
)


def county(*, seed: int, demands: int = 1800, sites: int = 60) -> SitingProblem:
    """A county without demands on the plan but one hub in each municipality."""
    rng = np.random.default_rng(seed)
    # Two rows of four centres, some 80 km apart as in a sparsely peopled county.
    grid = np.array([(east * 80.0, north * 80.0) for north in range(2) for east in range(4)])
    centres = grid[[1, 0, 2, 3, 4, 5, 6, 7]] + rng.uniform(-18, 18, (MUNICIPALITIES, 2))
    weight = np.array([0.45, *rng.dirichlet(np.full(MUNICIPALITIES - 1, 4.0)) * 0.55])
    home = rng.choice(MUNICIPALITIES, demands, p=0.3 * weight + 0.7 / MUNICIPALITIES)
    spread = np.where(rng.random(demands) < 0.35, 30.0, 14.0)
    cells = np.round(centres[home] + rng.normal(0, 1, (demands, 2)) * spread[:, None])
    site_home = np.concatenate(
        [np.arange(MUNICIPALITIES), rng.choice(MUNICIPALITIES, sites - MUNICIPALITIES, p=weight)]
    )
    places = centres[site_home] + rng.normal(0, 1, (sites, 2)) * 14.0
    people = 1 + rng.poisson(2.0 * np.exp(-np.linalg.norm(cells - centres[home], axis=1) / 15.0))
    minutes = _minutes(cells, places)
    now = _minutes(cells, centres[[0]])[:, 0]
    days = 1.6 * np.exp(-minutes / 30.0)
    share = 0.45 * np.exp(-minutes / 40.0)
    saved = np.minimum(now, 90.0)[:, None] - minutes
    members = people[:, None] * share
    return SitingProblem(
        value=members * days * (saved * KRONOR_PER_MINUTE_YEAR + 4000.0),
        dislike=np.where(minutes <= WITHIN_MINUTES, minutes, np.nan),
        members=members,
        load=members * days / 4.0,
        fixed_cost=rng.uniform(60_000, 160_000, sites).round(-3),
        seat_cost=rng.uniform(12_000, 24_000, sites).round(-2),
        seats_min=np.full(sites, 4),
        municipality=site_home,
        minimum_per_municipality=np.ones(MUNICIPALITIES, dtype=np.int64),
    )


def _minutes(cells: np.ndarray, places: np.ndarray) -> np.ndarray:
    km = np.linalg.norm(cells[:, None, :] - places[None, :, :], axis=2)
    return np.round(START_MINUTES + km / SPEED_KM_PER_MINUTE, 1)


def asked(problem: SitingProblem, case: Case, *, seed: int) -> SitingProblem:
    """The county with the case's demands on the plan."""
    sites = problem.sites
    rng = np.random.default_rng(1000 + seed)
    forced = np.zeros(sites, dtype=np.bool_)
    forced[: case.existing] = True  # the first sites are the municipalities' centres
    changed = replace(
        problem,
        minimum_members=np.full(sites, case.mass),
        budget=case.budget,
        hubs_max=case.hubs_max,
        forced=forced,
    )
    if case.tight_seats:
        changed = replace(changed, seats_max=rng.integers(14, 31, sites))
    return replace(changed, pays_whole_seats=case.whole_seats)


@dataclass(frozen=True)
class Run:
    plan: SitingPlan
    cpu_seconds: float


def run(problem: SitingProblem, *, gap: float, time_limit: float) -> Run:
    started = time.process_time()
    plan = solve(problem, gap=gap, time_limit=time_limit)
    return Run(plan, time.process_time() - started)


def main() -> None:
    asks = argparse.ArgumentParser(description=__doc__)
    asks.add_argument("--seeds", type=int, default=5)
    asks.add_argument("--demands", type=int, default=1800)
    asks.add_argument("--sites", type=int, default=60)
    asks.add_argument("--gap", type=float, default=0.0)
    asks.add_argument("--time-limit", type=float, default=5.0)
    wishes = asks.parse_args()
    print(
        f"{wishes.demands} demands x {wishes.sites} sites, {wishes.seeds} counties, asked gap "
        f"{wishes.gap:.2%}, {wishes.time_limit:g} s; Python {platform.python_version()}, "
        f"HiGHS {highspy.Highs().version()}, {platform.machine()}"
    )
    print(
        "| demands on the plan | proven | median s | median CPU s | median gap | worst gap | hubs |"
    )
    print("|---|---|---|---|---|---|---|")
    counties = [
        county(seed=seed, demands=wishes.demands, sites=wishes.sites)
        for seed in range(wishes.seeds)
    ]
    for case in CASES:
        runs = [
            run(asked(problem, case, seed=seed), gap=wishes.gap, time_limit=wishes.time_limit)
            for seed, problem in enumerate(counties)
        ]
        print(row(case, runs), flush=True)
    liked = np.concatenate([np.isfinite(problem.dislike).sum(axis=1) for problem in counties])
    low, middle, high = np.percentile(liked, (5, 50, 95))
    print(f"sites liked by a cell: {low:g}, {middle:g}, {high:g} (5th, 50th, 95th percentile)")
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def row(case: Case, runs: list[Run]) -> str:
    plans = [one.plan for one in runs]
    proven = sum(plan.status == "optimal" for plan in plans)
    impossible = sum(plan.status == "infeasible" for plan in plans)
    gaps = [plan.gap for plan in plans]
    hubs = statistics.median(len(plan.open) for plan in plans)
    note = f", {impossible} impossible" if impossible else ""
    return (
        f"| {case.name} | {proven}/{len(plans)}{note} "
        f"| {statistics.median(plan.seconds for plan in plans):.2f} "
        f"| {statistics.median(one.cpu_seconds for one in runs):.2f} "
        f"| {statistics.median(gaps):.2%} | {max(gaps):.2%} | {hubs:g} |"
    )


if __name__ == "__main__":
    main()
