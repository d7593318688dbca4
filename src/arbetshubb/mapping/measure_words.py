"""What the measures are called, and what a one-per-cent module says in a sentence."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from arbetshubb.analysis.one_percent import Measure
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.rules.module_picture import ModuleRow
from arbetshubb.ui import formats

SHORT_LABELS: Final[dict[str, Promise]] = {
    Measure.CAR_TO_ELECTRIC: pgettext_lazy("measure, short", "Electric car"),
    Measure.CAR_TO_BUS: pgettext_lazy("measure, short", "Bus"),
    Measure.CAR_POOL: pgettext_lazy("measure, short", "Sharing a car"),
    Measure.CAR_TO_BICYCLE: pgettext_lazy("measure, short", "Bicycle"),
    Measure.HOME_DAY: pgettext_lazy("measure, short", "Home day a month"),
    Measure.HUB_DAY: pgettext_lazy("measure, short", "Hub day a week"),
}
"""For charts and tables."""
MEASURE_LABELS: Final[dict[str, Promise]] = {
    Measure.CAR_TO_ELECTRIC: pgettext_lazy("measure", "Electric car instead of another car"),
    Measure.CAR_TO_BUS: pgettext_lazy("measure", "Bus instead of car"),
    Measure.CAR_POOL: pgettext_lazy("measure", "Sharing a car"),
    Measure.CAR_TO_BICYCLE: pgettext_lazy("measure", "Bicycle instead of car, under 6 km"),
    Measure.HOME_DAY: pgettext_lazy("measure", "One more day a month at home"),
    Measure.HUB_DAY: pgettext_lazy("measure", "One day a week at a hub"),
}
_SENTENCES: Final = {
    Measure.CAR_TO_ELECTRIC: ngettext_lazy(
        "One person who changes to an electric car cuts emissions by one per cent.",
        "%(number)d people who change to an electric car cut emissions by one per cent.",
        "number",
    ),
    Measure.CAR_TO_BUS: ngettext_lazy(
        "One person who changes the car for the bus cuts emissions by one per cent.",
        "%(number)d people who change the car for the bus cut emissions by one per cent.",
        "number",
    ),
    Measure.CAR_POOL: ngettext_lazy(
        "One person who shares a car with a colleague cuts emissions by one per cent.",
        "%(number)d people who share a car with a colleague cut emissions by one per cent.",
        "number",
    ),
    Measure.CAR_TO_BICYCLE: ngettext_lazy(
        "One person who changes the car for the bicycle cuts emissions by one per cent.",
        "%(number)d people who change the car for the bicycle cut emissions by one per cent.",
        "number",
    ),
    Measure.HOME_DAY: ngettext_lazy(
        "One person who works one more day a month at home cuts emissions by one per cent.",
        "%(number)d people who work one more day a month at home cut emissions by one per cent.",
        "number",
    ),
    Measure.HUB_DAY: ngettext_lazy(
        "One person who works one day a week at a hub cuts emissions by one per cent.",
        "%(number)d people who work one day a week at a hub cut emissions by one per cent.",
        "number",
    ),
}
NO_HUBS: Final = gettext_lazy("Choose hubs to see what a day a week at a hub would give.")


def measure_label(measure: str) -> str:
    """What a measure is called at the start of a line."""
    return str(MEASURE_LABELS[measure])


def short_label(measure: str) -> str:
    """What a measure is called where there is little room."""
    return str(SHORT_LABELS[measure])


def module_sentence(row: ModuleRow) -> str:
    """The module in a sentence of plain language."""
    if row.is_hidden:
        return _("Fewer than 5 people could do this.")
    if not row.is_possible:
        return _("Nobody could do this.")
    if row.needed is None:
        return _("Even if everybody who can did this, it would not make one per cent.")
    return str(_SENTENCES[row.measure] % {"number": row.needed})


def can_sentence(row: ModuleRow) -> str:
    """How many could, and how many would in the end."""
    if not row.people:
        return ""
    words = {"can": formats.number(row.people), "would": formats.number(row.accepting)}
    if row.accepting is None:
        return _("About %(can)s could. %(would)s would in the end.") % {
            **words,
            "would": capfirst(words["would"]),
        }
    return _("About %(can)s could. About %(would)s would in the end.") % words


def accepted_from(row: ModuleRow) -> str:
    """What the share that would rests on."""
    if not row.people:
        return ""
    if row.respondents:
        return _("%(share)s say so in the survey (%(answers)s answers of drivers)") % {
            "share": formats.percent(row.stated),
            "answers": formats.number(row.respondents),
        }
    return _("%(share)s say so elsewhere (an assumption)") % {"share": formats.percent(row.stated)}


def price_sentence(row: ModuleRow) -> str:
    """What a kilogram saved costs or saves."""
    amount = formats.number(rounded(abs(row.kronor_per_kg)), 1)
    if row.kronor_per_kg >= 0:
        return _("Saves SEK %(kronor)s for each kg") % {"kronor": amount}
    return _("Costs SEK %(kronor)s for each kg") % {"kronor": amount}
