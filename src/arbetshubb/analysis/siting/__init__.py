"""Where the hubs should be: an exact planner for people who choose their hub themselves."""

from arbetshubb.analysis.siting.evaluate import evaluate
from arbetshubb.analysis.siting.plan import (
    Demand,
    Evaluation,
    Explanation,
    PlanStatus,
    SitingPlan,
)
from arbetshubb.analysis.siting.problem import SitingProblem
from arbetshubb.analysis.siting.solve import Cancel, Progress, solve

__all__ = [
    "Cancel",
    "Demand",
    "Evaluation",
    "Explanation",
    "PlanStatus",
    "Progress",
    "SitingPlan",
    "SitingProblem",
    "evaluate",
    "solve",
]
