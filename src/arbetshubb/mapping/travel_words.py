"""Words of travel and emissions: bases, assumptions and constants, in plain language."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.commuting import ActivityTable, AssumptionCode, Basis
from arbetshubb.analysis.commuting.rates import FIGURES
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.travel import Quality
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.rules.travel_picture import TravelPicture
from arbetshubb.ui import formats

BASIS_SENTENCES: Final[dict[str, Promise]] = {
    Basis.REGISTER: _(
        "Everybody's home, workplace, days and way of travelling are the register's."
    ),
    Basis.MODELLED: _(
        "Homes, workplaces and days are the register's. Where it does not say how somebody "
        "travels, that is modelled from the distance and from access to a car."
    ),
    Basis.SURVEY: _("Everything comes from the survey's answers, weighted to the whole staff."),
    Basis.BOTH: _(
        "Homes, workplaces and days are the register's. How people travel comes from the survey, "
        "by distance and home municipality."
    ),
}
ASSUMPTION_SENTENCES: Final[dict[str, Promise]] = {
    AssumptionCode.ALONE_IN_CAR: _(
        "Everybody who drives sits alone in the car: the register does not say who shares one."
    ),
    AssumptionCode.ONE_MODE_ALL_YEAR: _(
        "Everybody travels the same way in winter and summer, in an average car: the register has "
        "one way of travelling and no fuel."
    ),
    AssumptionCode.MODELLED_MODES: _("The way of travelling is modelled for %(number)s people."),
    AssumptionCode.SURVEY_ON_REGISTER: _(
        "%(number)s answers say how everybody travels, by distance and home municipality. Where "
        "few have answered, they borrow from others at the same distance."
    ),
    AssumptionCode.ONLY_THOSE_WHO_ANSWERED: _(
        "The answers stand for themselves only: there is no register to weight them by."
    ),
    AssumptionCode.MINUTES_ESTIMATED: _(
        "For %(number)s answers the minutes are estimated from the kilometres."
    ),
    AssumptionCode.UNKNOWN_WAY: _(
        "%(number)s people have no known way to work and count as travelling nothing."
    ),
}
CONSTANT_LABELS: Final[dict[str, Promise]] = {
    "winter_work_share": _("Share of the working weeks that are in winter"),
    "car_winter_ratio": _("Fuel in winter against summer"),
    "ev_winter_ratio": _("Electricity in winter against summer"),
    "car_petrol_medium": _("Emissions of a petrol car"),
    "car_diesel_medium_2024": _("Emissions of a diesel car"),
    "car_plug_in": _("Emissions of a plug-in hybrid"),
    "car_e85": _("Emissions of an ethanol car"),
    "car_hvo100": _("Emissions of a car on HVO"),
    "car_biogas": _("Emissions of a gas car"),
    "electric_car_extra_year": _("An electric car's extra cost"),
    "carpool_people": _("People in a shared car"),
    "carpool_detour": _("The way with picking up against the way alone"),
    "bicycle_winter_share": _("Cycling in winter against summer"),
    "stated_electric_car": _("Would change to an electric car"),
    "stated_bus": _("Would go by bus"),
    "stated_car_pool": _("Would share a car"),
    "stated_bicycle": _("Would cycle"),
    "stated_home_day": _("Would work one more day a month at home"),
    "realisation_home_day": _("Share of the willing who do work at home"),
    "flight_domestic": _("Emissions of domestic flights"),
    "flight_fare": _("Price of flying"),
    "train_business_fare": _("Price of trains in work"),
    "taxi_fare": _("Price of taxis"),
    "hire_car_cost": _("Price of hire cars"),
    "taxi_empty_factor": _("A taxi's driving against that with a passenger"),
    "business_speed_road": _("Speed of trips in work by road"),
    "business_speed_train": _("Speed of trips in work by train"),
    "business_speed_flight": _("Speed of flights from door to door"),
}


def assumption_sentences(picture: TravelPicture, *, limit: int = 5) -> list[str]:
    """What had to be assumed. A number under the limit is not said."""
    return [
        _assumed(code, number, limit)
        for code, number in picture.assumptions
        if code in ASSUMPTION_SENTENCES
    ]


def basis_sentence(picture: TravelPicture) -> str:
    """What the state rests on, in a sentence or two."""
    return str(BASIS_SENTENCES[picture.basis])


def _assumed(code: str, number: int, limit: int) -> str:
    said = formats.number(None if number < limit else number)
    return str(ASSUMPTION_SENTENCES[code]) % {"number": said}


def travel_heading(picture: TravelPicture) -> str:
    """The result in one line."""
    return gettext("%(tonnes)s a year from travel to work") % {
        "tonnes": formats.tonnes(rounded(picture.total.kg_co2e.base or 0.0))
    }


def travel_lead(picture: TravelPicture, organisation: str) -> str:
    """Who is counted, from what, and how sure the distances are."""
    who = gettext("%(people)s employees of %(organisation)s.") % {
        "people": formats.number(picture.total.people),
        "organisation": organisation,
    }
    return f"{who} {basis_sentence(picture)} {quality_sentence(picture)}"


def quality_sentence(picture: TravelPicture) -> str:
    """How the kilometres were found."""
    if picture.basis == Basis.SURVEY:
        return gettext("Kilometres are what people have said, or else measured.")
    if picture.quality == Quality.ESTIMATE:
        return gettext("Distances are estimates from straight lines.")
    return gettext("Distances are measured on the road network.")


def table_heading(table: ActivityTable, constants: ConstantTable) -> str:
    """The emissions of a saved analysis with today's constants, in one line."""
    kg = float(table.together().figures(constants)[0, FIGURES.index("kg_co2e")])
    return gettext("%(tonnes)s a year") % {"tonnes": formats.tonnes(rounded(kg))}
