"""The tables of the places room: places, what is known of them, and files that wait."""

from arbetshubb.places.models.imports import ImportStatus, PlaceImport, PlaceImportQuerySet
from arbetshubb.places.models.inventory import (
    ACCESS_LABELS,
    VERDICT_LABELS,
    PlaceContact,
    PlacePhoto,
    PlaceVisit,
)
from arbetshubb.places.models.places import (
    KEEPERS,
    KIND_LABELS,
    STATUS_LABELS,
    Place,
    PlaceQuerySet,
)

__all__ = [
    "ACCESS_LABELS",
    "KEEPERS",
    "KIND_LABELS",
    "STATUS_LABELS",
    "VERDICT_LABELS",
    "ImportStatus",
    "Place",
    "PlaceContact",
    "PlaceImport",
    "PlaceImportQuerySet",
    "PlacePhoto",
    "PlaceQuerySet",
    "PlaceVisit",
]
