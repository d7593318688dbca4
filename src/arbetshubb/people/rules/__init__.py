"""Rules of a file of people: which columns it has, what must hold, which employees it describes."""

from arbetshubb.people.rules.columns import (
    MODE_WORDS,
    MODES,
    PEOPLE_COLUMNS,
    PERSONAL_COLUMNS,
    looks_like_person_number,
)
from arbetshubb.people.rules.parse import FAR_KM, PeopleRead, PersonRow, parse_people

__all__ = [
    "FAR_KM",
    "MODES",
    "MODE_WORDS",
    "PEOPLE_COLUMNS",
    "PERSONAL_COLUMNS",
    "PeopleRead",
    "PersonRow",
    "looks_like_person_number",
    "parse_people",
]
