"""Names and units of constants in the language of the document, short enough for a column.

A constant that a user adds has no name here and is shown by its id.
"""

from __future__ import annotations

from arbetshubb.analysis.hubplan.published import ConstantOut
from arbetshubb.reference.wording import constant_wording
from arbetshubb.reports.language import Language


def name_of(language: Language, constant_id: str) -> str:
    """What the constant measures."""
    gettext = language.gettext
    names = {
        "car_default_wtw": gettext("Emissions of an average car"),
        "car_ev_nordic_el": gettext("Emissions of an electric car"),
        "bus_rural_default": gettext("Emissions of a rural bus"),
        "train_electric_nordic": gettext("Emissions of an electric train"),
        "train_diesel": gettext("Emissions of a diesel train"),
        "walk_cycle": gettext("Emissions of walking and cycling"),
        "car_occupancy_commute": gettext("People in a commuting car"),
        "milersattning_own_car": gettext("Tax-free mileage for own car"),
        "car_full_cost": gettext("Full cost of a car"),
        "workdays_per_year": gettext("Working days in a year"),
        "co2_value_asek7": gettext("Value of carbon dioxide"),
        "time_value_commute_car": gettext("Value of travel time by car"),
        "time_value_commute_bus": gettext("Value of travel time by bus"),
        "time_value_commute_train": gettext("Value of travel time by train"),
        "time_value_commute_walk_cycle": gettext("Value of travel time on foot and by bicycle"),
        "accident_cost_car_rural": gettext("Cost of accidents by car"),
        "office_cost_jamtland": gettext("Cost of an office seat in Jämtland"),
        "office_cost_jamtland_m2": gettext("Cost of office space in Jämtland"),
        "coworking_day_pass": gettext("Price of a day at a hub"),
        "coworking_flex_month": gettext("Price of a flexible month at a hub"),
        "coworking_fixed_month": gettext("Price of a fixed seat a month at a hub"),
        "coworking_members_per_desk": gettext("Members a seat"),
        "coworking_min_members_small": gettext("Fewest members of a small hub"),
        "disclosure_k_counts": gettext("Smallest group that is shown"),
        "stated_interest": gettext("Share that say they are interested"),
        "realisation": gettext("Share of the interested that come"),
        "hub_days_per_member": gettext("Hub days a week for a member"),
        "replaces_home_share": gettext("Hub days that would else be home days"),
        "hub_decay_half_minutes": gettext("Minutes to the hub that halve the interest"),
        "hub_gain_half_minutes": gettext("Minutes saved that half find enough"),
        "hub_max_minutes": gettext("Longest way to a hub that anyone goes"),
        "hub_peak_factor": gettext("Busiest day over an average day"),
        "hub_seats_min": gettext("Fewest seats of a hub"),
        "hub_seats_max": gettext("Most seats of a hub"),
        "bus_time_factor": gettext("Time by bus over time by car"),
        "train_time_factor": gettext("Time by train over time by car"),
        "bicycle_speed": gettext("Speed of a bicycle"),
        "walk_speed": gettext("Walking speed"),
        "bus_fare": gettext("Bus fare"),
        "train_fare": gettext("Train fare"),
        "bicycle_cost": gettext("Cost of a bicycle"),
    }
    return names.get(constant_id, constant_id)


def unit_of(language: Language, constant: ConstantOut) -> str:
    """The unit as it stands after the value; as the table of constants says it if not shorter."""
    pgettext = language.pgettext
    units = {
        "SEK/mil": pgettext("unit", "SEK per 10 km"),
        "SEK/h": pgettext("unit", "SEK an hour"),
        "SEK/km": pgettext("unit", "SEK a km"),
        "SEK/vkm": pgettext("unit", "SEK a vehicle km"),
        "SEK/kg CO2": pgettext("unit", "SEK a kg of CO₂"),
        "SEK/workplace/yr ex VAT": pgettext("unit", "SEK a seat and year without VAT"),
        "SEK/m2/yr": pgettext("unit", "SEK a m² and year"),
        "SEK ex VAT": pgettext("unit", "SEK without VAT"),
        "SEK/month ex VAT": pgettext("unit", "SEK a month without VAT"),
        "g CO2e/pkm": pgettext("unit", "g CO₂e a passenger km"),
        "g CO2e/vkm": pgettext("unit", "g CO₂e a vehicle km"),
        "g CO2e/vkm (fuel life cycle; average Swedish car in commuting)": pgettext(
            "unit", "g CO₂e a vehicle km, life cycle of the fuel"
        ),
        "persons/car": pgettext("unit", "people a car"),
        "days": pgettext("unit", "days"),
        "days/week": pgettext("unit", "days a week"),
        "km/h": "km/h",
        "members/desk": pgettext("unit", "members a seat"),
        "paying members": pgettext("unit", "paying members"),
        "persons": pgettext("unit", "people"),
        "share of those who may work remotely": pgettext(
            "unit", "share of those who may work remotely"
        ),
        "share of stated interest that becomes use": pgettext("unit", "share of the interested"),
        "share of hub days that replace a home day": pgettext("unit", "share of hub days"),
        "min to the hub one way that halve the interest": pgettext("unit", "minutes one way"),
        "min saved one way that half of the interested find enough": pgettext(
            "unit", "minutes one way"
        ),
        "min to the hub one way beyond which nobody goes": pgettext("unit", "minutes one way"),
        "busiest day / mean day": pgettext("unit", "times"),
        "minutes by bus / minutes by car": pgettext("unit", "times"),
        "minutes by train / minutes by car": pgettext("unit", "times"),
        "seats an open hub has at least": pgettext("unit", "seats"),
        "seats a hub has at most when its size is not given": pgettext("unit", "seats"),
    }
    short = units.get(constant.unit)
    return constant_wording(constant, language.code).unit if short is None else short
