"""Sentences for what can be wrong in a file of people."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from arbetshubb.reference.sentences import SENTENCES as REFERENCE_SENTENCES
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.texts import SENTENCES as TABLE_SENTENCES
from arbetshubb.tables.texts import Sentences
from arbetshubb.tables.texts import sentence as table_sentence

SENTENCES: Final[Sentences] = {
    **TABLE_SENTENCES,
    **REFERENCE_SENTENCES,
    "column_personal": (
        gettext_noop("The column holds more about persons than is needed. It is not read."),
        gettext_noop("Remove the column before you send the file to anybody."),
    ),
    "person_number": (
        gettext_noop("The id looks like a personal identity number."),
        gettext_noop("Use a running number or an employment number instead."),
    ),
    "person_id_is_address": (
        gettext_noop("The id looks like an e-mail address."),
        gettext_noop("Use a running number or an employment number instead."),
    ),
    "person_twice": (
        gettext_noop("The same person stands in a row above."),
        gettext_noop("The first row is used. Remove this one."),
    ),
    "person_twice_differently": (
        gettext_noop("The same person stands in a row above, with other values."),
        gettext_noop("The first row is used. Remove the row that is wrong."),
    ),
    "workplace_unknown": (
        gettext_noop("No site has this id."),
        gettext_noop(
            "Use an id from the file of sites, or leave the cell empty for the nearest own office."
        ),
    ),
    "no_own_office": (
        gettext_noop("No workplace is given and there is no own office to choose."),
        gettext_noop("Fill in the workplace, or add an own office to the sites."),
    ),
    "no_days": (
        gettext_noop("The days of the week add up to zero."),
        gettext_noop("Fill in at least one day, or leave all three cells empty."),
    ),
    "too_many_days": (
        gettext_noop("The days add up to %(days)s a week; a week has seven."),
        gettext_noop("Give the days of one ordinary week."),
    ),
    "many_days": (
        gettext_noop("The days add up to %(days)s a week."),
        gettext_noop("Check that more than five days is meant."),
    ),
    "home_in_postal_area": (
        gettext_noop("Only the postal area is known; the home is placed in %(place)s."),
        gettext_noop("Give the locality or lat,lon, or a table of postcodes."),
    ),
    "home_far_away": (
        gettext_noop("The home is %(km)s km from the nearest site."),
        gettext_noop("Check the home. The row is used as it is."),
    ),
    "home_outside_study": (
        gettext_noop("The home lies in %(municipality)s, outside the municipalities of the plan."),
        gettext_noop("Check the home. The row is used as it is."),
    ),
}


def sentence(problem: Problem) -> tuple[str, str]:
    """What is wrong in a file of people and what to do, in the language that is active."""
    return table_sentence(problem, SENTENCES)
