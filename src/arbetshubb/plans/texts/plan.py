"""What a plan says in its heading and lead, and its demands in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.published import HubOut, PublishedPlan
from arbetshubb.analysis.siting.plan import PlanStatus
from arbetshubb.analysis.travel import KnownWays, estimate_source, known_ways_in
from arbetshubb.plans.rules import (
    covered_municipalities,
    is_one_each,
    options_from_json,
    reach_share_worst,
)
from arbetshubb.ui import formats

MOST_NAMES = 4


def headline(plan: PublishedPlan) -> str:
    """The result as a heading: “Nio hubbar, minst en i varje kommun”."""
    hubs, municipalities = len(plan.hubs), len(plan.municipalities)
    covered = covered_municipalities(plan)
    if hubs == 0:
        return _("No hub is worth what it costs")
    if hubs == 1:
        return _("One hub, in %(place)s") % {"place": plan.hubs[0].municipality}
    if is_one_each(plan) and hubs == municipalities:
        return _("%(Number)s hubs, one in every municipality") % {"Number": capital(hubs)}
    if is_one_each(plan):
        return _("%(Number)s hubs, at least one in every municipality") % {"Number": capital(hubs)}
    if covered == 1:
        return _("%(Number)s hubs, all in %(place)s") % {
            "Number": capital(hubs),
            "place": plan.hubs[0].municipality,
        }
    return _("%(Number)s hubs in %(covered)s of %(all)s municipalities") % {
        "Number": capital(hubs),
        "covered": number_word(covered),
        "all": number_word(municipalities),
    }


def lead(plan: PublishedPlan) -> str:
    """What is new, how sure the plan is and under which demands."""
    return " ".join(part for part in (new_and_existing(plan.hubs), certainty(plan)) if part)


def new_and_existing(hubs: Sequence[HubOut]) -> str:
    """How many hubs are new: “Sju nya hubbar och två befintliga”."""
    existing = sum(hub.is_existing for hub in hubs)
    new = len(hubs) - existing
    if not hubs:
        return ""
    if not existing:
        text = ngettext("The hub is new.", "All hubs are new.", new)
    elif not new:
        text = ngettext("The hub exists already.", "All hubs exist already.", existing)
    else:
        text = _("%(New)s and %(existing)s.") % {
            "New": ngettext("%(Number)s new hub", "%(Number)s new hubs", new)
            % {"Number": capital(new)},
            "existing": ngettext("%(number)s existing", "%(number)s existing ones", existing)
            % {"number": number_word(existing)},
        }
    return text


def certainty(plan: PublishedPlan) -> str:
    """Whether the plan is proven best, or how much better another could at most be."""
    demands = listed(demands_in_words(options_from_json(plan.options)))
    if plan.status == PlanStatus.OPTIMAL:
        if not demands:
            return _("The plan is proven best: no other choice of hubs gives more for the money.")
        return _("The plan is proven best under your demands: %(demands)s.") % {"demands": demands}
    share = formats.percent(plan.gap, 1)
    time = formats.duration(plan.seconds)
    if not demands:
        return _(
            "The search stopped after %(time)s. Another choice of hubs could be at most %(share)s"
            " better."
        ) % {"time": time, "share": share}
    return _(
        "The search stopped after %(time)s. Another choice of hubs under the same demands could be"
        " at most %(share)s better. The demands: %(demands)s."
    ) % {"time": time, "share": share, "demands": demands}


def demands_in_words(
    options: PlanOptions, *, names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Each demand in a few words; ``names`` gives places by id, else they are only counted."""
    wanted = (
        (options.each_municipality, _("a hub in every municipality")),
        (options.hubs is not None, _hub_count(options.hubs)),
        (options.hubs is None and options.hubs_max is not None, _hub_limit(options.hubs_max)),
        (
            options.critical_mass is not None,
            _("at least %(count)s members in every hub")
            % {"count": formats.number(options.critical_mass)},
        ),
        (
            options.budget is not None,
            _("at most %(money)s a year") % {"money": formats.kronor(options.budget)},
        ),
        (options.keep_existing, _("existing hubs stay open")),
        (bool(options.forced), _forced(options.forced, names or {})),
        (bool(options.forbidden), _forbidden(options.forbidden, names or {})),
    )
    return tuple(text for is_wanted, text in wanted if is_wanted)


