"""Answers for tests: made up, seeded, and of people like those of ``small_county``."""

from __future__ import annotations

import numpy as np

from arbetshubb.analysis.commuting import (
    MEASURES,
    Fuel,
    Respondent,
    TravelSurvey,
    travel_survey,
)
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import MODES, Mode, Workforce

SHARES = [0.6, 0.1, 0.12, 0.03, 0.1, 0.05]


def answer(**changes: object) -> Respondent:
    """A driver alone in a petrol car, 20 km each way, five days a week."""
    given = {
        "employer": "Region", "unit": "Unit", "municipality": "A", "km": 20.0,
        "winter_mode": Mode.CAR, "fuel": Fuel.PETROL, "winter_days": 5.0,
    }  # fmt: skip
    return Respondent(**{**given, **changes})  # type: ignore[arg-type]


def random_answers(
    seed: int, staff: Workforce, travel: TravelMatrix, *, count: int | None = None
) -> list[Respondent]:
    """What some of the register's people answer; some questions are left out."""
    rng = np.random.default_rng(seed)
    number = len(staff) // 3 if count is None else count
    who = rng.choice(len(staff), number, replace=False)
    return [_random_answer(rng, staff, travel, int(person)) for person in who]


def random_survey(seed: int, staff: Workforce, travel: TravelMatrix) -> TravelSurvey:
    rows = random_answers(seed, staff, travel)
    return travel_survey(rows, municipalities=staff.municipalities)


def _random_answer(
    rng: np.random.Generator, staff: Workforce, travel: TravelMatrix, person: int
) -> Respondent:
    winter = MODES[int(rng.choice(len(MODES), p=SHARES))]
    km = travel.km[staff.home[person], staff.workplace[person]]
    return Respondent(
        employer=staff.employers[staff.employer[person]],
        unit=staff.units[staff.unit[person]] if rng.random() < 0.95 else "",
        municipality=staff.municipalities[staff.municipality[person]],
        home=staff.cells[staff.home[person]] if rng.random() < 0.9 else None,
        km=None if np.isnan(km) or rng.random() < 0.1 else float(km),
        minutes=float(km) * 1.1 if rng.random() < 0.5 and not np.isnan(km) else None,
        winter_mode=winter if rng.random() < 0.97 else None,
        summer_mode=Mode.BICYCLE if rng.random() < 0.1 else None,
        winter_days=float(rng.integers(1, 6)),
        summer_days=float(rng.integers(1, 6)) if rng.random() < 0.5 else None,
        fuel=list(Fuel)[int(rng.integers(len(Fuel)))] if rng.random() < 0.9 else None,
        occupancy=float(rng.choice([1, 2, 3], p=[0.8, 0.15, 0.05])),
        willingness={measure: float(rng.integers(0, 3)) / 2 for measure in MEASURES},
        reasons=("time",) if rng.random() < 0.5 else (),
    )
