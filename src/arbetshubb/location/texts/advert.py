"""The text for an advertisement, said from the rules of the post and from nothing else.

It never promises more than they do: days at home and at hubs are "up to" and by agreement, places
to live are examples that keep the limits with room to spare, and an estimate is called one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from arbetshubb.analysis.reach import WORK_DAYS, PostRules
from arbetshubb.ui import formats

MONTHLY: Final = {"m1": 1, "m2": 2}
_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Advert:
    """What the text is made of: names of places, and localities that are within reach."""

    rules: PostRules
    office_key: str
    workplace: str
    municipality: str
    hubs: Sequence[str]
    examples: Sequence[str]
    is_estimate: bool


def advert_in(language: str, advert: Advert) -> str:
    """The text in ``language``, a paragraph a line."""
    with override(language):
        return "\n\n".join(
            line
            for line in (_where(advert), _week(advert), _living(advert), _limits(advert))
            if line
        )


def _where(advert: Advert) -> str:
    return _("Your workplace is %(workplace)s in %(municipality)s.") % {
        "workplace": advert.workplace,
        "municipality": advert.municipality,
    }


def _week(advert: Advert) -> str:
    return " ".join(line for line in (_office(advert), _at_hub(advert), _at_home(advert)) if line)


def _at_hub(advert: Advert) -> str:
    days = _whole(min(advert.rules.hub_days, WORK_DAYS - advert.rules.office_days))
    if not days or not advert.hubs:
        return ""
    return ngettext(
        "Up to %(days)s day a week you can work at a work hub: %(hubs)s.",
        "Up to %(days)s days a week you can work at a work hub: %(hubs)s.",
        days,
    ) % {"days": days, "hubs": _listed(advert.hubs)}


def _at_home(advert: Advert) -> str:
    rules = advert.rules
    if rules.home_days > 0 and rules.hub_days <= 0 and rules.days_out <= 0:
        return _("The other days you can work at home, as agreed with your manager.")
    days = _whole(rules.days_at_home)
    if not days:
        return ""
    return ngettext(
        "Up to %(days)s day a week you can work at home, as agreed with your manager.",
        "Up to %(days)s days a week you can work at home, as agreed with your manager.",
        days,
    ) % {"days": days}


def _office(advert: Advert) -> str:
    if advert.office_key in MONTHLY:
        return ngettext(
            "You work there at least %(days)s day a month.",
            "You work there at least %(days)s days a month.",
            MONTHLY[advert.office_key],
        ) % {"days": MONTHLY[advert.office_key]}
    days = round(advert.rules.office_days)
    if days >= WORK_DAYS:
        return _("You work there every day.")
    if not days:
        return _("No days there are fixed in advance.")
    return ngettext(
        "You work there at least %(days)s day a week.",
        "You work there at least %(days)s days a week.",
        days,
    ) % {"days": days}


def _living(advert: Advert) -> str:
    if advert.rules.is_anywhere:
        return _("You can live where you like, as long as you can keep these days.")
    if not advert.examples:
        return ""
    return _("You can for example live in %(places)s.") % {"places": _listed(advert.examples)}


def _limits(advert: Advert) -> str:
    if advert.rules.is_anywhere or not advert.examples:
        return ""
    parts = []
    if advert.rules.office_minutes is not None and not _never_at_office(advert.rules):
        parts.append(
            _("%(time)s to the workplace") % {"time": formats.minutes(advert.rules.office_minutes)}
        )
    if advert.rules.hub_minutes is not None and advert.hubs and advert.rules.hub_days > 0:
        parts.append(
            _("%(time)s to a work hub") % {"time": formats.minutes(advert.rules.hub_minutes)}
        )
    if not parts:
        return ""
    limits = _("We have counted with at most %(limits)s by car, one way.") % {
        "limits": _listed(parts)
    }
    if advert.is_estimate:
        return limits + " " + _("The times are estimates.")
    return limits


def _never_at_office(rules: PostRules) -> bool:
    return rules.office_days <= 0 and rules.days_out <= 0


def _whole(days: float) -> int:
    """Whole days that are surely allowed: part of a day is not promised."""
    return int(days + _NOTHING)


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
