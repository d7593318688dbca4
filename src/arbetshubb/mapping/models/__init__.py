"""The tables of the mapping room."""

from arbetshubb.mapping.models.analyses import AnalysisSource, SavedAnalysis, SavedTarget
from arbetshubb.mapping.models.business import BusinessFile, BusinessTrip
from arbetshubb.mapping.models.files import ReadFile
from arbetshubb.mapping.models.history import ComparisonConsent, Snapshot
from arbetshubb.mapping.models.surveys import SurveyAnswer, SurveyWave

__all__ = [
    "AnalysisSource",
    "BusinessFile",
    "BusinessTrip",
    "ComparisonConsent",
    "ReadFile",
    "SavedAnalysis",
    "SavedTarget",
    "Snapshot",
    "SurveyAnswer",
    "SurveyWave",
]
