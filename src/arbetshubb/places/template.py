"""The example workbook for a file of sites, with every column explained in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop

from arbetshubb.places.rules import KIND_WORDS, SITE_COLUMNS, STATUS_WORDS
from arbetshubb.places.rules.details import DETAIL_COLUMNS, VERDICT_WORDS
from arbetshubb.tables.templates import TemplateColumn, write_template
from arbetshubb.tables.texts import in_english, in_swedish

_LEFT_OUT: Final = frozenset({"lat", "lon", "n", "e"})
"""Other ways to give the position: explained with it, one column is enough in an example."""

EXPLANATIONS: Final[Mapping[str, str]] = {
    "site_id": gettext_noop("A short id of your own. The file of people points to it."),
    "name": gettext_noop("The name that is shown on the map and in the report."),
    "municipality": gettext_noop("The municipality. Empty: the one that holds the position."),
    "kind": gettext_noop("What the site is used as. A plan may choose every kind but own offices."),
    "position": gettext_noop(
        "Where the site is: lat,lon, SWEREF 99 TM n,e, locality or postcode. The columns lat and "
        "lon, or n and e, can be used instead."
    ),
    "seats_min": gettext_noop(
        "The fewest seats that can be had. Empty: the plan's own assumption."
    ),
    "seats_max": gettext_noop("The most seats that can be had. Empty: the plan's own assumption."),
    "fixed_cost": gettext_noop(
        "Kronor a year, excluding VAT, however many seats. Empty beside other costs: none."
    ),
    "cost_per_seat": gettext_noop(
        "Kronor a year for each seat, excluding VAT. Empty beside other costs: none."
    ),
    "cost_per_day": gettext_noop(
        "Kronor for each used seat and day, excluding VAT. Empty beside other costs: none."
    ),
    "status": gettext_noop(
        "Whether the site exists today, is a candidate or is closed. Empty: own offices and hubs "
        "exist, all else is a candidate."
    ),
    "provider": gettext_noop(
        "Who runs the site. For own offices the employer: then people without a workplace get the "
        "nearest office of their own employer."
    ),
    "address": gettext_noop("Street and number. Shown to everybody."),
    "area_m2": gettext_noop("Square metres."),
    "equipment": gettext_noop("Equipment and facilities, separated with commas."),
    "accessibility": gettext_noop("What makes the place usable for more, separated with commas."),
    "contract_from": gettext_noop("First day of the contract, as 2026-01-01."),
    "contract_to": gettext_noop("Last day of the contract. Shown only to those who keep places."),
    "notice_months": gettext_noop("Months of notice."),
    "public_text": gettext_noop("What everybody may read: how to find the place."),
    "public_phone": gettext_noop("A phone number that everybody may see."),
    "public_email": gettext_noop("An e-mail address that everybody may see."),
    "contact_function": gettext_noop("Whom to call: caretaker, landlord. Never shown openly."),
    "contact_name": gettext_noop("The contact's name. Leave empty when the function is enough."),
    "contact_phone": gettext_noop("The contact's phone. Never shown openly."),
    "contact_email": gettext_noop("The contact's e-mail. Never shown openly."),
    "visited_on": gettext_noop("The day somebody was there and looked."),
    "visited_by": gettext_noop("Who checked: function rather than name."),
    "verdict": gettext_noop("What the visit found. Empty: not judged."),
    "findings": gettext_noop("What was seen at the visit."),
}  # fmt: skip

_EXAMPLES: Final[Mapping[str, tuple[str | float, ...]]] = {
    "site_id": ("kontor-1", "kontor-2", "hubb-1", "bibliotek-1", "lokal-1"),
    "name": ("Exempelkontor Östersund", "Exempelkontor Strömsund", "Exempelhubb Svenstavik",
             "Exempelbibliotek Krokom", "Exempellokal Järpen"),
    "municipality": ("Östersund", "Strömsund", "Berg", "Krokom", "Åre"),
    "position": ("63.1792,14.6357", "63.852,15.556", "6959700,471200", "Krokom", "Järpen"),
    "seats_min": (10, 4, 4, 4, 6),
    "seats_max": (400, 40, 16, 8, 24),
    "fixed_cost": ("", "", 40000, 20000, 90000),
    "cost_per_seat": ("", "", 12000, 6500, 9000),
    "cost_per_day": ("", "", "", "", 60),
    "provider": ("Exempelregionen", "Exempelregionen", "Exempelvärden", "Exempelvärden",
                 "Exempelvärden"),
    "address": ("", "", "Exempelgatan 1", "", "Exempelvägen 4"),
    "area_m2": ("", "", 120, "", 240),
    "equipment": ("", "", "skrivare, två skärmar", "skrivare", ""),
    "accessibility": ("", "", "hiss, trappfri entré", "", ""),
    "contract_from": ("", "", "2026-01-01", "", ""),
    "contract_to": ("", "", "2028-12-31", "", ""),
    "notice_months": ("", "", 9, "", ""),
    "public_text": ("", "", "Ingång från gården.", "", ""),
    "public_phone": ("", "", "063-00 00 00", "", ""),
    "public_email": ("", "", "hubben@example.org", "", ""),
    "contact_function": ("", "", "hubbvärd", "", "fastighetsägare"),
    "contact_name": ("", "", "", "", ""),
    "contact_phone": ("", "", "063-00 00 01", "", "063-00 00 02"),
    "contact_email": ("", "", "", "", ""),
    "visited_on": ("", "", "2026-09-15", "", ""),
    "visited_by": ("", "", "lokalstrateg", "", ""),
    "verdict": ("", "", "lämplig", "", ""),
    "findings": ("", "", "Ljust, bra ljud.", "", ""),
}  # fmt: skip
_KIND_EXAMPLES: Final = (0, 0, 1, 5, 2)
_STATUS_EXAMPLES: Final = (0, 0, 0, 1, 1)


def sites_template(language: str = "sv") -> bytes:
    """An XLSX workbook to fill in, its header and choices in ``sv`` or ``en``."""
    swedish = language == "sv"
    kinds = tuple(words[swedish] for words in KIND_WORDS.values())
    statuses = tuple(words[swedish] for words in STATUS_WORDS.values())
    verdicts = tuple(words[swedish] for words in VERDICT_WORDS.values())
    choices = {"kind": kinds, "status": statuses, "verdict": verdicts}
    examples = {
        **_EXAMPLES,
        "kind": tuple(kinds[index] for index in _KIND_EXAMPLES),
        "status": tuple(statuses[index] for index in _STATUS_EXAMPLES),
    }
    columns = [
        TemplateColumn(
            name=column.name,
            name_sv=column.aliases[0],
            explanation_en=in_english(EXPLANATIONS[column.name]),
            explanation_sv=in_swedish(EXPLANATIONS[column.name]),
            is_required=column.is_required or column.name == "position",
            choices=choices.get(column.name, ()),
            examples=examples[column.name],
        )
        for column in (*SITE_COLUMNS, *DETAIL_COLUMNS)
        if column.name not in _LEFT_OUT
    ]
    return write_template(columns, swedish=swedish)
