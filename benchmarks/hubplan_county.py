"""How long a hub plan for a county and the commuting of a nation take, and how it grows.

    python benchmarks/hubplan_county.py county     4,500 people x 60 sites, then 10 x the people
    python benchmarks/hubplan_county.py nation     commuting of 500,000, then 5,000,000 people

Made-up people round real-looking seats: an office town with half of the people, seven seats 40 to
170 km away, two in three living in localities. Prices are the constants'.
"""

from __future__ import annotations

import platform
import resource
import sys
from time import perf_counter, process_time

import numpy as np

from arbetshubb.analysis.commuting import Breakdown, commuting, commuting_by
from arbetshubb.analysis.hubplan import PlanOptions, make_hub_plan, publish
from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus, Sweref
from arbetshubb.analysis.travel import EstimateRouter, TravelMatrix
from arbetshubb.analysis.workforce import MODES, Workforce
from arbetshubb.reference.constants import constants

CENTRE = (7_010_000.0, 482_000.0)
SEATS_KM = np.array(
    [[0, 0], [18, -12], [2, -78], [-45, -20], [-48, 48], [22, 78], [75, 60], [-130, -10]], float
)
WEIGHTS = np.array([0.52, 0.12, 0.08, 0.06, 0.04, 0.03, 0.07, 0.08])


def county(people: int, sites: int, seed: int = 1) -> tuple[Workforce, TravelMatrix]:
    rng = np.random.default_rng(seed)
    where = rng.choice(len(SEATS_KM), people, p=WEIGHTS)
    in_locality = rng.random(people) < 0.66
    near = rng.integers(-4, 5, (people, 2)) * np.where(rng.random((people, 1)) < 0.5, 0.3, 5.0)
    homes = SEATS_KM[where] + np.where(in_locality[:, None], near, rng.normal(0, 18, (people, 2)))
    force = _workforce(rng, np.floor(homes).astype(int), where, _sites(rng, sites))
    return force, _travel(force)


