"""Sentences for what can be wrong in a file of sites."""

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
    "site_twice": (
        gettext_noop("Another row above has the same id."),
        gettext_noop("Give each site an id of its own, or remove one of the rows."),
    ),
    "site_elsewhere": (
        gettext_noop("The position lies in the municipality of %(other)s."),
        gettext_noop("The written municipality is used. Check the position if that is wrong."),
    ),
    "site_in_postal_area": (
        gettext_noop("Only the postal area is known; the site is placed in %(place)s."),
        gettext_noop("Give the locality, lat,lon or SWEREF 99 TM n,e to place it exactly."),
    ),
    "seats_reversed": (
        gettext_noop("The most seats are fewer than the fewest (%(fewest)s)."),
        gettext_noop("Let seats_max be at least seats_min."),
    ),
    "date_expected": (
        gettext_noop("This is not a date."),
        gettext_noop("Write it as 2026-11-22."),
    ),
    "contract_reversed": (
        gettext_noop("The contract ends before it begins."),
        gettext_noop("Change contract_from or contract_to."),
    ),
    "area_expected": (
        gettext_noop("This is not an area in square metres."),
        gettext_noop("Write a number above 0, such as 85 or 85,5."),
    ),
    "months_expected": (
        gettext_noop("This is not a number of months."),
        gettext_noop("Write a whole number from 0 to 120."),
    ),
    "email_expected": (
        gettext_noop("This is not an e-mail address."),
        gettext_noop("Write it as name@example.org, or leave the cell empty."),
    ),
    "position_columns_missing": (
        gettext_noop("There is no column that says where the sites are."),
        gettext_noop("Add the column position, or lat and lon, or n and e."),
    ),
}


def sentence(problem: Problem) -> tuple[str, str]:
    """What is wrong in a file of sites and what to do, in the language that is active."""
    return table_sentence(problem, SENTENCES)
