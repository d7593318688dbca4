"""The hub plan: from people, sites, travel and demands to hubs with figures that can be shown."""

from arbetshubb.analysis.hubplan.errors import (
    NoPlanInTime,
    NoPlanPossible,
    NotAPlan,
    PlanCancelled,
    TooFewPeople,
    UnknownSites,
)
from arbetshubb.analysis.hubplan.make import make_hub_plan
from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.publish import publish
from arbetshubb.analysis.hubplan.published import SCHEMA, PublishedPlan
from arbetshubb.analysis.hubplan.result import HubPlan
from arbetshubb.analysis.hubplan.serialize import published_from_json, published_to_json

__all__ = [
    "SCHEMA",
    "HubPlan",
    "NoPlanInTime",
    "NoPlanPossible",
    "NotAPlan",
    "PlanCancelled",
    "PlanOptions",
    "PublishedPlan",
    "TooFewPeople",
    "UnknownSites",
    "make_hub_plan",
    "publish",
    "published_from_json",
    "published_to_json",
]
