"""Small and random studies for tests: constants as shipped, people and sites made up."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

import numpy as np

from arbetshubb.analysis.constants import Constant, ConstantTable
from arbetshubb.analysis.places import Cell, Site, SiteKind, SiteStatus, Sweref
from arbetshubb.analysis.travel import EstimateRouter, Quality, TravelMatrix
from arbetshubb.analysis.workforce import MODES, Employee, Mode, Workforce, workforce

ORIGIN = Sweref(7_000_000.0, 480_000.0)


@cache
def shipped_constants() -> ConstantTable:
    """The shipped constants, read without the packages above analysis."""
    data = resources.files("arbetshubb.reference") / "data"
    rows = []
    for name in ("constants.csv", "demand_constants.csv", "commuting_constants.csv"):
        with (data / name).open(encoding="utf-8") as file:
            rows += [_constant(row) for row in csv.DictReader(file)]
    return ConstantTable.of(rows)


def _constant(row: dict[str, str]) -> Constant:
    value = float(row["value"])
    return Constant(
        id=row["key"],
        value=value,
        low=float(row["low"] or value),
        high=float(row["high"] or value),
        unit=row["unit"],
        price_year=row["year"],
        source=row["source"],
        confidence=row["confidence"],
    )


def point(north_km: float, east_km: float) -> Sweref:
    return Sweref(ORIGIN.north + north_km * 1000, ORIGIN.east + east_km * 1000)


def cell(north_km: int, east_km: int) -> Cell:
    return Cell.containing(point(north_km, east_km))


def site(
    site_id: str,
    north_km: float = 0.0,
    east_km: float = 0.0,
    *,
    municipality: str = "A",
    kind: SiteKind = SiteKind.CANDIDATE,
    status: SiteStatus = SiteStatus.CANDIDATE,
    **costs: float | None,
) -> Site:
    return Site(
        site_id, f"Site {site_id}", municipality, kind, point(north_km, east_km), status, **costs
    )


def office(site_id: str = "office", *, municipality: str = "A", **where: float) -> Site:
    return site(
        site_id,
        municipality=municipality,
        kind=SiteKind.OWN_OFFICE,
        status=SiteStatus.EXISTING,
        **where,
    )


def employee(home: Cell, workplace: str = "office", **changes: object) -> Employee:
    given = {
        "employer": "Region",
        "unit": "Unit",
        "municipality": "A",
        "office_days": 4.0,
        "home_days": 1.0,
        "hub_days": 0.0,
        "mode": Mode.CAR,
        "is_remote_eligible": True,
        "is_complex_issue": False,
    }
    return Employee(home=home, workplace=workplace, **{**given, **changes})


def matrix(km: object, minutes: object = None) -> TravelMatrix:
    lengths = np.array(km, dtype=np.float64)
    times = lengths if minutes is None else np.array(minutes, dtype=np.float64)
    return TravelMatrix.of_minutes(times, lengths, Quality.NETWORK, "test")


def random_county(
    seed: int,
    *,
    people: int = 400,
    sites: int = 12,
    municipalities: int = 4,
    spread_km: float = 90.0,
    existing: int = 2,
    with_gaps: bool = True,
) -> tuple[Workforce, TravelMatrix]:
    """A made-up county: people round their municipality's seat, offices in the first two."""
    rng = np.random.default_rng(seed)
    names = [f"M{index}" for index in range(municipalities)]
    seats = np.vstack([[0.0, 0.0], rng.uniform(-spread_km, spread_km, (municipalities - 1, 2))])
    places = [office(f"o{i}", municipality=names[i], north_km=seats[i][0], east_km=seats[i][1])
              for i in range(min(2, municipalities))]  # fmt: skip
    places += [_random_site(rng, index, names, seats, existing) for index in range(sites)]
    staff = [_random_person(rng, names, seats) for _ in range(people)]
    force = workforce(staff, places, municipalities=names)
    travel = EstimateRouter().travel([c.centre for c in force.cells], [s.position for s in places])
    if with_gaps and travel.km.size:
        hole = rng.random(travel.km.shape) < 0.02
        travel = TravelMatrix.of_minutes(
            np.where(hole, np.nan, travel.minutes), np.where(hole, np.nan, travel.km),
            Quality.ESTIMATE, travel.source,
        )  # fmt: skip
    return force, travel


def _random_site(
    rng: np.random.Generator, index: int, names: list[str], seats: np.ndarray, existing: int
) -> Site:
    home = index % len(names)
    north, east = seats[home] + rng.normal(0, 6, 2)
    is_existing = index < existing
    return site(
        f"h{index}", float(north), float(east), municipality=names[home],
        kind=SiteKind.HUB if is_existing else SiteKind.CANDIDATE,
        status=SiteStatus.EXISTING if is_existing else SiteStatus.CANDIDATE,
        fixed_cost=float(rng.integers(0, 6)) * 10_000,
        cost_per_seat=float(rng.integers(10, 30)) * 1000,
        seats_min=int(rng.integers(2, 6)), seats_max=int(rng.integers(8, 40)),
    )  # fmt: skip


def _random_person(rng: np.random.Generator, names: list[str], seats: np.ndarray) -> Employee:
    home = int(rng.choice(len(names), p=_weights(len(names))))
    # Two in three live in a locality, so that some cells hold more than the disclosure limit.
    local = rng.integers(-2, 3, 2) * 4.0 if rng.random() < 0.66 else rng.normal(0, 8, 2)
    north, east = seats[home] + local
    hub_days = float(rng.random() < 0.03)
    home_days = float(rng.integers(0, 4))
    return employee(
        cell(int(north), int(east)), f"o{int(rng.random() < 0.15)}", municipality=names[home],
        unit=f"U{int(rng.integers(6))}", office_days=5 - home_days - hub_days, home_days=home_days,
        hub_days=hub_days,
        mode=MODES[int(rng.choice(len(MODES), p=[0.7, 0.1, 0.1, 0.03, 0.05, 0.02]))],
        is_remote_eligible=bool(rng.random() < 0.8), is_complex_issue=bool(rng.random() < 0.05),
    )  # fmt: skip


def _weights(count: int) -> np.ndarray:
    raw = np.array([4.0] + [1.0] * (count - 1))
    return raw / raw.sum()
