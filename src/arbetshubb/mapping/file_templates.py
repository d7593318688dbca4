"""The example workbooks for surveys and trips, every column explained in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_noop

from arbetshubb.mapping.rules.business_file import BUSINESS_COLUMNS, TRIP_WORDS
from arbetshubb.mapping.rules.survey_columns import (
    FUEL_WORDS,
    REASON_WORDS,
    SURVEY_COLUMNS,
)
from arbetshubb.people.rules import MODE_WORDS
from arbetshubb.tables.columns import Column
from arbetshubb.tables.templates import TemplateColumn, write_template
from arbetshubb.tables.texts import in_english, in_swedish

type Words = tuple[str, ...]
type Cells = tuple[str | float, ...]

SURVEY_EXPLANATIONS: Final[Mapping[str, str]] = {
    "home": gettext_noop(
        "Postcode, locality, municipality or a 1 km square. It becomes a square of 1 km, or only "
        "the municipality; nothing finer is kept."
    ),
    "workplace": gettext_noop(
        "The place's id or name. Empty: the only own office, if there is one."
    ),
    "unit": gettext_noop("The unit as it is called in the staff register. May be left out."),
    "mode_winter": gettext_noop("How the person mostly travels to work in winter."),
    "mode_summer": gettext_noop("How the person mostly travels in summer. Empty: as in winter."),
    "office_days": gettext_noop(
        "Days at the workplace in an ordinary week. All three columns of days empty: five."
    ),
    "home_days": gettext_noop("Days at home in an ordinary week. Empty: 0."),
    "hub_days": gettext_noop("Days at a work hub in an ordinary week. Empty: 0."),
    "in_car": gettext_noop("How many sit in the car, the driver included. Empty: 1."),
    "fuel": gettext_noop("What the car goes on. Empty: not known."),
    "km": gettext_noop("Kilometres one way. Empty: measured from home to workplace."),
    "would_bus": gettext_noop("Whether the person would go by bus: yes, maybe or no."),
    "would_car_pool": gettext_noop("Whether the person would share a car: yes, maybe or no."),
    "would_bicycle": gettext_noop("Whether the person would cycle: yes, maybe or no."),
    "would_electric_car": gettext_noop(
        "Whether the person would change to an electric car: yes, maybe or no."
    ),
    "would_home_day": gettext_noop(
        "Whether the person would work one more day a month at home: yes, maybe or no."
    ),
    "would_hub_day": gettext_noop(
        "Whether the person would work one day a week at a hub near home: yes, maybe or no."
    ),
    "reasons": gettext_noop(
        "Why the person travels so: words out of the list, with commas between. Other text is "
        "not kept."
    ),
}
BUSINESS_EXPLANATIONS: Final[Mapping[str, str]] = {
    "mode": gettext_noop("The means of travel."),
    "km": gettext_noop("Kilometres in the period, all trips together."),
    "kronor": gettext_noop("What the trips cost in kronor. Empty: reckoned where it can be."),
    "period": gettext_noop("A year, a quarter or a month: 2026, 2026-Q1 or 2026-03."),
    "unit": gettext_noop("The unit as it is called in the staff register. May be left out."),
}

_YES_NO_SV: Final = ("ja", "kanske", "nej")
_YES_NO_EN: Final = ("yes", "maybe", "no")


def survey_template(language: str = "sv") -> bytes:
    """An XLSX workbook for a survey, its header and choices in ``sv`` or ``en``."""
    sv = language == "sv"
    answers = _YES_NO_SV if sv else _YES_NO_EN
    modes, fuels = _words(MODE_WORDS, sv), _words(FUEL_WORDS, sv)
    reasons = _words(REASON_WORDS, sv)
    would = {name: answers for name in SURVEY_EXPLANATIONS if name.startswith("would_")}
    examples: dict[str, Cells] = {
        "home": ("Svenstavik", "Strömsund", "Östersunds kommun" if sv else "Östersund"),
        "workplace": ("", "", ""),
        "unit": ("Ekonomi", "Utveckling", ""),
        "mode_winter": (modes[0], modes[2], modes[0]),
        "mode_summer": (modes[0], modes[2], modes[4]),
        "office_days": (3, 2, 5),
        "home_days": (2, 2, 0),
        "hub_days": (0, 1, 0),
        "in_car": (1, "", 2),
        "fuel": (fuels[0], "", fuels[1]),
        "km": (68, 101, 4),
        "reasons": (f"{reasons[0]}, {reasons[2]}", reasons[7], reasons[3]),
    }
    examples |= dict.fromkeys(would, (answers[0], answers[1], answers[2]))
    choices = {"mode_winter": modes, "mode_summer": modes, "fuel": fuels, **would}
    columns = _columns(SURVEY_COLUMNS, SURVEY_EXPLANATIONS, choices, examples)
    return write_template(columns, swedish=sv)


def business_template(language: str = "sv") -> bytes:
    """An XLSX workbook for business trips, its header and choices in ``sv`` or ``en``."""
    sv = language == "sv"
    modes = _words(TRIP_WORDS, sv)
    examples: dict[str, Cells] = {
        "mode": (modes[0], modes[1], modes[6], modes[7]),
        "km": (48_200, 91_500, 36_400, 12_300),
        "kronor": (120_500, "", 41_000, 39_800),
        "period": ("2026-03", "2026-03", "2026-Q1", "2026"),
        "unit": ("Ekonomi", "Utveckling", "", ""),
    }
    columns = _columns(BUSINESS_COLUMNS, BUSINESS_EXPLANATIONS, {"mode": modes}, examples)
    return write_template(columns, swedish=sv)


def _words[Meaning](words: Mapping[Meaning, Words], sv: bool) -> Words:  # noqa: FBT001  which of the two
    return tuple(many[sv] for many in words.values())


def _columns(
    columns: Sequence[Column],
    explanations: Mapping[str, str],
    choices: Mapping[str, Words],
    examples: Mapping[str, Cells],
) -> list[TemplateColumn]:
    return [
        TemplateColumn(
            name=column.name,
            name_sv=column.aliases[0],
            explanation_en=in_english(explanations[column.name]),
            explanation_sv=in_swedish(explanations[column.name]),
            is_required=column.is_required,
            choices=choices.get(column.name, ()),
            examples=examples[column.name],
        )
        for column in columns
    ]