def nation(people: int, cells: int = 110_000, sites: int = 290) -> tuple[Workforce, TravelMatrix]:
    rng = np.random.default_rng(2)
    places = rng.choice(1500 * 400, cells, replace=False)
    grid = np.column_stack([places // 400 - 750, places % 400 - 200])
    positions = rng.uniform((-750, -200), (750, 200), (sites, 2))
    offices = tuple(_site(f"o{i}", at, SiteKind.OWN_OFFICE) for i, at in enumerate(positions))
    home = rng.integers(0, cells, people)
    force = _columns(rng, grid, home, rng.integers(0, 8, cells), offices)
    return force, _travel(force)


def _sites(rng: np.random.Generator, count: int) -> tuple[Site, ...]:
    offices = [_site(f"o{i}", SEATS_KM[i], SiteKind.OWN_OFFICE) for i in range(2)]
    hubs = []
    for index in range(count - len(offices)):
        seat = index % len(SEATS_KM)
        at = SEATS_KM[seat] + rng.normal(0, 14, 2)
        kind = SiteKind.HUB if index < 4 else SiteKind.CANDIDATE
        hubs.append(_site(f"h{index}", at, kind, municipality=f"M{seat}"))
    return (*offices, *hubs)


def _site(site_id: str, at_km: np.ndarray, kind: SiteKind, municipality: str = "M0") -> Site:
    point = Sweref(CENTRE[0] + at_km[0] * 1000, CENTRE[1] + at_km[1] * 1000)
    is_used = kind is not SiteKind.CANDIDATE
    status = SiteStatus.EXISTING if is_used else SiteStatus.CANDIDATE
    return Site(site_id, site_id, municipality, kind, point, status, seats_max=400)


def _workforce(
    rng: np.random.Generator, homes: np.ndarray, where: np.ndarray, sites: tuple[Site, ...]
) -> Workforce:
    grid, home = np.unique(homes, axis=0, return_inverse=True)
    municipality = np.zeros(len(grid), dtype=np.int64)
    municipality[home] = where
    return _columns(rng, grid, home, municipality, sites)


def _columns(
    rng: np.random.Generator,
    grid: np.ndarray,
    home: np.ndarray,
    municipality: np.ndarray,
    sites: tuple[Site, ...],
) -> Workforce:
    people = len(home)
    offices = [i for i, site in enumerate(sites) if site.kind is SiteKind.OWN_OFFICE]
    home_days = rng.integers(0, 4, people).astype(float)
    hub_days = (rng.random(people) < 0.02).astype(float)
    north, east = int(CENTRE[0] // 1000), int(CENTRE[1] // 1000)
    return Workforce(
        cells=tuple(Cell(north + int(n), east + int(e)) for n, e in grid),
        cell_municipality=municipality.astype(np.int64),
        municipalities=tuple(f"M{i}" for i in range(8)),
        sites=sites,
        employers=("Region",),
        units=tuple(f"U{i}" for i in range(60)),
        home=home.astype(np.int64),
        workplace=np.array(offices)[np.minimum(len(offices) - 1, rng.geometric(0.85, people) - 1)]
        if len(offices) == 2
        else rng.choice(offices, people),
        office_days=5 - home_days - hub_days,
        home_days=home_days,
        hub_days=hub_days,
        mode=rng.choice(len(MODES), people, p=[0.72, 0.1, 0.08, 0.02, 0.05, 0.03]),
        employer=np.zeros(people, dtype=np.int64),
        unit=rng.integers(0, 60, people),
        is_remote_eligible=rng.random(people) < 0.7,
        is_complex_issue=rng.random(people) < 0.03,
    )


def _travel(force: Workforce) -> TravelMatrix:
    points = [cell.centre for cell in force.cells]
    return EstimateRouter().travel(points, [site.position for site in force.sites])


def time_county(people: int, sites: int) -> None:
    force, travel = county(people, sites)
    stages: dict[str, float] = {}

    def note(stage: str, share: float) -> None:
        if share == 1.0:
            stages[stage] = perf_counter() - start

    start, cpu = perf_counter(), process_time()
    plan = make_hub_plan(
        force, travel, PlanOptions(each_municipality=True), constants(), progress=note
    )
    made, cpu = perf_counter() - start, process_time() - cpu
    start_publish = perf_counter()
    publish(plan, created="2026-11-22T00:00:00Z", product_version="benchmark")
    shown = perf_counter() - start_publish
    done = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in stages.items())
    print(
        f"county {people:,} people x {sites} sites, {len(force.cells):,} cells: "
        f"plan {made:.2f} s ({cpu:.2f} s of processor; "
        f"done after: {done} s), publish {shown:.2f} s; {plan.status} "
        f"gap {plan.gap:.5f}, {len(plan.hubs)} hubs, {len(plan.alternatives)} alternatives, "
        f"{sum(row.is_searched for row in plan.sensitivity)}/{len(plan.sensitivity)} searched; "
        f"peak {_peak_gb():.2f} GB"
    )


def time_nation(people: int) -> None:
    force, travel = nation(people)
    start, cpu = perf_counter(), process_time()
    total = commuting(force, travel, constants())
    for breakdown in Breakdown:
        commuting_by(breakdown, force, travel, constants())
    seconds, cpu = perf_counter() - start, process_time() - cpu
    print(
        f"nation {people:,} people x {len(force.cells):,} cells: total and {len(Breakdown)} "
        f"breakdowns {seconds:.2f} s ({cpu:.2f} s of processor), "
        f"{total.km.base / 1e9:.1f} Gkm a year, "
        f"peak {_peak_gb():.2f} GB"
    )


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    print(platform.platform(), platform.python_version(), "numpy", np.__version__)
    wanted = sys.argv[1:] or ["county", "nation"]
    if "county" in wanted:
        for people in (4_500, 45_000):
            time_county(people, 60)
    if "nation" in wanted:
        for people in (500_000, 5_000_000):
            time_nation(people)


if __name__ == "__main__":
    main()
