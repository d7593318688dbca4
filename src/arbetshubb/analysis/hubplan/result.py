"""The answer to "where should the hubs be?" with everything needed to show and question it.

Figures here are exact and may describe few people: whoever shows or writes them passes them
through ``analysis.disclosure`` first (``hubplan.publish``).
"""

from __future__ import annotations

from dataclasses import dataclass

from arbetshubb.analysis.commuting import Commuting
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.places import FloatArray, IntArray, Site
from arbetshubb.analysis.siting.plan import Demand, PlanStatus
from arbetshubb.analysis.spans import Span
from arbetshubb.analysis.travel import TravelMatrix
from arbetshubb.analysis.workforce import Workforce

__all__ = [
    "Alternative",
    "Commuting",
    "HubOutcome",
    "HubPlan",
    "MunicipalityOutcome",
    "Sensitivity",
    "Span",
    "Worth",
]


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
        base_people: employees that the figures describe, whom disclosure control counts: those
            with a positive chance of being members here, and users of a hub today.
        members: expected members, low–high by the demand assumptions.
        days_per_week: expected hub days a week.
        cost: kronor a year, also what is paid by the day.
        saved: km, hours, kronor and CO2e a year against today.
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
    ``is_searched``: whether both of those searches ended before their time was out; if not, the
    best plan may change more than is said here.
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
    is_searched: bool = True


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
