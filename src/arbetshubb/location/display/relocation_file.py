"""Relocation as a workbook: the pairs with their parts, and what was tried."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.relocation import WEIGHTS, Ranking
from arbetshubb.analysis.relocation.ranking import COMPONENTS
from arbetshubb.location.display.export import Sheet, Value
from arbetshubb.location.display.pairs import Pair, known
from arbetshubb.location.queries.units import UnitStudy
from arbetshubb.location.rules.choice import Choice
from arbetshubb.location.texts.relocation import COMPONENT_LABELS, WAY_SENTENCES, quality_label
from arbetshubb.location.texts.sources import source_text
from arbetshubb.ui import formats


def relocation_sheets(
    study: UnitStudy, ranking: Ranking, pairs: list[Pair], choice: Choice
) -> list[Sheet]:
    """What was tried, the pairs, and the weights."""
    return [_about(study, choice), _pairs(ranking, pairs), _weights()]


def _about(study: UnitStudy, choice: Choice) -> Sheet:
    settings = choice.settings
    facts: list[tuple[Value, ...]] = [
        (_("What is tried"), str(WAY_SENTENCES[settings.way])),
        (_("Days of five there"), settings.days),
        (_("Near means within"), formats.minutes(settings.near_minutes)),
        (
            _("Cost of a seat there"),
            _("What the place says")
            if settings.seat_cost is None
            else formats.kronor(settings.seat_cost),
        ),
        (
            _("Tasks bound to the workplace"),
            _("As judged for each unit")
            if settings.bound is None
            else formats.percent(settings.bound),
        ),
        (_("Distances"), quality_label(study.source.quality)),
        (_("Source of distances"), source_text(study.source.source)),
        (_("Version of the constants"), study.source.constants_version),
        (_("Fingerprint of what was reckoned from"), study.source.inputs_hash),
    ]
    return Sheet(_("About the figures"), (_("What"), _("Value")), facts)


def _pairs(ranking: Ranking, pairs: list[Pair]) -> Sheet:
    head = (
        _("Unit"), _("People in the unit"), pgettext("a place to work at", "Place"),
        _("Municipality"), _("Points"), _("Rank"),
        _("Best rank"), _("Worst rank"), _("Near"), _("Longer way for"),
        _("Kilometres saved a year"), _("Hours saved a year"), _("SEK saved a year"),
        _("kg CO₂e saved a year"), _("Cheaper seats, SEK a year"),
        *(str(COMPONENT_LABELS[name]) for name in COMPONENTS), _("Room for"),
    )  # fmt: skip
    rows = []
    for pair in pairs:
        at = (pair.row, pair.column)
        saved = [known(value) for value in ranking.saved.base[at]]
        parts = [known(value) for value in ranking.components[at]]
        rows.append(
            (
                pair.unit, pair.people, pair.place.name, pair.place.municipality, pair.points,
                pair.rank, pair.lowest, pair.highest, pair.near, pair.worse, *saved,
                pair.cost_saved, *parts, pair.room,
            )
        )  # fmt: skip
    return Sheet(_("Units and places"), head, rows)


def _weights() -> Sheet:
    rows = [(str(COMPONENT_LABELS[name]), float(WEIGHTS[name])) for name in COMPONENTS]
    return Sheet(_("Weights"), (_("Part"), _("Weight")), rows)
