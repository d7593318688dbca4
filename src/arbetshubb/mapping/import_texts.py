"""Sentences for what can be wrong in files of surveys and trips, and why one is refused."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from arbetshubb.people.texts import SENTENCES as PEOPLE_SENTENCES
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.texts import Sentences
from arbetshubb.tables.texts import sentence as table_sentence

SENTENCES: Final[Sentences] = {
    **PEOPLE_SENTENCES,
    "column_identifies": (
        gettext_noop("The column tells who somebody is. Nothing in the file has been kept."),
        gettext_noop("Remove the column and choose the file again."),
    ),
    "cell_is_mail_address": (
        gettext_noop("There is an e-mail address in the cell. Nothing in the file has been kept."),
        gettext_noop("Remove it and choose the file again."),
    ),
    "cell_is_person_number": (
        gettext_noop(
            "The cell looks like a personal identity number. Nothing in the file has been kept."
        ),
        gettext_noop("Remove it and choose the file again."),
    ),
    "unit_unknown": (
        gettext_noop("No unit in the staff register has this name."),
        gettext_noop(
            "The row counts to the whole but to no unit. Write the unit as in the register."
        ),
    ),
    "survey_workplace_unknown": (
        gettext_noop("No place has this id or name."),
        gettext_noop(
            "The row counts by its stated kilometres only. Write the place as under Places."
        ),
    ),
    "number_too_large": (
        gettext_noop("The number is larger than %(limit)s."),
        gettext_noop("Check the number and its unit."),
    ),
    "reason_not_kept": (
        gettext_noop(
            "The reason is not in the list and is not kept, since free text could name somebody."
        ),
        gettext_noop("Nothing needs to be done. The list holds: %(choices)s."),
    ),
    "period_unknown": (
        gettext_noop("This is not a year, a quarter or a month."),
        gettext_noop("Write for example 2026, 2026-Q1 or 2026-03."),
    ),
}

REFUSALS: Final[dict[str, Promise]] = {
    "FileNotOpen": _("This file has already been applied or put aside. Nothing was changed."),
    "FileExpired": _(
        "The file was read more than a day ago and its rows have been removed. Choose it again."
    ),
    "NothingToSave": _("So few people are described that nothing of it may be kept."),
    "NameTaken": _(
        "There is one with that name and year already. Choose another name, or delete that one "
        "first."
    ),
}


def sentence(problem: Problem) -> tuple[str, str]:
    """What is wrong in the file and what to do, in the language that is active."""
    return table_sentence(problem, SENTENCES)


def refusal(error: Exception) -> str:
    """Why a file was not applied."""
    return str(REFUSALS[type(error).__name__])
