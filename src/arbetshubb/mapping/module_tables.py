"""The tables, cards and charts of modules and targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.measure_words import (
    accepted_from,
    can_sentence,
    measure_label,
    module_sentence,
    price_sentence,
    short_label,
)
from arbetshubb.mapping.models import SavedTarget
from arbetshubb.mapping.rules.composition import Composition
from arbetshubb.mapping.rules.module_picture import ModuleRow
from arbetshubb.ui import formats
from arbetshubb.ui.charts import Bar, Chart, bars
from arbetshubb.ui.figures import FigureCard, figure_card
from arbetshubb.ui.formats import KG_PER_TONNE
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.tables import Column, DataTable


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """A module as its card on the page."""

    label: str
    sentence: str
    can: str
    accepted: str
    price: str
    is_enough: bool
    is_possible: bool
    is_way_unknown: bool


def module_card(row: ModuleRow) -> ModuleCard:
    """The words of one module."""
    return ModuleCard(
        label=measure_label(row.measure),
        sentence=module_sentence(row),
        can=can_sentence(row),
        accepted=accepted_from(row),
        price=price_sentence(row) if row.people else "",
        is_enough=row.is_enough,
        is_possible=bool(row.people),
        is_way_unknown=bool(row.people) and not row.is_way_checked,
    )


def modules_heading(rows: Sequence[ModuleRow]) -> str:
    """The result in one line: how few people one per cent takes."""
    best = min((row for row in rows if row.needed), key=lambda row: row.needed or 0, default=None)
    return module_sentence(best) if best else _("No measure makes one per cent by itself")


def module_table(rows: Sequence[ModuleRow]) -> DataTable:
    """The modules ranked, every figure."""
    return DataTable(
        id="modules",
        caption=_("The measures, the one saving most kronor for each kilogram first"),
        columns=(
            Column("measure", _("Measure"), value=lambda row: short_label(row.measure)),
            Column("needed", _("For one per cent"), kind="number"),
            Column("people", _("Could"), kind="number", hidden_is_few=True),
            Column("accepting", _("Would"), kind="number", hidden_is_few=True),
            Column("kg", _("kg CO₂e each"), kind="number", value=_if_people("kg_base")),
            Column("kronor", _("Kronor each"), kind="number", value=_if_people("kronor")),
            Column(
                "kronor_per_kg",
                _("Kronor a kg"),
                kind="decimal",
                value=_if_people("kronor_per_kg"),
            ),
        ),
        rows=rows,
        per_page=0,
        note=_(
            "Each measure by itself. People who could are to the nearest five. Kronor and "
            "kilograms are saved; negative kronor are a cost."
        ),
    )


def module_chart(rows: Sequence[ModuleRow]) -> Chart | None:
    """What each measure gives when all who would take it do, against one per cent."""
    shown = [
        Bar(
            short_label(row.measure),
            rounded(row.saved_kg / KG_PER_TONNE),
            is_highlighted=row.is_enough,
        )
        for row in rows
        if row.people
    ]
    if not any(bar.value for bar in shown):
        return None
    return bars(
        _("Cut in emissions when all who would do"),
        shown,
        unit=_("tonnes CO₂e a year"),
        target=next(row.saved_kg / row.share for row in rows if row.share) / 100 / KG_PER_TONNE,
        target_label=_("one per cent"),
        category=_("Measure"),
        source=_("Each measure by itself; together they give less than the sum."),
    )


def target_heading(what: Composition | SavedTarget) -> str:
    """The result in one line."""
    if isinstance(what, SavedTarget):
        return _("%(name)s: −%(cut)s to %(year)s") % {
            "name": what.name,
            "cut": formats.percent(what.cut_percent / 100.0),
            "year": what.year,
        }
    words = {
        "cut": formats.percent(what.cut_share),
        "year": what.year,
        "share": formats.percent(what.saved_share, 1),
    }
    if what.is_reached:
        return _("The target is reached: −%(share)s of −%(cut)s to %(year)s") % words
    return _("Not enough yet: −%(share)s of −%(cut)s to %(year)s") % words


# Any: a saved result is plain JSON.
def composition_cards(what: Composition | Mapping[str, Any]) -> list[FigureCard]:
    """What is saved, what remains, and what it costs whom."""
    if isinstance(what, Composition):
        saved, missing, needed = what.saved_kg, what.missing_kg, what.needed_kg
        kronor, employer, hours = what.saved_kronor, what.employer_kronor, what.hours
    else:
        saved, missing, needed = what["saved_kg"], what["missing_kg"], what["needed_kg"]
        kronor, employer, hours = what["kronor"], what["employer_kronor"], what["hours"]
    return [
        figure_card(
            _("Emissions saved a year"),
            rounded(saved),
            unit="tonnes",
            compared=_("of %(needed)s that the target asks for")
            % {"needed": formats.tonnes(rounded(needed))},
        ),
        figure_card(_("Remains to the target"), rounded(missing), unit="tonnes"),
        figure_card(
            _("Kronor saved a year"),
            rounded(kronor),
            unit="kronor",
            is_signed=True,
            compared=_("of which the employer %(kronor)s")
            % {"kronor": formats.signed(rounded(employer), "kronor")},
        ),
        figure_card(_("Hours saved a year"), rounded(hours), unit="hours", is_signed=True),
    ]


def composition_table(parts: Any, result: Any) -> DataTable:  # Any: a composition or plain JSON
    """The measures of a target, what each saves after those before it, and how far it comes."""
    rows = _live(result) if isinstance(result, Composition) else _saved(parts, result)
    return DataTable(
        id="parts",
        caption=_("What the measures give together"),
        columns=(
            Column("label", _("Measure"), is_sortable=False),
            Column("people", _("People"), kind="number", is_sortable=False),
            Column("kg", _("CO₂e saved"), kind="tonnes", is_sortable=False),
            Column("share", _("Reached with it"), kind="percent", is_sortable=False),
            Column("kronor", _("Kronor saved"), kind="kronor", is_sortable=False),
            Column("note", _("Note"), is_sortable=False),
        ),
        rows=rows,
        per_page=0,
        note=_("Each measure saves on what those above it have left: nothing is counted twice."),
    )


def composition_chart(composition: Composition) -> Chart | None:
    """How far the measures come together, one after the other, against the target."""
    shown = [
        Bar(short_label(part.measure), part.reached_share)
        for part in composition.parts
        if part.people
    ]
    if not shown:
        return None
    return bars(
        _("The cut, measure added to measure"),
        shown,
        unit=_("share of the emissions of commuting"),
        kind="percent",
        target=composition.cut_share,
        target_label=_("target"),
        category=_("Measure"),
    )


def target_table(targets: Any) -> DataTable:  # Any: a QuerySet
    """The targets of the organisation."""
    return DataTable(
        id="targets",
        caption=_("Targets"),
        is_caption_hidden=True,
        columns=(
            Column(
                "name",
                _("Target"),
                link=lambda target: reverse("mapping:target", args=[target.pk]),
            ),
            Column("cut_percent", _("Cut"), kind="percent",
                   value=lambda target: target.cut_percent / 100.0, sort="cut_percent"),
            Column("year", _("To the year")),
            Column("reached", _("Reached by its measures"), kind="percent",
                   value=_reached, is_sortable=False),
            Column("created", _("Saved"), kind="date"),
        ),
        rows=targets,
        filter_fields=("name",),
        empty=EmptyState(
            _("No target has been set yet"),
            _("Compose one of measures: how many people go by bus, share a car or use a hub."),
            reverse("mapping:target_compose"),
            _("Compose a target"),
        ),
    )  # fmt: skip


def _reached(target: SavedTarget) -> float:
    base = target.result.get("baseline_kg") or 0.0
    return target.result.get("saved_kg", 0.0) / base if base else 0.0


def _live(composition: Composition) -> list[dict[str, object]]:
    return [
        {
            "label": short_label(part.measure),
            "people": round(part.people),
            "kg": rounded(part.saved.kg),
            "share": part.reached_share,
            "kronor": rounded(part.saved.kronor),
            "note": _note(part.is_more_than_can, part.is_more_than_would, part.accepting),
        }
        for part in composition.parts
        if part.asked
    ]


def _note(is_more_than_can: bool, is_more_than_would: bool, would: float) -> str:  # noqa: FBT001  two facts
    if is_more_than_can:
        return _("Fewer are left who can: this is all of them.")
    if is_more_than_would:
        return _("More than the about %(would)s who would in the end.") % {
            "would": formats.number(round(would))
        }
    return ""


def _saved(parts: Mapping[str, int], result: Mapping[str, Any]) -> list[dict[str, object]]:
    rows, reached = [], 0.0
    base = result.get("baseline_kg") or 1.0
    for measure, people in parts.items():
        if not people:
            continue
        saved = result["parts"][measure]
        reached += saved["kg"]
        rows.append(
            {
                "label": short_label(measure),
                "people": people,
                "kg": rounded(saved["kg"]),
                "share": reached / base,
                "kronor": rounded(saved["kronor"]),
                "note": "",
            }
        )
    return rows


def _if_people(name: str) -> Any:  # Any: reads a row
    def value(row: ModuleRow) -> float | None:
        if not row.people:
            return None
        found = row.kg.base if name == "kg_base" else getattr(row, name)
        return rounded(found) if name not in {"share", "kronor_per_kg"} else found

    return value
