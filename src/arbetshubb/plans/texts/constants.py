"""What the constants are called on screen; ``reference.wording`` says their sources."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.constants import Constant
from arbetshubb.analysis.hubplan.published import ConstantOut
from arbetshubb.reference.wording import Wording, constant_wording
from arbetshubb.ui import formats

_LABELS: Final[dict[str, tuple[Promise, Promise]]] = {
    "stated_interest": (_("Say they would use a hub"), _("share of those who may work remotely")),
    "realisation": (_("Do so in reality"), _("share of those who say so")),
    "hub_days_per_member": (_("Hub days of a member"), _("days a week")),
    "replaces_home_share": (
        _("Hub days that replace a day at home"),
        _("share of hub days"),
    ),
    "hub_decay_half_minutes": (_("Trip to the hub that halves the interest"), _("minutes")),
    "hub_gain_half_minutes": (
        _("Time saved that half of the interested find enough"),
        _("minutes one way"),
    ),
    "hub_max_minutes": (_("Longest trip to a hub"), _("minutes one way")),
    "hub_peak_factor": (_("Busiest day against the mean day"), _("times")),
    "hub_seats_min": (_("Fewest seats in a hub"), _("seats")),
    "hub_seats_max": (_("Most seats in a hub"), _("seats")),
    "workdays_per_year": (_("Working days"), _("days a year")),
    "milersattning_own_car": (_("Cost of driving one's own car"), _("SEK per 10 km")),
    "bus_fare": (_("Bus fare"), _("SEK per km")),
    "train_fare": (_("Train fare"), _("SEK per km")),
    "bicycle_cost": (_("Cost of cycling"), _("SEK per km")),
    "car_default_wtw": (_("Emissions of a car"), _("g CO₂e per km")),
    "car_ev_nordic_el": (_("Emissions of an electric car"), _("g CO₂e per km")),
    "bus_rural_default": (_("Emissions by bus"), _("g CO₂e per person and km")),
    "train_electric_nordic": (_("Emissions by train"), _("g CO₂e per person and km")),
    "walk_cycle": (_("Emissions on foot and by bicycle"), _("g CO₂e per person and km")),
    "bus_time_factor": (_("Time by bus against by car"), _("times")),
    "train_time_factor": (_("Time by train against by car"), _("times")),
    "bicycle_speed": (_("Speed by bicycle"), _("km/h")),
    "walk_speed": (_("Speed on foot"), _("km/h")),
    "time_value_commute_car": (_("Value of an hour by car"), _("SEK per hour")),
    "time_value_commute_bus": (_("Value of an hour by bus"), _("SEK per hour")),
    "time_value_commute_train": (_("Value of an hour by train"), _("SEK per hour")),
    "time_value_commute_walk_cycle": (
        _("Value of an hour on foot or by bicycle"),
        _("SEK per hour"),
    ),
    "co2_value_asek7": (_("Value of avoided emissions"), _("SEK per kg CO₂e")),
    "coworking_day_pass": (_("Price of a day in a hub"), _("SEK excluding VAT")),
    "coworking_flex_month": (_("Price of a flexible seat"), _("SEK a month excluding VAT")),
    "coworking_fixed_month": (_("Price of a fixed seat"), _("SEK a month excluding VAT")),
    "coworking_members_per_desk": (_("Members per seat"), _("members")),
    "coworking_min_members_small": (_("Members that a small hub lives on"), _("members")),
    "coworking_breakeven_occupancy": (_("Use at which a hub breaks even"), _("per cent")),
    "office_cost_jamtland": (_("Cost of an office place"), _("SEK a year excluding VAT")),
    "office_cost_jamtland_m2": (_("Cost of office space"), _("SEK per m² and year")),
    "disclosure_k_counts": (_("Smallest group that is shown"), _("people")),
}


def constant_label(key: str) -> str:
    """The name of a constant; its id made readable when nobody has named it."""
    label, _unit = _LABELS.get(key, (key.replace("_", " "), ""))
    return str(label)


def constant_unit(constant: ConstantOut) -> str:
    """The unit of a constant."""
    _label, unit = _LABELS.get(constant.id, ("", wording(constant).unit))
    return str(unit)


def constant_number(value: float) -> str:
    """A constant's value with as many decimals as it has, at most three."""
    decimals = next((n for n in range(3) if round(value, n) == value), 3)
    return formats.number(value, decimals)


def constant_range(constant: ConstantOut) -> str:
    """``0,5–0,8``; empty when the source gives no range."""
    if constant.low == constant.high:
        return ""
    return f"{constant_number(constant.low)}–{constant_number(constant.high)}"


def wording(constant: Constant | ConstantOut) -> Wording:
    """Unit, year, source and how sure the value is, in the reader's language."""
    return constant_wording(constant, get_language() or "en")
