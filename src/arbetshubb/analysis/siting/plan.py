"""What a siting solver answers: the plan, how good it is, how sure, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from arbetshubb.analysis.places import FloatArray, IntArray


class PlanStatus(StrEnum):
    """How far the solver came."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_PLAN_IN_TIME = "no_plan_in_time"


class Demand(StrEnum):
    """A named demand on the plan, as a planner would say it; used to explain conflicts."""

    BUDGET = "budget"
    HUBS_MIN = "hubs_min"
    HUBS_MAX = "hubs_max"
    EACH_MUNICIPALITY = "each_municipality"
    CRITICAL_MASS = "critical_mass"
    CAPACITY = "capacity"
    FORCED = "forced"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the plan is as it is.

    ``conflict`` is, when infeasible, a smallest set of demands that cannot hold together:
    dropping any one of them leaves a problem with a plan. ``sites`` names sites concerned.
    ``binding`` holds, when a plan exists, the demands that the plan meets exactly.
    """

    conflict: tuple[Demand, ...] = ()
    sites: tuple[str, ...] = ()
    binding: tuple[Demand, ...] = ()


@dataclass(frozen=True, eq=False)
class SitingPlan:
    """A plan and its proof.

    Attributes:
        open: indices of the open sites, ascending.
        assignment: ``[demand]`` the site each demand chooses, -1 for none.
        seats: ``[site]`` whole seats at each site, 0 when shut.
        objective: value less cost, kronor a year; ``-inf`` without a plan.
        bound: no plan can be better than this; always >= ``objective``.
        gap: ``(bound - objective) / max(1, |objective|)``; 0 when optimal.
        status: see ``PlanStatus``. ``OPTIMAL`` only when proven to the asked-for gap.
        seconds: wall-clock time used.
    """

    open: tuple[int, ...]
    assignment: IntArray
    seats: IntArray
    objective: float
    bound: float
    gap: float
    status: PlanStatus
    explanation: Explanation
    seconds: float

    @property
    def has_plan(self) -> bool:
        """Whether there is a set of sites to show."""
        return self.status in {PlanStatus.OPTIMAL, PlanStatus.FEASIBLE}


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What a given set of open sites would give; see ``evaluate``.

    ``broken`` names the demands that the set does not meet.
    """

    assignment: IntArray
    seats: IntArray
    members: FloatArray
    value: float
    cost: float
    broken: tuple[Demand, ...]

    @property
    def objective(self) -> float:
        """Value less cost, kronor a year."""
        return self.value - self.cost
