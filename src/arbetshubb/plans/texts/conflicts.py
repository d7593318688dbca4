"""When no plan is possible, or none was made: which demands conflict and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.siting.plan import Demand
from arbetshubb.plans.rules import DemandsContradict
from arbetshubb.plans.texts.plan import capital, listed, number_word
from arbetshubb.ui import formats

MOST_MUNICIPALITIES = 3

FAILURES = {
    "no_people": gettext_lazy(
        "There are no employees to plan for. Import people first, then make the plan again."
    ),
    "no_places": gettext_lazy(
        "There is no place that could become a hub. Add hubs or candidate premises, then make the"
        " plan again."
    ),
    "too_few_people": gettext_lazy(
        "There are too few employees to plan for without showing single persons. Import more"
        " people, or plan for several employers together."
    ),
    "unknown_workplace": gettext_lazy(
        "Some employees work at places that are not in the list of places. Import the places, then"
        " make the plan again."
    ),
    "unknown_site": gettext_lazy(
        "A place that the plan demands or rules out no longer exists or is closed. Copy the"
        " scenario and choose places again."
    ),
    "no_plan_in_time": gettext_lazy(
        "No plan was found within the time limit. Give it more time, or let go of a demand."
    ),
    "unexpected": gettext_lazy(
        "Something went wrong on our side, and the fault has been logged. Nothing was lost: make"
        " the plan again. If it stops once more, give the administrator the job's number."
    ),
}


def failure(code: str) -> str | Promise:
    """What stopped a plan and what to do."""
    return FAILURES.get(code, FAILURES["unexpected"])


def conflict_heading(demands: Sequence[Demand]) -> str:
    """“Tre krav går inte ihop”."""
    count = len(demands)
    if count < 2:  # noqa: PLR2004 - one demand conflicts with the world, not with another
        return _("One demand cannot be met")
    return _("%(Number)s demands cannot hold together") % {"Number": capital(count)}


def conflict_lead(demands: Sequence[Demand]) -> str:
    """What the planner can do about it."""
    return ngettext(
        "No choice of hubs meets this demand. Let go of it, and the plan can be made.",
        "No choice of hubs meets all of these at once. Let go of any one of them, and the plan can"
        " be made.",
        len(demands),
    )


def conflict_where(municipalities: Sequence[str]) -> str:
    """Where the demands meet: empty when it is everywhere or nowhere in particular."""
    if not municipalities or len(municipalities) > MOST_MUNICIPALITIES:
        return ""
    return _("They meet in %(places)s.") % {"places": listed(municipalities)}


def demand_sentence(demand: Demand, options: PlanOptions, places: Sequence[str] = ()) -> str:
    """The demand as the planner made it, in a full sentence."""
    hubs = options.hubs if options.hubs is not None else options.hubs_max
    sentences = {
        Demand.BUDGET: _("The hubs may cost at most %(money)s a year.")
        % {"money": formats.kronor(options.budget)},
        Demand.HUBS_MIN: _("There must be %(count)s hubs.") % {"count": number_word(hubs or 0)},
        Demand.HUBS_MAX: _("There may be at most %(count)s hubs.")
        % {"count": number_word(hubs or 0)},
        Demand.EACH_MUNICIPALITY: _("Every municipality must have a hub."),
        Demand.CRITICAL_MASS: _("Every hub must have at least %(count)s members.")
        % {"count": formats.number(options.critical_mass)},
        Demand.CAPACITY: _("Nobody may be without a seat in the hub they would choose."),
        Demand.FORCED: _("These places must be hubs: %(places)s.") % {"places": listed(places)}
        if places
        else _("Existing hubs and the places you chose must stay open."),
        Demand.FORBIDDEN: _("These places may not be hubs: %(places)s.")
        % {"places": listed(places)}
        if places
        else _("The places you ruled out may not be hubs."),
    }
    return sentences[demand]


def loosen_label(demand: Demand) -> str:
    """The button that lets go of the demand."""
    return {
        Demand.BUDGET: _("Plan without the budget"),
        Demand.HUBS_MIN: _("Allow fewer hubs"),
        Demand.HUBS_MAX: _("Allow more hubs"),
        Demand.EACH_MUNICIPALITY: _("Allow municipalities without a hub"),
        Demand.CRITICAL_MASS: _("Allow hubs with fewer members"),
        Demand.CAPACITY: _("Look at the places' seats"),
        Demand.FORCED: _("Let these places be shut"),
        Demand.FORBIDDEN: _("Allow these places again"),
    }[demand]


def loosened_name(name: str, demand: Demand) -> str:
    """The name of the copy without the demand."""
    without = {
        Demand.BUDGET: _("without budget"),
        Demand.HUBS_MIN: _("fewer hubs"),
        Demand.HUBS_MAX: _("more hubs"),
        Demand.EACH_MUNICIPALITY: _("not every municipality"),
        Demand.CRITICAL_MASS: _("without critical mass"),
        Demand.CAPACITY: _("more seats"),
        Demand.FORCED: _("places free to shut"),
        Demand.FORBIDDEN: _("places free to open"),
    }[demand]
    return f"{name}, {without}"


def contradiction(error: DemandsContradict, names: Sequence[str] = ()) -> str:
    """What is wrong with the demands of a form and what to do."""
    return {
        "both_forced_and_forbidden": _(
            "%(places)s cannot both be demanded and ruled out. Remove one of the two."
        )
        % {"places": listed(names)},
        "unknown_site": _("A place that you chose no longer exists. Choose again."),
        "more_forced_than_hubs": _(
            "You demand %(forced)s places but allow %(hubs)s hubs. Allow more hubs or demand fewer"
            " places."
        )
        % {"forced": error.params.get("forced"), "hubs": error.params.get("hubs")},
    }[error.code]
