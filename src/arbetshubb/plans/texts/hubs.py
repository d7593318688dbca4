"""Why a hub was chosen and what the plan would be without it, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.published import Figure, HubOut
from arbetshubb.analysis.siting.plan import Demand
from arbetshubb.plans.rules import rounded
from arbetshubb.plans.texts.plan import listed
from arbetshubb.ui import formats


def why_chosen(hub: HubOut, options: PlanOptions, names: Mapping[str, str]) -> tuple[str, ...]:
    """The reasons, the strongest first; never empty."""
    reasons = [*_demanded(hub, options), *without(hub, options, names)]
    return tuple(reasons) or (_("With it the plan's benefit less cost is the largest."),)


def without(hub: HubOut, options: PlanOptions, names: Mapping[str, str]) -> tuple[str, ...]:
    """What the plan loses without the hub, everybody choosing anew among the rest."""
    sentences = (
        _lost_reach(hub, options),
        _lost_km(hub.worth.lost_km),
        _lost_value(hub),
        _replacement(hub, names),
        _breaks(hub),
    )
    return tuple(sentence for sentence in sentences if sentence)


def near_critical_mass(hub: HubOut, options: PlanOptions) -> str:
    """A warning when the low end of members falls below the critical mass."""
    mass, low = options.critical_mass, hub.members.low
    if mass is None or low is None or low >= mass:
        return ""
    return _(
        "With cautious assumptions the hub gets %(low)s members, fewer than the %(mass)s you"
        " demand. Make sure of the members before you sign."
    ) % {"low": formats.number(low), "mass": formats.number(mass)}


def _demanded(hub: HubOut, options: PlanOptions) -> list[str]:
    if hub.site_id in options.forced:
        return [_("You demanded a hub here.")]
    if hub.is_existing and options.keep_existing:
        return [_("The hub exists today, and you asked for existing hubs to stay.")]
    if Demand.EACH_MUNICIPALITY in hub.worth.breaks:
        return [
            _("It is the only hub in %(place)s, and you asked for one in every municipality.")
            % {"place": hub.municipality}
        ]
    return []


def _lost_reach(hub: HubOut, options: PlanOptions) -> str:
    people, minutes = hub.worth.people_losing_reach, formats.minutes(options.within_minutes)
    if people is None:
        return _("Without it fewer than 5 employees lose a hub within %(minutes)s.") % {
            "minutes": minutes
        }
    if people == 0:
        return _("Without it everybody who reaches a hub within %(minutes)s still does.") % {
            "minutes": minutes
        }
    return ngettext(
        "Without it %(people)s employee has no hub within %(minutes)s.",
        "Without it %(people)s employees have no hub within %(minutes)s.",
        people,
    ) % {"people": formats.number(people), "minutes": minutes}


def _lost_km(lost: Figure) -> str:
    if lost.base is None:
        return _("How much commuting grows without it is hidden: it concerns fewer than 5 people.")
    if lost.base < 0:
        return _("Without it commuting falls by %(km)s a year: the hub makes trips longer.") % {
            "km": formats.km(rounded(-lost.base))
        }
    return _("Without it commuting grows by %(km)s a year.") % {"km": formats.km(rounded(lost))}


def _lost_value(hub: HubOut) -> str:
    lost, saved = hub.worth.lost_value, hub.worth.saved_cost
    if lost.base is None:
        return ""
    return _(
        "The value of travel saved falls by %(lost)s a year, and %(saved)s of cost is saved."
    ) % {"lost": formats.kronor(rounded(lost)), "saved": formats.kronor(saved)}


def _replacement(hub: HubOut, names: Mapping[str, str]) -> str:
    best = hub.worth.best_replacement
    if not best:
        return _("No other place makes up for it.")
    return _("%(place)s would make up for it best.") % {"place": names.get(best, best)}


def _breaks(hub: HubOut) -> str:
    words = {
        Demand.EACH_MUNICIPALITY: _("a hub in every municipality"),
        Demand.CRITICAL_MASS: _("the critical mass of the other hubs"),
        Demand.CAPACITY: _("seats for all in the other hubs"),
        Demand.HUBS_MIN: _("the number of hubs"),
        Demand.FORCED: _("hubs that must stay open"),
    }
    broken = [words[Demand(key)] for key in hub.worth.breaks if key in set(words)]
    if not broken:
        return ""
    return _("Without it the plan no longer has %(demands)s.") % {"demands": listed(broken)}