def reach_sentence(plan: PublishedPlan) -> str:
    """Who is worst off: “lägst i Härjedalen: 58 %”."""
    worst = reach_share_worst(plan)
    if worst is None:
        return ""
    name, share = worst
    return _("lowest in %(place)s: %(share)s") % {"place": name, "share": formats.percent(share)}


def counterfactual(plan: PublishedPlan) -> str:
    """What the saved travel is counted against."""
    return _(
        "Counted against today. Of a hundred hub days, %(home)s would else have been worked at"
        " home; those save no travel and the trip to the hub is counted as more. Only days that"
        " would else have meant a trip to the office save anything."
    ) % {"home": formats.number(100 * plan.replaces_home_share)}


def roads(plan: PublishedPlan) -> str:
    """How distances were made."""
    known = known_ways_in(plan.travel_source)
    source = known.base if known else plan.travel_source
    if plan.travel_quality == "network":
        return _("Times and distances were measured on the road network (%(source)s).") % {
            "source": _with_known(source, known)
        }
    return _(
        "Times and distances are estimates (%(source)s). Lakes and mountains can make single trips"
        " much longer; use a road network before you decide."
    ) % {"source": _with_known(_estimated_from(source), known)}


def _estimated_from(source: str) -> str:
    estimate = estimate_source(source)
    if estimate is None:
        return source
    return _("the straight line times %(factor)s") % {
        "factor": formats.number(estimate.detour_factor, 2)
    }


def _with_known(source: str, known: KnownWays | None) -> str:
    if known is None:
        return source
    return _("%(source)s; %(known)s of %(pairs)s distances are known") % {
        "source": source,
        "known": formats.number(known.known),
        "pairs": formats.number(known.pairs),
    }


# -- Words


def number_word(count: int) -> str:
    """``nine`` up to twelve, digits above, as Swedish and English style guides advise."""
    words = (
        pgettext("number word", "zero"),
        pgettext("number word", "one"),
        pgettext("number word", "two"),
        pgettext("number word", "three"),
        pgettext("number word", "four"),
        pgettext("number word", "five"),
        pgettext("number word", "six"),
        pgettext("number word", "seven"),
        pgettext("number word", "eight"),
        pgettext("number word", "nine"),
        pgettext("number word", "ten"),
        pgettext("number word", "eleven"),
        pgettext("number word", "twelve"),
    )
    return words[count] if 0 <= count < len(words) else formats.number(count)


def capital(count: int) -> str:
    """The number word at the start of a sentence."""
    word = number_word(count)
    return word[:1].upper() + word[1:]


def listed(words: Iterable[str]) -> str:
    """``a, b and c``."""
    rows = [str(word) for word in words]
    if len(rows) < 2:  # noqa: PLR2004 - one word needs no "and"
        return "".join(rows)
    return _("%(first)s and %(last)s") % {"first": ", ".join(rows[:-1]), "last": rows[-1]}


def _hub_count(hubs: int | None) -> str:
    count = hubs or 0
    return ngettext("exactly %(count)s hub", "exactly %(count)s hubs", count) % {
        "count": number_word(count)
    }


def _hub_limit(hubs: int | None) -> str:
    count = hubs or 0
    return ngettext("at most %(count)s hub", "at most %(count)s hubs", count) % {
        "count": number_word(count)
    }


def _forced(sites: Sequence[str], names: Mapping[str, str]) -> str:
    if len(sites) <= MOST_NAMES and all(site in names for site in sites):
        return _("a hub in %(places)s") % {"places": listed(names[site] for site in sites)}
    return ngettext(
        "%(count)s place that you chose", "%(count)s places that you chose", len(sites)
    ) % {"count": number_word(len(sites))}


def _forbidden(sites: Sequence[str], names: Mapping[str, str]) -> str:
    if len(sites) <= MOST_NAMES and all(site in names for site in sites):
        return _("no hub in %(places)s") % {"places": listed(names[site] for site in sites)}
    return ngettext("%(count)s place ruled out", "%(count)s places ruled out", len(sites)) % {
        "count": number_word(len(sites))
    }
