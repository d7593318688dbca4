"""The columns of a file of people, the words that may stand in them, and what is never read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from arbetshubb.analysis.workforce import Mode
from arbetshubb.tables.columns import Column
from arbetshubb.tables.values import folded, vocabulary_of

PEOPLE_COLUMNS: Final = (
    Column("person_id", ("person", "id", "anställnings_id", "pseudonym", "löpnummer"),
           is_required=True),
    Column("employer", ("arbetsgivare", "organisation"), is_required=True),
    Column("unit", ("enhet", "avdelning", "förvaltning"), is_required=True),
    Column("home", ("hem", "bostad", "dygnsvila", "boendeort", "bostadsort", "postnummer",
                    "postcode"), is_required=True),
    Column("workplace", ("arbetsplats", "arbetsplats_id", "plats_id", "site_id")),
    Column("office_days", ("kontorsdagar", "dagar_på_kontoret")),
    Column("home_days", ("hemmadagar", "dagar_hemma", "distansdagar")),
    Column("hub_days", ("hubbdagar", "dagar_på_hubb")),
    Column("mode", ("färdsätt", "färdmedel", "reser_med")),
    Column("remote_eligible", ("kan_arbeta_på_distans", "distansarbete", "distans_möjligt")),
    Column("complex_issue", ("komplex_fråga", "komplexa_frågor")),
    Column("protected_identity", ("skyddad_identitet", "skyddade_personuppgifter",
                                  "sekretessmarkering")),
)  # fmt: skip

# The English word first, the Swedish second, then others that mean the same.
MODE_WORDS: Final[Mapping[Mode, tuple[str, ...]]] = MappingProxyType(
    {
        Mode.CAR: ("car", "bil"),
        Mode.ELECTRIC_CAR: ("electric_car", "elbil", "ev"),
        Mode.BUS: ("bus", "buss", "kollektivtrafik"),
        Mode.TRAIN: ("train", "tåg"),
        Mode.BICYCLE: ("bicycle", "cykel", "bike", "elcykel"),
        Mode.WALK: ("walk", "gång", "gå", "går", "till fots", "on foot"),
    }
)
MODES: Final = vocabulary_of(MODE_WORDS)

PERSONAL_COLUMNS: Final = frozenset(
    folded(word)
    for word in (
        "namn", "name", "förnamn", "efternamn", "first_name", "last_name", "full_name", "surname",
        "personnummer", "personnr", "pnr", "social_security_number", "ssn", "födelsedatum",
        "date_of_birth", "birth_date", "adress", "address", "hemadress", "home_address",
        "gatuadress", "gata", "street", "telefon", "telefonnummer", "phone", "mobil", "mobile",
        "email", "e-post", "epost", "mejl", "mail", "kön", "sex", "gender",
    )
)  # fmt: skip
"""Columns that hold more about a person than is needed: they are never read."""

_PERSON_NUMBER: Final = re.compile(r"(?:19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})")


def looks_like_person_number(text: str) -> bool:
    """Whether ``text`` is formed as a Swedish personnummer or samordningsnummer.

    Date and check digit (Luhn over ten digits, as Skatteverket describes) must both hold, so
    that few employment numbers are taken for one.
    """
    match = _PERSON_NUMBER.fullmatch(text.strip())
    if match is None:
        return False
    month, day = int(match[2]), int(match[3])
    is_date = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)  # noqa: PLR2004 - calendar; +60 is a samordningsnummer
    digits = [int(digit) for digit in "".join(match.groups())]
    doubled = [digit * 2 if index % 2 == 0 else digit for index, digit in enumerate(digits)]
    return is_date and sum(sum(divmod(digit, 10)) for digit in doubled) % 10 == 0
