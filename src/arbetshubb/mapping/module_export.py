"""Modules and targets as workbooks, in three digits as on the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from arbetshubb.analysis.one_percent import acceptance_keys, acceptance_of
from arbetshubb.analysis.one_percent.effect_prices import EFFECT_KEYS
from arbetshubb.mapping.export import Sheet, Value, constants_sheet, written
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.measure_words import accepted_from, measure_label, module_sentence
from arbetshubb.mapping.queries import assumptions
from arbetshubb.mapping.rules.composition import Composition
from arbetshubb.mapping.rules.module_picture import ModuleRow
from arbetshubb.mapping.travel_queries import TravelBasis
from arbetshubb.mapping.why import state_constants


def modules_workbook(rows: Sequence[ModuleRow], basis: TravelBasis) -> bytes:
    """The modules with their sentences, and the constants they rest on."""
    head = (
        _("Measure"), _("People for one per cent"), _("Could"), _("Would in the end"), _("Low"),
        _("High"), _("kg CO₂e each"), _("Kronor saved each"), _("Kronor saved a kg"),
        _("Hours saved each"), _("All who would"), _("In words"), _("Share that would"),
    )  # fmt: skip
    sheet = Sheet(_("One-per-cent modules"), head, [_module(row) for row in rows])
    return written([sheet, _constants(basis)])


def composition_workbook(composition: Composition | None, basis: TravelBasis) -> bytes:
    """A target's measures, and the constants they rest on."""
    if composition is None:
        return written([_constants(basis)])
    head = (
        _("Measure"), _("People"), _("kg CO₂e saved a year"), _("Reached with it"),
        _("SEK saved a year"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            measure_label(part.measure), float(round(part.people)), rounded(part.saved.kg),
            round(part.reached_share, 3), rounded(part.saved.kronor),
        )
        for part in composition.parts
    ]  # fmt: skip
    rows += [
        (_("Target"), "", rounded(composition.needed_kg), composition.cut_share, ""),
        (_("Remains to the target"), "", rounded(composition.missing_kg), "", ""),
    ]
    return written([Sheet(_("Target"), head, rows), _constants(basis)])


def _module(row: ModuleRow) -> tuple[Value, ...]:
    words = (measure_label(row.measure), module_sentence(row))
    if not row.people:
        return (words[0], "", row.people, *([""] * 8), words[1], "")
    return (
        words[0], row.needed or "", row.people, row.accepting or 0, row.accepting_low or 0,
        row.accepting_high or 0, rounded(row.kg.base), rounded(row.kronor),
        round(row.kronor_per_kg, 2), rounded(row.hours), round(row.share, 4), words[1],
        accepted_from(row),
    )  # fmt: skip


def _constants(basis: TravelBasis) -> Sheet:
    table = assumptions()
    survey = basis.survey
    keys = (*EFFECT_KEYS, *acceptance_keys(acceptance_of(survey, table)))
    more = [table[key] for key in dict.fromkeys(keys) if key in table]
    known = state_constants(table)
    return constants_sheet([*known, *(each for each in more if each not in known)])
