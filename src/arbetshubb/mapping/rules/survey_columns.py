"""The columns of a travel survey, the words that may stand in them, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from arbetshubb.analysis.commuting import Fuel, Measure
from arbetshubb.people.rules.columns import PERSONAL_COLUMNS
from arbetshubb.tables.columns import Column
from arbetshubb.tables.values import folded, vocabulary_of


class Willing(StrEnum):
    """Whether somebody says they would take a measure."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Reason(StrEnum):
    """Why somebody travels as they do; a list, since free text could name people."""

    TIME = "time"
    COST = "cost"
    NO_ALTERNATIVE = "no_alternative"
    ERRANDS = "errands"
    NEEDS_CAR = "needs_car_at_work"
    COMFORT = "comfort"
    HEALTH = "health"
    ENVIRONMENT = "environment"
    WEATHER = "weather"
    SAFETY = "safety"
    OTHER = "other"


MEASURE_COLUMNS: Final[Mapping[Measure, str]] = MappingProxyType(
    {
        Measure.CAR_TO_BUS: "would_bus",
        Measure.CAR_POOL: "would_car_pool",
        Measure.CAR_TO_BICYCLE: "would_bicycle",
        Measure.CAR_TO_ELECTRIC: "would_electric_car",
        Measure.HOME_DAY: "would_home_day",
        Measure.HUB_DAY: "would_hub_day",
    }
)
"""The column that asks about each measure."""

SURVEY_COLUMNS: Final = (
    Column("home", ("hem", "bostad", "bostadsort", "boendeort", "postnummer", "kommun",
                    "hemkommun", "postcode", "municipality"), is_required=True),
    Column("workplace", ("arbetsplats", "arbetsplats_id", "plats_id", "site_id")),
    Column("unit", ("enhet", "avdelning", "förvaltning")),
    Column("mode_winter", ("färdsätt_vinter", "vinter", "färdmedel_vinter"), is_required=True),
    Column("mode_summer", ("färdsätt_sommar", "sommar", "färdmedel_sommar")),
    Column("office_days", ("dagar_på_arbetsplatsen", "kontorsdagar", "dagar", "days")),
    Column("home_days", ("hemmadagar", "dagar_hemma", "distansdagar")),
    Column("hub_days", ("hubbdagar", "dagar_på_hubb")),
    Column("in_car", ("personer_i_bilen", "antal_i_bilen", "people_in_car")),
    Column("fuel", ("drivmedel", "bränsle")),
    Column("km", ("kilometer", "km_enkel_väg", "avstånd_km", "km_one_way")),
    Column("would_bus", ("kan_tänka_sig_buss", "buss_i_stället")),
    Column("would_car_pool", ("kan_tänka_sig_samåkning", "samåkning_i_stället")),
    Column("would_bicycle", ("kan_tänka_sig_cykel", "cykel_i_stället")),
    Column("would_electric_car", ("kan_tänka_sig_elbil", "elbil_i_stället")),
    Column("would_home_day", ("kan_tänka_sig_hemmadag", "hemmadag_i_stället")),
    Column("would_hub_day", ("kan_tänka_sig_hubb", "hubb_i_stället")),
    Column("reasons", ("skäl", "orsaker", "varför")),
)  # fmt: skip

WILLING: Final = vocabulary_of(
    {
        Willing.YES: ("yes", "ja", "j", "y", "1", "true", "gärna"),
        Willing.MAYBE: ("maybe", "kanske", "möjligen", "vet ej", "vet inte"),
        Willing.NO: ("no", "nej", "n", "0", "false"),
    }
)
WILLING_CHOICES: Final = MappingProxyType(
    {"choices": "yes, maybe, no", "choices_sv": "ja, kanske, nej"}
)

# The English word first, the Swedish second, then others that mean the same.
FUEL_WORDS: Final[Mapping[Fuel, tuple[str, ...]]] = MappingProxyType(
    {
        Fuel.PETROL: ("petrol", "bensin", "gasoline"),
        Fuel.DIESEL: ("diesel", "diesel"),
        Fuel.ELECTRIC: ("electric", "el", "electricity", "elbil"),
        Fuel.PLUG_IN: ("plug_in_hybrid", "laddhybrid", "phev"),
        Fuel.GAS: ("gas", "gas", "biogas", "fordonsgas"),
        Fuel.ETHANOL: ("ethanol", "etanol", "e85"),
        Fuel.HVO: ("hvo", "hvo", "hvo100"),
    }
)
FUELS: Final = vocabulary_of(FUEL_WORDS)

REASON_WORDS: Final[Mapping[Reason, tuple[str, ...]]] = MappingProxyType(
    {
        Reason.TIME: ("time", "tid", "snabbast", "fast"),
        Reason.COST: ("cost", "kostnad", "billigast", "pris", "cheap"),
        Reason.NO_ALTERNATIVE: ("no_alternative", "inget_alternativ", "ingen buss", "no bus"),
        Reason.ERRANDS: ("errands", "ärenden", "barn", "hämta och lämna", "children"),
        Reason.NEEDS_CAR: ("needs_car_at_work", "bil_i_tjänsten", "behöver bilen i tjänsten"),
        Reason.COMFORT: ("comfort", "bekvämt", "bekvämlighet"),
        Reason.HEALTH: ("health", "hälsa", "motion", "exercise"),
        Reason.ENVIRONMENT: ("environment", "miljö", "klimat", "climate"),
        Reason.WEATHER: ("weather", "väder", "vinterväglag"),
        Reason.SAFETY: ("safety", "trygghet", "säkerhet"),
        Reason.OTHER: ("other", "annat", "övrigt"),
    }
)
REASONS: Final = vocabulary_of(REASON_WORDS)

_MORE_PERSONAL: Final = frozenset(
    folded(word)
    for word in (
        "anställningsnummer", "anställnings_id", "anst_nr", "employee_number", "employee_id",
        "person_id", "person", "pseudonym", "användarnamn", "username", "user", "user_id",
        "inloggning", "login", "ip", "ip_adress", "ip_address", "e-postadress", "e-mail_address",
        "ditt namn", "your name", "fullständigt namn", "signatur", "respondent_name",
    )
)  # fmt: skip
REFUSED_COLUMNS: Final = PERSONAL_COLUMNS | _MORE_PERSONAL
"""Columns that tell who answered: a survey that holds one is refused whole."""
