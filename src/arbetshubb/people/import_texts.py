"""Sentences for an import of staff on the web, beside those that the command line shares."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as n

from arbetshubb.people.texts import SENTENCES as FILE_SENTENCES
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.texts import Sentences
from arbetshubb.tables.texts import sentence as table_sentence

SENTENCES: Final[Sentences] = {
    **FILE_SENTENCES,
    "employer_other": (
        n("The row names another employer than yours, %(employer)s."),
        n("Remove the row, or write your own employer. The column may be left out."),
    ),
}

FIELD_LABELS: Final[dict[str, Promise]] = {
    "unit": _("unit"),
    "home_cell": _("home square"),
    "home_municipality": _("municipality"),
    "workplace": _("workplace"),
    "office_days": _("office days"),
    "home_days": _("home days"),
    "hub_days": _("hub days"),
    "mode": _("travels by"),
    "is_remote_eligible": _("may work remotely"),
    "is_complex_issue": _("complex issue"),
}

REFUSALS: Final[dict[str, Promise]] = {
    "ImportNotOpen": _("This file has already been applied or put aside. Nothing was changed."),
    "ImportExpired": _(
        "The file was read more than a day ago and its rows have been removed. Choose it again."
    ),
    "PeopleChangedMeanwhile": _(
        "The staff list has changed since the file was checked, so the list below was out of date."
        " Nothing was changed. Choose the file again to see what it would do now."
    ),
}


def sentence(problem: Problem) -> tuple[str, str]:
    """What is wrong in the file and what to do, in the language that is active."""
    return table_sentence(problem, SENTENCES)


def refusal(error: Exception) -> str:
    """Why an import was not applied."""
    return str(REFUSALS[type(error).__name__])
