"""Commuting after CERO: present state from register and survey, business trips, comparisons.

What it takes to change the state is in ``one_percent``. Formulas, sources and limits, and the
public functions in the order they are used: docs/methods/commuting.md.
"""

from __future__ import annotations

from arbetshubb.analysis.commuting.activity import ActivityTable
from arbetshubb.analysis.commuting.assumptions import Assumption, AssumptionCode, Basis
from arbetshubb.analysis.commuting.business import (
    BUSINESS_KEYS,
    BUSINESS_MODES,
    BusinessBreakdown,
    BusinessFigures,
    BusinessMode,
    BusinessRow,
    BusinessTrips,
    business_by,
    business_year,
)
from arbetshubb.analysis.commuting.compare import Comparison, Difference, Driver, compare_analyses
from arbetshubb.analysis.commuting.estimates import Estimate, StateRow, YearFigures
from arbetshubb.analysis.commuting.indicators import (
    Indicators,
    ReasonShare,
    indicators,
    reason_shares,
)
from arbetshubb.analysis.commuting.kinds import (
    FUELS,
    KINDS,
    MEASURES,
    SEASONS,
    Fuel,
    Kind,
    Measure,
    Season,
)
from arbetshubb.analysis.commuting.modelled import MODEL_KEYS
from arbetshubb.analysis.commuting.present import REPLICATES, present_state
from arbetshubb.analysis.commuting.rates import STATE_KEYS
from arbetshubb.analysis.commuting.register import (
    DISTANCE_CLASSES,
    Breakdown,
    Commutes,
    Commuting,
    CommutingRow,
    PersonYears,
    both_ways,
    commutes,
    commuting,
    commuting_at,
    commuting_by,
    distance_class,
    existing_hubs,
    groups_of,
    person_years,
)
from arbetshubb.analysis.commuting.state import CommutingState, ModeShare
from arbetshubb.analysis.commuting.survey import Respondent, TravelSurvey, travel_survey
from arbetshubb.analysis.commuting.survey_km import with_register_km
from arbetshubb.analysis.commuting.travellers import Travellers
from arbetshubb.analysis.commuting.weights import (
    ResponseWeights,
    Strata,
    response_weights,
    strata_by,
)

__all__ = [
    "BUSINESS_KEYS",
    "BUSINESS_MODES",
    "DISTANCE_CLASSES",
    "FUELS",
    "KINDS",
    "MEASURES",
    "MODEL_KEYS",
    "REPLICATES",
    "SEASONS",
    "STATE_KEYS",
    "ActivityTable",
    "Assumption",
    "AssumptionCode",
    "Basis",
    "Breakdown",
    "BusinessBreakdown",
    "BusinessFigures",
    "BusinessMode",
    "BusinessRow",
    "BusinessTrips",
    "Commutes",
    "Commuting",
    "CommutingRow",
    "CommutingState",
    "Comparison",
    "Difference",
    "Driver",
    "Estimate",
    "Fuel",
    "Indicators",
    "Kind",
    "Measure",
    "ModeShare",
    "PersonYears",
    "ReasonShare",
    "Respondent",
    "ResponseWeights",
    "Season",
    "StateRow",
    "Strata",
    "TravelSurvey",
    "Travellers",
    "YearFigures",
    "both_ways",
    "business_by",
    "business_year",
    "commutes",
    "commuting",
    "commuting_at",
    "commuting_by",
    "compare_analyses",
    "distance_class",
    "existing_hubs",
    "groups_of",
    "indicators",
    "person_years",
    "present_state",
    "reason_shares",
    "response_weights",
    "strata_by",
    "travel_survey",
    "with_register_km",
]
