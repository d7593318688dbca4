"""Saved analyses and comparisons as workbooks, in three digits as on the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from arbetshubb.analysis.commuting import ActivityTable, Comparison
from arbetshubb.analysis.commuting.rates import FIGURES
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.mapping.analysis_tables import DRIVER_LABELS, quality_status
from arbetshubb.mapping.export import Sheet, Value, constants_sheet, written
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.models import SavedAnalysis
from arbetshubb.mapping.rules.frozen_travel import thawed_rows
from arbetshubb.mapping.texts import BREAKDOWN_LABELS
from arbetshubb.mapping.travel_tables import FIGURE_LABELS, state_label
from arbetshubb.mapping.why import state_constants


def analysis_workbook(analysis: SavedAnalysis, constants: ConstantTable) -> bytes:
    """An analysis as it was saved, and its totals counted with today's constants."""
    table = ActivityTable.from_json(analysis.table)
    totals = table.together().figures(constants)[0]
    facts: list[tuple[Value, ...]] = [
        (_("Analysis"), analysis.title),
        (_("Year"), str(analysis.year)),
        (_("Reckoned from"), analysis.source_text or str(analysis.get_source_display())),
        (_("Distances"), str(quality_status(analysis))),
        (_("Version of the constants"), analysis.constants_version),
        (_("Fingerprint of what was reckoned from"), analysis.inputs_hash),
        (_("Employees"), float(round(table.people.sum()))),
        *(
            (
                _("%(figure)s a year with today's constants") % {"figure": label},
                rounded(float(totals[FIGURES.index(name)])),
            )
            for name, label in FIGURE_LABELS.items()
        ),
    ]
    sheets = [Sheet(_("About the figures"), (_("What"), _("Value")), facts)]
    for by, rows in thawed_rows(analysis.figures).items():
        head = (str(BREAKDOWN_LABELS[by]), _("Employees"), *map(str, FIGURE_LABELS.values()))
        sheets.append(Sheet(str(BREAKDOWN_LABELS[by]), head, [
            (
                state_label(by, row.key), row.travel.people,
                *(getattr(row.travel, name).base for name in FIGURE_LABELS),
            )
            for row in rows
        ]))  # fmt: skip
    return written([*sheets, constants_sheet(state_constants(constants))])


def comparison_workbook(
    found: Comparison | None,
    names: tuple[str, str],
    unlike: Sequence[str],
    constants: ConstantTable,
) -> bytes:
    """Two analyses side by side, what the difference comes from, and what makes them unlike."""
    sheets = []
    if found is not None:
        sheets = [_sides(found, names, unlike), _causes(found)]
    return written([*sheets, constants_sheet(state_constants(constants))])


def _sides(found: Comparison, names: tuple[str, str], unlike: Sequence[str]) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (_("Employees"), float(round(found.people[0])), float(round(found.people[1])),
         float(round(found.people[1] - found.people[0]))),
    ]  # fmt: skip
    for name, label in FIGURE_LABELS.items():
        each = getattr(found, name)
        rows.append((str(label), rounded(each.earlier), rounded(each.now), rounded(each.change)))
    rows += [(_("Not like for like"), sentence) for sentence in unlike]
    return Sheet(_("Comparison"), (_("A year"), *names, _("Change")), rows)


def _causes(found: Comparison) -> Sheet:
    return Sheet(
        _("Causes"),
        (_("Cause"), _("kg CO₂e a year")),
        [
            (str(DRIVER_LABELS[driver]), rounded(effect))
            for driver, effect in found.kg_co2e.effects.items()
        ],
    )
