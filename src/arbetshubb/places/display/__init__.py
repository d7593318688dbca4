"""How the room's pages show places, files of them and the inventory."""

from arbetshubb.places.display.importing import diff_table, problem_rows, problems_table
from arbetshubb.places.display.inventory import (
    accessibility_of,
    contacts_of,
    contract_facts,
    photos_of,
    visits_of,
)
from arbetshubb.places.display.places import (
    counts_of,
    facts_of,
    places_map,
    places_table,
    status_of,
)

__all__ = [
    "accessibility_of",
    "contacts_of",
    "contract_facts",
    "counts_of",
    "diff_table",
    "facts_of",
    "photos_of",
    "places_map",
    "places_table",
    "problem_rows",
    "problems_table",
    "status_of",
    "visits_of",
]
