"""Sentences for what can be wrong with positions, postcodes and constants, to be translated.

The facts know no web, so the sentences are only marked here; the rooms' ``texts`` say them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue, as Django's function of this name does."""
    return message


SENTENCES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "outside_sweden": (
            gettext_noop("The position is not in Sweden."),
            gettext_noop(
                "Give latitude and longitude, such as 63.18,14.63, or SWEREF 99 TM north and east."
            ),
        ),
        "looks_like_rt90": (
            gettext_noop("The position looks like RT 90, the old Swedish grid."),
            gettext_noop("Convert it to SWEREF 99 TM or to latitude and longitude."),
        ),
        "looks_like_address": (
            gettext_noop("Street addresses are not read: nothing finer than 1 km is to be kept."),
            gettext_noop("Write the postcode or the locality instead."),
        ),
        "postcode_unknown": (
            gettext_noop("The postcode area %(area)s is too wide or not known."),
            gettext_noop("Write the locality instead, or give a table of postcodes."),
        ),
        "postcode_expected": (
            gettext_noop("This is not a Swedish postcode."),
            gettext_noop("Write five digits, for example 831 40."),
        ),
        "postcode_without_place": (
            gettext_noop("The postcode has neither a position nor a locality."),
            gettext_noop("Fill in lat and lon, n and e, or a locality."),
        ),
        "locality_unknown": (
            gettext_noop("No locality or postcode is called this."),
            gettext_noop("Write a postcode, a locality, lat,lon or SWEREF 99 TM n,e."),
        ),
        "locality_misspelt": (
            gettext_noop("No locality is called this."),
            gettext_noop(
                "If you meant “%(suggestion)s”, write that. Else give the postcode or lat,lon."
            ),
        ),
        "locality_ambiguous": (
            gettext_noop("Several localities are called this."),
            gettext_noop("Add the municipality, one of: %(choices)s."),
        ),
        "only_municipality": (
            gettext_noop("This is a municipality, which is too wide to tell where the place is."),
            gettext_noop("Write the locality or the postcode."),
        ),
        "municipality_unknown": (
            gettext_noop("No municipality in Sweden is called this."),
            gettext_noop("Check the spelling, for example “Härjedalen”."),
        ),
        "municipality_twice": (
            gettext_noop("The municipality stands twice."),
            gettext_noop("Remove one of the rows."),
        ),
        "constant_unknown": (
            gettext_noop("No constant has this key."),
            gettext_noop("Copy the key from the table of constants in the report."),
        ),
        "constant_twice": (
            gettext_noop("The constant stands twice."),
            gettext_noop("Remove one of the rows."),
        ),
        "constant_outside_range": (
            gettext_noop("The value does not lie between low and high."),
            gettext_noop("Mend the value, or widen low and high."),
        ),
    }
)
