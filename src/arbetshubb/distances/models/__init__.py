"""The tables of the distances room: known ways, files of them, and questions about distances."""

from arbetshubb.distances.models.known import (
    DECIDERS,
    KEEPERS,
    ImportStatus,
    KnownDistance,
    KnownImport,
    KnownQuerySet,
)
from arbetshubb.distances.models.questions import (
    QUESTION_LABELS,
    DistanceQuestion,
    QuestionQuerySet,
)

__all__ = [
    "DECIDERS",
    "KEEPERS",
    "QUESTION_LABELS",
    "DistanceQuestion",
    "ImportStatus",
    "KnownDistance",
    "KnownImport",
    "KnownQuerySet",
    "QuestionQuerySet",
]
