"""Saved vacancies as a list, and the rules of one in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from arbetshubb.location.forms.reach import NO_LIMIT
from arbetshubb.location.models import Post
from arbetshubb.ui import formats
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.tables import Column, DataTable

type Plain = Mapping[str, Any]  # Any: plain JSON


def posts_table(posts: QuerySet[Post]) -> DataTable:
    """The saved vacancies."""
    return DataTable(
        id="posts",
        caption=_("Saved vacancies"),
        columns=(
            Column("name", _("Vacancy"), link=lambda post: post.get_absolute_url()),
            Column(
                "workplace",
                _("Workplace"),
                value=lambda post: post.figures["workplace"],
                is_sortable=False,
            ),
            Column(
                "people",
                _("Inhabitants within reach"),
                kind="number",
                value=lambda post: post.figures["total"]["people"],
                is_sortable=False,
            ),
            Column(
                "created_by",
                _("Saved by"),
                value=lambda post: str(post.created_by),
                sort="created_by__first_name",
            ),
            Column("created", pgettext("of a vacancy", "Saved"), kind="date"),
        ),
        rows=posts,
        filter_fields=("name",),
        empty=EmptyState(
            _("No saved vacancies yet"),
            _("Set the rules of a post, see where its holder can live and save it."),
            reverse("location:reach"),
            _("See where the holder can live"),
        ),
        is_caption_hidden=True,
    )


def rule_facts(rules: Plain, figures: Plain) -> list[tuple[str, str]]:
    """The rules of a post in words."""
    facts = [
        (_("Workplace"), f"{figures['workplace']}, {figures['municipality']}"),
        (_("Days at the workplace, at least"), office_text(rules["office_days"])),
        (_("Home days a week, at most"), _days(int(rules["home_days"]))),
        (_("Hub days a week, at most"), _days(int(rules["hub_days"]))),
    ]
    if figures["hubs"]:
        facts.append((_("Work hubs that may be used"), ", ".join(figures["hubs"])))
    facts.append((_("One way to the workplace, at most"), _limit(rules["office_minutes"])))
    if figures["hubs"]:
        facts.append((_("One way to the hub, at most"), _limit(rules["hub_minutes"])))
    if rules["week_hours"] != NO_LIMIT:
        hours = formats.hours(float(rules["week_hours"]))
        facts.append((_("All travel in a week, at most"), hours))
    return facts


def office_text(key: str) -> str:
    """``2 days a week``, ``1 day a month``."""
    if key == "0":
        return _("No certain days")
    if key == "m1":
        return _("1 day a month")
    if key == "m2":
        return _("2 days a month")
    days = int(key.removeprefix("w"))
    return ngettext("%(days)s day a week", "%(days)s days a week", days) % {"days": days}


def _days(days: int) -> str:
    if not days:
        return pgettext("number of days", "None")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _limit(minutes: str) -> str:
    if minutes == NO_LIMIT:
        return pgettext("limit of travel", "No limit")
    return formats.minutes(float(minutes))
