"""The indicators of a CERO report: ways, cost and emissions a person, and whom measures suit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.kinds import IS_CAR, IS_DRIVER, KINDS
from arbetshubb.analysis.commuting.rates import COLUMNS
from arbetshubb.analysis.commuting.register import DISTANCE_CLASSES, Breakdown
from arbetshubb.analysis.commuting.state import CommutingState
from arbetshubb.analysis.commuting.survey import TravelSurvey
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.workforce import Mode

CYCLING_KM: Final = 6.0
FAR: Final = ("70-100", "100-")
_ELECTRIC: Final = np.array([kind.mode is Mode.ELECTRIC_CAR for kind in KINDS])


@dataclass(frozen=True, slots=True)
class Indicators:
    """Indicators of a state. ``None`` where nobody's travel is known.

    Attributes:
        mean_km, median_km, mean_minutes, median_minutes: one way to work, by car.
        kg_per_person, kronor_per_person, hours_per_person: a year, over everyone.
        potential_cyclists: people expected to drive, with less than 6 km.
        potential_bus_riders: people expected to drive who have a way by bus; ``None`` without
            measured bus travel.
        people_per_car: in the cars on the way to work.
        electric_share: of the kilometres by car.
        far_share_of_people, far_share_of_emissions: of those with 70 km or more one way.
    """

    mean_km: float | None
    median_km: float | None
    mean_minutes: float | None
    median_minutes: float | None
    kg_per_person: float
    kronor_per_person: float
    hours_per_person: float
    potential_cyclists: float
    potential_bus_riders: float | None
    people_per_car: float | None
    electric_share: float | None
    far_share_of_people: float
    far_share_of_emissions: float


@dataclass(frozen=True, slots=True)
class ReasonShare:
    """How many gave a reason for their choice of mode.

    ``share`` is of the people whom those who gave any reason stand for; several may be given.
    """

    code: str
    share: float
    respondents: int


def indicators(state: CommutingState) -> Indicators:
    """The indicators of ``state``; O(people log people) for the medians."""
    road, total = state.travellers.road, state.total
    weight = state.travellers.weight
    weights = np.ones(len(road.km)) if weight is None else weight
    drives = _share_driving(state) * weights
    bus = state.travellers.bus
    by_car, cars, electric = _car_km(state)
    people = state.people or 1.0
    far = [row.figures for row in state.by(Breakdown.DISTANCE) if row.key in FAR]
    return Indicators(
        mean_km=_mean(road.km, weights),
        median_km=_median(road.km, weights),
        mean_minutes=_mean(road.minutes, weights),
        median_minutes=_median(road.minutes, weights),
        kg_per_person=total.kg_co2e.base / people,
        kronor_per_person=total.kronor.base / people,
        hours_per_person=total.hours.base / people,
        potential_cyclists=float(drives[road.km < CYCLING_KM].sum()),
        potential_bus_riders=None if bus is None else float(drives[~np.isnan(bus.km)].sum()),
        people_per_car=by_car / cars if cars else None,
        electric_share=electric / by_car if by_car else None,
        far_share_of_people=sum(row.people.base for row in far) / people,
        far_share_of_emissions=sum(row.kg_co2e.base for row in far) / (total.kg_co2e.base or 1.0),
    )


def reason_shares(survey: TravelSurvey) -> tuple[ReasonShare, ...]:
    """The reasons, the most given first."""
    gave = survey.counts & survey.reason.any(axis=1)
    total = float(survey.weight[gave].sum())
    found = [
        ReasonShare(
            code=code,
            share=float(survey.weight[gave & survey.reason[:, index]].sum()) / total,
            respondents=int((gave & survey.reason[:, index]).sum()),
        )
        for index, code in enumerate(survey.reasons)
        if total > 0
    ]
    return tuple(sorted(found, key=lambda reason: (-reason.share, reason.code)))


def _share_driving(state: CommutingState) -> FloatArray:
    """``[person]`` how likely each is to drive in either season."""
    drives = IS_DRIVER[:, None] | IS_DRIVER[None, :]
    of_mixture = (state.mixtures.joint * drives).sum(axis=(1, 2))
    return np.asarray(of_mixture[state.mixing.index])


def _car_km(state: CommutingState) -> tuple[float, float, float]:
    """A week's kilometres by people in cars, by the cars, and by people in electric ones."""
    values = state.activity().values[0].sum(axis=0)
    km, vehicle_km = values[:, COLUMNS.index("km")], values[:, COLUMNS.index("vehicle_km")]
    return float(km[IS_CAR].sum()), float(vehicle_km[IS_CAR].sum()), float(km[_ELECTRIC].sum())


def _mean(values: FloatArray, weight: FloatArray) -> float | None:
    has = ~np.isnan(values) & (weight > 0)
    return float(np.average(values[has], weights=weight[has])) if has.any() else None


def _median(values: FloatArray, weight: FloatArray) -> float | None:
    """The value that half of the weight is at or below."""
    has = ~np.isnan(values) & (weight > 0)
    if not has.any():
        return None
    order = np.argsort(values[has], kind="stable")
    below = np.cumsum(weight[has][order])
    return float(values[has][order][np.searchsorted(below, below[-1] / 2.0)])


assert set(FAR) <= set(DISTANCE_CLASSES)
