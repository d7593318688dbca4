"""What people do with places, what they note about them, and files of them."""

from arbetshubb.places.actions.importing import (
    ImportNotReady,
    PlacesHaveChanged,
    abandon_import,
    apply_import,
    check_file,
    gazetteer,
)
from arbetshubb.places.actions.inventory import (
    TooManyPhotos,
    add_contact,
    add_photo,
    add_visit,
    remove_contact,
    remove_photo,
)
from arbetshubb.places.actions.places import (
    NotYourPlace,
    close_place,
    create_place,
    open_place,
    update_place,
)

__all__ = [
    "ImportNotReady",
    "NotYourPlace",
    "PlacesHaveChanged",
    "TooManyPhotos",
    "abandon_import",
    "add_contact",
    "add_photo",
    "add_visit",
    "apply_import",
    "check_file",
    "close_place",
    "create_place",
    "gazetteer",
    "open_place",
    "remove_contact",
    "remove_photo",
    "update_place",
]
