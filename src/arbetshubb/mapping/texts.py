"""The words of the mapping: labels of what is divided, headings and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.travel import Quality, estimate_source, known_ways_in
from arbetshubb.mapping.figures import short_km
from arbetshubb.mapping.rules.choice import Choice, Filter, Scope
from arbetshubb.mapping.rules.focus import Direction, Focus
from arbetshubb.mapping.rules.picture import Picture
from arbetshubb.people.models import TravelMode
from arbetshubb.ui import formats

type Text = str | Promise

SCOPE_LABELS: Final = {
    Scope.OWN: _("Our own staff"),
    Scope.POOLED: _("The staff of all employers together"),
}
BREAKDOWN_LABELS: Final[dict[Breakdown, Text]] = {
    Breakdown.MUNICIPALITY: _("Home municipality"),
    Breakdown.DISTANCE: _("Distance to work"),
    Breakdown.MODE: _("Way of travelling"),
    Breakdown.UNIT: _("Unit"),
}
CAPTIONS: Final[dict[Breakdown, Text]] = {
    Breakdown.MUNICIPALITY: _("Commuting by home municipality"),
    Breakdown.DISTANCE: _("Commuting by distance to work"),
    Breakdown.MODE: _("Commuting by way of travelling"),
    Breakdown.UNIT: _("Commuting by unit"),
}
DISTANCE_LABELS: Final[dict[str, Text]] = {
    "0-5": _("Under 5 km"),
    "5-10": _("5–10 km"),
    "10-30": _("10–30 km"),
    "30-70": _("30–70 km"),
    "70-100": _("70–100 km"),
    "100-": _("100 km or more"),
    "unknown": _("No known road"),
}
FILTER_SENTENCES: Final[dict[str, Text]] = {
    "mode:car": _("those who go by car"),
    "mode:electric_car": _("those who go by electric car"),
    "mode:bus": _("those who go by bus"),
    "mode:train": _("those who go by train"),
    "mode:bicycle": _("those who cycle"),
    "mode:walk": _("those who walk"),
    "distance:0-5": _("those with less than 5 km to work"),
    "distance:5-10": _("those with 5–10 km to work"),
    "distance:10-30": _("those with 10–30 km to work"),
    "distance:30-70": _("those with 30–70 km to work"),
    "distance:70-100": _("those with 70–100 km to work"),
    "distance:100-": _("those with 100 km or more to work"),
    "distance:unknown": _("those with no known road to work"),
}


@dataclass(frozen=True, slots=True)
class ConstantWords:
    """What a constant is called on screen, and its unit."""

    label: Text
    unit: Text


CONSTANT_WORDS: Final[dict[str, ConstantWords]] = {
    "workdays_per_year": ConstantWords(_("Working days a year"), _("days")),
    "milersattning_own_car": ConstantWords(_("Driving one's own car"), _("SEK per 10 km")),
    "bus_fare": ConstantWords(_("Going by bus"), _("SEK per km")),
    "train_fare": ConstantWords(_("Going by train"), _("SEK per km")),
    "bicycle_cost": ConstantWords(_("Cycling"), _("SEK per km")),
    "car_default_wtw": ConstantWords(_("Emissions of a car"), _("g CO₂e per km")),
    "car_ev_nordic_el": ConstantWords(_("Emissions of an electric car"), _("g CO₂e per km")),
    "bus_rural_default": ConstantWords(_("Emissions by bus"), _("g CO₂e per passenger km")),
    "train_electric_nordic": ConstantWords(_("Emissions by train"), _("g CO₂e per passenger km")),
    "walk_cycle": ConstantWords(_("Emissions on foot and by bicycle"), _("g CO₂e per km")),
    "bus_time_factor": ConstantWords(_("Time by bus"), _("times the time by car")),
    "train_time_factor": ConstantWords(_("Time by train"), _("times the time by car")),
    "bicycle_speed": ConstantWords(_("Speed of cycling"), _("km/h")),
    "walk_speed": ConstantWords(_("Speed of walking"), _("km/h")),
    "car_full_cost": ConstantWords(_("Full cost of a car (highest value)"), _("SEK per 10 km")),
}


def row_label(by: Breakdown, key: str) -> str:
    """What a row of a breakdown is called."""
    if by is Breakdown.DISTANCE:
        return str(DISTANCE_LABELS[key])
    if by is Breakdown.MODE:
        return str(capfirst(str(TravelMode(key).label)))
    return key or gettext("Unknown")


def filter_group(by: Breakdown) -> Text:
    """The heading over filters of one kind."""
    return BREAKDOWN_LABELS[by]


def filter_label(only: Filter) -> str:
    """What a filter is called in the list of filters."""
    return row_label(only.by, only.value)


def heading(picture: Picture) -> str:
    """The result in one line."""
    if picture.is_hidden:
        return gettext("Too few people to show")
    return gettext("%(people)s employees commute %(km)s a year") % {
        "people": formats.number(picture.total.people),
        "km": short_km(picture.total.km.base or 0.0),
    }


def flow_heading(picture: Picture, focus: Focus) -> str:
    """How many travel to another municipality, of all or to and from one."""
    between = [flow for flow in focus.of(picture.flows) if flow.home != flow.work]
    shown = sum(flow.people or 0 for flow in between)
    values = {"people": formats.number(shown), "municipality": focus.municipality}
    if not shown:
        return gettext("No flow between municipalities has enough people to be shown")
    if not focus.municipality:
        return gettext("At least %(people)s employees work in another municipality") % values
    if focus.direction is Direction.OUT:
        return gettext("At least %(people)s employees travel from %(municipality)s") % values
    if focus.direction is Direction.IN:
        return gettext("At least %(people)s employees travel to %(municipality)s") % values
    return gettext("At least %(people)s employees travel to or from %(municipality)s") % values


def lead(choice: Choice, employers: Sequence[str], picture: Picture) -> str:
    """Who is counted and how sure the distances are, in one or two sentences."""
    who = _who(choice, employers)
    if choice.only is not None:
        who = gettext("%(who)s, only %(filter)s.") % {
            "who": who,
            "filter": filter_in_sentence(choice.only),
        }
    else:
        who = gettext("%(who)s.") % {"who": who}
    if picture.quality == Quality.ESTIMATE:
        return f"{who} " + gettext("Distances are estimates from straight lines.")
    return f"{who} " + gettext("Distances are measured on the road network.")


def distances_said(quality: str, source: str) -> str:
    """How kept distances were found, in a few words."""
    if quality == Quality.ESTIMATE:
        return gettext("Estimates from straight lines")
    return gettext("Measured on roads: %(source)s") % {"source": source}


def distances_text(picture: Picture) -> str:
    """How the distances were found, with engine and date when they were measured."""
    known = known_ways_in(picture.source)
    source = known.base if known else picture.source
    estimate = estimate_source(source)
    if estimate is not None:
        factor = formats.number(estimate.detour_factor, 2)
        said = gettext("Estimate: the straight line times %(factor)s") % {"factor": factor}
    else:
        said = gettext("Measured on roads: %(source)s") % {"source": source}
    if known is None:
        return said
    return gettext("%(source)s; %(known)s of %(pairs)s distances are known") % {
        "source": said,
        "known": formats.number(known.known),
        "pairs": formats.number(known.pairs),
    }


def filter_in_sentence(only: Filter) -> str:
    """The filter as part of a sentence."""
    return str(FILTER_SENTENCES[only.key])


def _who(choice: Choice, employers: Sequence[str]) -> str:
    if choice.scope is Scope.OWN:
        return ", ".join(employers)
    return gettext("%(count)s employers together") % {"count": len(employers)}
