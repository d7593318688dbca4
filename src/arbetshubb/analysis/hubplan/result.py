"""The answer to "where should the hubs be?" with everything needed to show and question it.

Figures here are exact and may describe few people: whoever shows or writes them passes them
through ``analysis.disclosure`` first (``hubplan.publish``).
"""

from __future__ import annotations

from dataclasses import dataclass

from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.places import FloatArray, IntArray, Site
from arbetshubb.analysis.siting.plan import Demand, PlanStatus
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its low and high by the ranges of the constants."""

    base: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Commuting:
    """A year of commuting for some people: totals, and ``people`` that they describe."""

    people: int
    km: Span
    hours: Span
    kronor: Span
    kg_co2e: Span


@dataclass(frozen=True, slots=True)
class Worth:
    """What one hub is worth: the plan without it, everybody choosing anew among the rest.

    ``lost_value`` and ``saved_cost`` are kronor a year; ``lost_km`` kilometres a year;
    ``people_losing_reach`` employees who then have no hub within the wished minutes;
    ``best_replacement`` the site id that would make up for it best (``""`` if none does).
    """

    lost_value: float
    saved_cost: float
    lost_km: float
    people_losing_reach: int
    best_replacement: str
    breaks: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class HubOutcome:
    """One open hub of the plan.

    Attributes:
        catchment: employees living within the wished minutes of this hub.
        base_people: employees with a positive chance of being members here: what disclosure
            control counts.
        members: expected members, low–high by the demand assumptions.
        days_per_week: expected hub days a week.
        cost, value: kronor a year. saved: km, hours, kronor, CO2e a year against today.
    """

    site: Site
    is_existing: bool
    seats: int
    catchment: int
    base_people: int
    members: Span
    days_per_week: Span
    cost: Span
    saved: Commuting
    worth: Worth


@dataclass(frozen=True, slots=True)
class MunicipalityOutcome:
    """What the plan gives those who live in one municipality."""

    municipality: str
    employees: int
    reach_today: int
    reach_plan: int
    hubs: tuple[str, ...]
    members: Span
    saved: Commuting
    today: Commuting


@dataclass(frozen=True, slots=True)
class Alternative:
    """One point of the Pareto front.

    ``worst_reach`` is the share (0–1) of employees reaching a hub in the municipality worst off.
    """

    open: tuple[str, ...]
    cost: float
    saved_km: float
    worst_reach: float
    worst_municipality: str
    objective: float
    status: PlanStatus
    gap: float
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The plan when one assumption is at its low and at its high end.

    ``objective_low/high``: kronor a year for the chosen hubs under that assumption.
    ``changes_low/high``: sites that the best plan would then add (+id) or drop (-id).
    """

    constant_id: str
    low: float
    high: float
    objective_low: float
    objective_high: float
    saved_km_low: float
    saved_km_high: float
    changes_low: tuple[str, ...]
    changes_high: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class HubPlan:
    """A proven (or honestly gapped) hub plan with its figures.

    ``nearest_minutes`` and ``hub_of_cell`` are ``[cell]``: road minutes to the nearest open hub
    and its site index (-1 when there is no way). ``inputs_hash`` covers people, sites, travel,
    constants and options; the same inputs give the same hash on every machine.
    """

    options: PlanOptions
    workforce: Workforce
    travel: TravelMatrix
    constants: ConstantTable
    status: PlanStatus
    objective: float
    bound: float
    gap: float
    seconds: float
    binding: tuple[Demand, ...]
    today: Commuting
    saved: Commuting
    cost: Span
    members: Span
    reach_today: int
    reach_plan: int
    hubs: tuple[HubOutcome, ...]
    municipalities: tuple[MunicipalityOutcome, ...]
    alternatives: tuple[Alternative, ...]
    sensitivity: tuple[Sensitivity, ...]
    nearest_minutes: FloatArray
    hub_of_cell: IntArray
    inputs_hash: str
