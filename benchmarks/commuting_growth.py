"""How the whole commuting chain grows with the number of people, beside a plain way of computing.

    python benchmarks/commuting_growth.py                 10^4 ... 10^7, a county, and a country
    python benchmarks/commuting_growth.py 4500 5000000    these numbers of people
    python benchmarks/commuting_growth.py --plain 1000000 the plain way beside, checked for equality

The chain: weights for response, the survey's modes put on the register, seasons and fuels, all
breakdowns with ranges and 1,000 bootstrap replicates, activity for later comparison, one-per-cent
modules and a target. Each size runs in a process of its own, so that peak memory is its own.

The plain way is what an analyst would write first: one row a person and kind in polars, multiplied
and grouped. It gives base values and breakdowns only: no ranges, no intervals, no modules.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
from time import perf_counter

import numpy as np
import polars as pl

from arbetshubb.analysis.commuting import (
    DISTANCE_CLASSES,
    FUELS,
    KINDS,
    MEASURES,
    Breakdown,
    CommutingState,
    TravelSurvey,
    distance_class,
    present_state,
    response_weights,
    strata_by,
)
from arbetshubb.analysis.commuting.kinds import IS_CAR
from arbetshubb.analysis.commuting.rates import kg_per_km, season_weeks
from arbetshubb.analysis.one_percent import (
    Offer,
    compose_target,
    groundwork,
    one_percent_modules,
)
from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus, Sweref
from arbetshubb.analysis.travel import EstimateRouter, TravelMatrix
from arbetshubb.analysis.workforce import MODES, Workforce
from arbetshubb.reference.constants import constants

CELLS, SITES, UNITS, EMPLOYERS = 110_000, 290, 60, 3
MUNICIPALITIES = 290
SIZES = (4_500, 10_000, 100_000, 1_000_000, 5_000_000, 10_000_000)
ANSWERS = 5_000


def country(people: int) -> tuple[Workforce, TravelMatrix]:
    """People spread over a country-shaped grid; a county's cells and sites for few people."""
    rng = np.random.default_rng(2)
    is_county = people < 100_000
    cells, sites = (min(CELLS, people), 60) if is_county else (CELLS, SITES)
    places = rng.choice(1500 * 400, cells, replace=False)
    grid = np.column_stack([places // 400 - 750, places % 400 - 200])
    if is_county:
        grid = np.rint(grid * [0.15, 0.4]).astype(int)
    towns = 8 if is_county else MUNICIPALITIES
    at = grid[rng.choice(cells, sites, replace=False)]
    offices = tuple(_site(index, position) for index, position in enumerate(at))
    home = rng.integers(0, cells, people)
    home_days = rng.integers(0, 4, people).astype(np.float64)
    force = Workforce(
        cells=tuple(Cell(7010 + int(n), 482 + int(e)) for n, e in grid),
        cell_municipality=rng.integers(0, towns, cells),
        municipalities=tuple(f"M{i}" for i in range(towns)),
        sites=offices,
        employers=tuple(f"E{i}" for i in range(EMPLOYERS)),
        units=tuple(f"U{i}" for i in range(UNITS)),
        home=home,
        workplace=rng.integers(0, sites // 2, people),
        office_days=5.0 - home_days,
        home_days=home_days,
        hub_days=np.zeros(people),
        mode=rng.choice(len(MODES), people, p=[0.72, 0.1, 0.08, 0.02, 0.05, 0.03]),
        employer=rng.integers(0, EMPLOYERS, people),
        unit=rng.integers(0, UNITS, people),
        is_remote_eligible=rng.random(people) < 0.7,
        is_complex_issue=np.zeros(people, dtype=np.bool_),
    )
    points = [cell.centre for cell in force.cells]
    return force, EstimateRouter().travel(points, [site.position for site in offices])


def _site(index: int, at_km: np.ndarray) -> Site:
    point = Sweref(7_010_000.0 + at_km[0] * 1000, 482_000.0 + at_km[1] * 1000)
    return Site(f"s{index}", f"s{index}", "M0", SiteKind.OWN_OFFICE, point, SiteStatus.EXISTING)


def answers(force: Workforce, travel: TravelMatrix) -> TravelSurvey:
    """What some of the people answered."""
    rng = np.random.default_rng(3)
    count = min(ANSWERS, max(200, len(force) // 3))
    who = rng.choice(len(force), count, replace=False)
    winter = rng.choice(len(MODES), count, p=[0.72, 0.1, 0.1, 0.02, 0.03, 0.03])
    cycles = rng.random(count) < 0.1
    return TravelSurvey(
        employers=force.employers,
        units=force.units,
        municipalities=force.municipalities,
        cells=force.cells,
        reasons=("time",),
        employer=force.employer[who],
        unit=force.unit[who],
        municipality=force.municipality[who],
        home=force.home[who],
        km=travel.km[force.home[who], force.workplace[who]],
        minutes=np.full(count, np.nan),
        winter_mode=winter,
        summer_mode=np.where(cycles, 4, winter),
        winter_days=force.office_days[who],
        summer_days=force.office_days[who],
        fuel=rng.integers(-1, len(FUELS) - 1, count),
        occupancy=rng.choice([1.0, 2.0, 3.0], count, p=[0.85, 0.1, 0.05]),
        willingness=rng.random((count, len(MEASURES))),
        reason=np.ones((count, 1), dtype=np.bool_),
        weight=np.ones(count),
    )


def chain(
    force: Workforce, travel: TravelMatrix, survey: TravelSurvey
) -> tuple[CommutingState, dict[str, float]]:
    """The state, and seconds by stage."""
    stages: dict[str, float] = {}
    at = perf_counter()

    def done(stage: str) -> None:
        nonlocal at
        stages[stage], at = perf_counter() - at, perf_counter()

    response = response_weights(survey, strata_by(Breakdown.UNIT, survey, force))
    done("weights")
    state = present_state(
        constants=constants(), register=force, travel=travel, survey=survey, response=response
    )
    done("modes")
    _ = state.total, state.mode_shares()
    done("total")
    for breakdown in Breakdown:
        state.by(breakdown)
    done("breakdowns")
    state.activity(Breakdown.MUNICIPALITY)
    done("activity")
    hubs = tuple(range(len(force.sites) // 2, len(force.sites)))
    ground = groundwork(state, Offer(hubs=hubs))
    done("groundwork")
    one_percent_modules(ground)
    done("modules")
    compose_target(ground)
    done("target")
    return state, stages


def plain(
    force: Workforce, travel: TravelMatrix, state: CommutingState
) -> dict[str, dict[str, float]]:
    """kg CO2e by distance class and municipality, one row a person and season × kind."""
    shares, vehicles = state.mixtures.shares, state.mixtures.vehicle_shares
    factor = np.where(IS_CAR, vehicles, shares) * kg_per_km(constants())
    factor *= season_weeks(constants())[:, None]
    names = [f"{season}-{kind}" for season in range(2) for kind in range(len(KINDS))]
    rates = pl.DataFrame(
        {
            "mixture": np.arange(len(factor)),
            **dict(zip(names, factor.reshape(-1, 24).T, strict=True)),
        }
    )
    km = travel.km[force.home, force.workplace]
    table = pl.DataFrame(
        {
            "mixture": state.mixing.index,
            "municipality": force.municipality,
            "distance": distance_class(km),
            "km": 2.0 * force.office_days * np.nan_to_num(km),
        }
    ).lazy()
    kg = pl.sum_horizontal([pl.col(name) * pl.col("km") for name in names])
    priced = table.join(rates.lazy(), on="mixture").with_columns(kg.alias("kg"))
    found = {}
    for by, keys in (("municipality", force.municipalities), ("distance", DISTANCE_CLASSES)):
        rows = priced.group_by(by).agg(pl.col("kg").sum()).collect()
        found[by] = {keys[row[by]]: row["kg"] for row in rows.iter_rows(named=True)}
    return found


def beside(people: int) -> None:
    """The plain way in the same run; the two must agree."""
    force, travel = country(people)
    survey = answers(force, travel)
    state, _ = chain(force, travel, survey)
    start = perf_counter()
    rows = {by: state.by(by) for by in (Breakdown.MUNICIPALITY, Breakdown.DISTANCE)}
    ours, start = perf_counter() - start, perf_counter()
    found = plain(force, travel, state)
    theirs = perf_counter() - start
    for by, breakdown in rows.items():
        for row in breakdown:
            np.testing.assert_allclose(
                row.figures.kg_co2e.base, found[by.value].get(row.key, 0.0), rtol=1e-9
            )
    print(
        f"{people:>10,} people, two breakdowns: {ours:.2f} s with ranges and 1,000 replicates; "
        f"plain polars {theirs:.2f} s for base kg alone; equal to 1e-9"
    )


def one(people: int) -> None:
    force, travel = country(people)
    survey = answers(force, travel)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    cpu = os.times()
    start = perf_counter()
    state, stages = chain(force, travel, survey)
    seconds = perf_counter() - start
    used = os.times()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    processor = used.user + used.system - cpu.user - cpu.system
    each = ", ".join(f"{stage} {value:.2f}" for stage, value in stages.items())
    print(
        f"{people:>10,} people, {len(survey):,} answers, {len(state.mixtures):,} strata: "
        f"{seconds:.2f} s ({processor:.2f} s of processor), peak {peak:.2f} GB "
        f"(inputs {before:.2f} GB); {each}"
    )


def main() -> None:
    wanted = sys.argv[1:]
    if "--one" in wanted:
        one(int(wanted[-1]))
        return
    if "--plain" in wanted:
        beside(int(wanted[-1]))
        return
    print(platform.platform(), platform.python_version(), "numpy", np.__version__,
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    for people in [int(each) for each in wanted] or SIZES:
        subprocess.run([sys.executable, __file__, "--one", str(people)], check=True)
    if not wanted:
        subprocess.run([sys.executable, __file__, "--plain", "1000000"], check=True)


if __name__ == "__main__":
    main()
