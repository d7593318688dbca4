"""The plan in a few lines for the terminal, and in words why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.analysis.hubplan import NoPlanPossible, PublishedPlan
from arbetshubb.analysis.hubplan.published import Figure
from arbetshubb.analysis.places import Site
from arbetshubb.cli.texts import (
    DEMANDS,
    files_written,
    loosen_one,
    no_plan_possible,
    sites_concerned,
)
from arbetshubb.reports.number_forms import Numbers

_SHOWN_SITES: Final = 8


def summary(plan: PublishedPlan, *, language: str, folder: Path, paths: Iterable[Path]) -> str:
    """What was chosen and what it gives; small groups hidden as everywhere."""
    numbers = Numbers(language)
    lines = [_proof(plan, numbers), *_hub_lines(plan, numbers)]
    lines += [
        _("Cost a year: %(cost)s") % {"cost": _kronor(plan.cost, numbers)},
        _("Travel saved a year: %(km)s") % {"km": _km(plan.saved.km, numbers)},
        _("Reach a hub within %(minutes)s min: %(today)s today, %(plan)s with the plan")
        % {
            "minutes": numbers.plain(_within(plan)),
            "today": _share(plan.reach_share_today, numbers),
            "plan": _share(plan.reach_share_plan, numbers),
        },
        files_written(str(folder), ", ".join(path.name for path in paths)),
    ]
    return "\n".join(lines)


def conflict(error: NoPlanPossible, sites: Sequence[Site]) -> str:
    """Which demands cannot hold together and what to loosen."""
    names = {site.site_id: site.name for site in sites}
    lines = [no_plan_possible()]
    lines += [f"  – {_(DEMANDS[demand][0])}" for demand in error.conflict]
    if error.sites:
        shown = [f"{names.get(site, site)} ({site})" for site in error.sites]
        lines.append(sites_concerned(_listed(shown)))
    lines.append(loosen_one())
    lines += [f"  – {_(DEMANDS[demand][1])}" for demand in error.conflict]
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    shown, more = ", ".join(names[:_SHOWN_SITES]), len(names) - _SHOWN_SITES
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", more) % {
        "names": shown,
        "count": more,
    }


def _proof(plan: PublishedPlan, numbers: Numbers) -> str:
    count = ngettext("%(count)d hub", "%(count)d hubs", len(plan.hubs)) % {"count": len(plan.hubs)}
    if plan.status == "optimal" and plan.gap <= 0:
        return _("%(hubs)s, proven best") % {"hubs": count}
    gap = numbers.percent(plan.gap, 2)
    return _("%(hubs)s, at most %(gap)s from the best possible") % {"hubs": count, "gap": gap}


def _hub_lines(plan: PublishedPlan, numbers: Numbers) -> list[str]:
    return [
        "  "
        + _("%(name)s (%(municipality)s): %(seats)s seats, %(members)s members, %(cost)s a year")
        % {
            "name": hub.name,
            "municipality": hub.municipality,
            "seats": hub.seats,
            "members": _members(hub.members, numbers),
            "cost": _kronor(hub.cost, numbers),
        }
        for hub in plan.hubs
    ]


def _members(figure: Figure, numbers: Numbers) -> str:
    if figure.low is None or figure.high is None:
        return _("fewer than 5")
    if figure.high < 1:
        return _("fewer than 1")
    return numbers.span(figure.low, figure.high)


def _kronor(figure: Figure, numbers: Numbers) -> str:
    return _("hidden") if figure.base is None else numbers.kronor(figure.base)


def _km(figure: Figure, numbers: Numbers) -> str:
    return _("hidden") if figure.base is None else numbers.unit(figure.base, "km")


def _share(share: float | None, numbers: Numbers) -> str:
    return _("hidden") if share is None else numbers.share(share)


def _within(plan: PublishedPlan) -> float:
    minutes = plan.options.get("within_minutes", 30.0)
    return float(minutes) if isinstance(minutes, float | int) else 30.0
