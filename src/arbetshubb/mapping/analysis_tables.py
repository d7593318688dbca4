"""The tables, cards and charts of saved analyses and of two laid side by side."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from arbetshubb.analysis.commuting import Breakdown, Comparison, Driver
from arbetshubb.analysis.workforce import Mode
from arbetshubb.mapping.figures import rounded, short_km
from arbetshubb.mapping.models import AnalysisSource, SavedAnalysis
from arbetshubb.mapping.rules.like_for_like import Unlike
from arbetshubb.mapping.texts import row_label
from arbetshubb.ui import formats
from arbetshubb.ui.charts import Chart, Pier, Step, bridge
from arbetshubb.ui.figures import FigureCard, figure_card
from arbetshubb.ui.formats import KG_PER_TONNE
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, CompareRow, DataTable

DRIVER_LABELS: Final[dict[str, Promise]] = {
    Driver.PEOPLE: pgettext_lazy("cause of a difference", "More or fewer people"),
    Driver.KM_PER_PERSON: pgettext_lazy("cause of a difference", "Kilometres each"),
    Driver.MODE_MIX: pgettext_lazy("cause of a difference", "Other ways and fuels"),
    Driver.CAR_SHARING: pgettext_lazy("cause of a difference", "Sharing cars"),
    Driver.FACTORS: pgettext_lazy("cause of a difference", "Emissions a kilometre"),
}
UNLIKE_SENTENCES: Final[dict[str, Promise]] = {
    Unlike.ROADS: gettext_lazy(
        "One has kilometres measured on the road network and the other has estimates from straight "
        "lines. The estimate is wrong by some ten per cent, more by lakes and fells: the "
        "difference can be the method's alone."
    ),
    Unlike.ROADS_UNKNOWN: gettext_lazy(
        "It is not known how one of them found its kilometres, on the roads or by estimate. The "
        "difference can be the method's alone."
    ),
    Unlike.BASIS: gettext_lazy(
        "They rest on different kinds of data (register, survey or an old report). A part of the "
        "difference may be the method's."
    ),
}


def analysis_table(analyses: Any, *, may_import: bool) -> DataTable:  # Any: a QuerySet
    """The analyses that have been saved."""
    return DataTable(
        id="analyses",
        caption=_("Saved analyses"),
        is_caption_hidden=True,
        columns=(
            Column("name", _("Analysis"), value=lambda each: each.title, sort="name",
                   link=lambda each: reverse("mapping:analysis", args=[each.pk])),
            Column("year", _("Year")),
            Column("source", _("Reckoned from"), value=lambda each: each.get_source_display(),
                   sort="source"),
            Column("quality", _("Distances"), kind="status", value=quality_status,
                   sort="quality"),
            Column("created", _("Saved"), kind="date"),
        ),
        rows=analyses,
        filter_fields=("name",),
        empty=EmptyState(
            _("No analysis has been saved yet"),
            _("Save today's, to compare with in a year, or write in the sums of an old report."),
            reverse("mapping:report_add") if may_import else "",
            _("Write in an old report") if may_import else "",
        ),
    )  # fmt: skip


def quality_status(analysis: SavedAnalysis) -> Status:
    """How the kilometres were found, in word and shape."""
    if analysis.quality == "network":
        return Status(_("on the roads"), "ok")
    if analysis.quality == "estimate":
        return Status(_("estimate"), "warning")
    return Status(_("not known"), "neutral")


def difference_heading(found: Comparison, *, is_alike: bool) -> str:
    """The result in one line; that it is like for like only when it is."""
    change, share = found.kg_co2e.change, found.kg_co2e.share
    if share is None:
        return _("Emissions have changed by %(change)s") % {
            "change": formats.signed(rounded(change), "tonnes")
        }
    words = {"share": formats.percent(abs(share), 1)}
    if change < 0:
        if is_alike:
            return _("Emissions have fallen by %(share)s, like for like") % words
        return _("Emissions are %(share)s lower, but not like for like") % words
    if is_alike:
        return _("Emissions have risen by %(share)s, like for like") % words
    return _("Emissions are %(share)s higher, but not like for like") % words


def difference_cards(found: Comparison) -> list[FigureCard]:
    """The change in emissions, with the chance in who answered, each and in all."""
    kg, people = found.kg_co2e, found.people
    each = [
        amount / count if count else 0.0
        for amount, count in zip((kg.earlier, kg.now), people, strict=True)
    ]
    chance = ""
    if kg.sampling is not None:
        low, high = (formats.signed(rounded(end), "tonnes") for end in
                     (kg.sampling.low, kg.sampling.high))  # fmt: skip
        chance = _("%(low)s to %(high)s by chance in who answered") % {"low": low, "high": high}
    return [
        figure_card(_("Change in emissions a year"), rounded(kg.change), unit="tonnes",
                    is_signed=True, compared=chance),
        figure_card(_("Change for each employee"), rounded(each[1] - each[0]), unit="tonnes",
                    is_signed=True),
        figure_card(_("Change in kilometres a year"), rounded(found.km.change), unit="km",
                    is_signed=True),
        figure_card(_("Change in travel cost a year"), rounded(found.kronor.change),
                    unit="kronor", is_signed=True),
    ]  # fmt: skip


def side_by_side(found: Comparison, *, has_hours: bool) -> list[CompareRow]:
    """The two analyses, a row a figure."""
    rows = [
        CompareRow(
            _("Employees"),
            formats.number(found.people[0]),
            formats.number(found.people[1]),
            formats.signed(found.people[1] - found.people[0]),
        ),
        CompareRow(
            _("Kilometres a year"),
            short_km(found.km.earlier),
            short_km(found.km.now),
            formats.signed(rounded(found.km.change), "km"),
        ),
    ]
    figures = [(_("Hours a year"), found.hours, "hours")] if has_hours else []
    figures += [
        (_("Travel cost a year"), found.kronor, "kronor"),
        (_("Emissions a year"), found.kg_co2e, "tonnes"),
    ]
    for label, each, unit in figures:
        form = formats.FORMATS[unit]
        rows.append(
            CompareRow(
                label,
                form(rounded(each.earlier)),
                form(rounded(each.now)),
                formats.signed(rounded(each.change), unit),
                is_better=each.change < 0 if each.change else None,
            )
        )
    return rows


def difference_chart(found: Comparison, earlier: str, now: str) -> Chart:
    """What the difference in emissions comes from; the causes sum to it."""
    kg = found.kg_co2e
    return bridge(
        _("What the difference comes from"),
        Pier(earlier, kg.earlier / KG_PER_TONNE),
        [
            Step(DRIVER_LABELS[driver], effect / KG_PER_TONNE)
            for driver, effect in kg.effects.items()
            if abs(effect) > 1e-6 * max(1.0, abs(kg.earlier))
        ],
        Pier(now, kg.now / KG_PER_TONNE),
        unit=_("tonnes CO₂e a year"),
        headings=(_("Cause"), _("tonnes CO₂e a year")),
        source=_("Both are reckoned with today's constants; the causes sum to the difference."),
    )


def mode_difference_table(found: Comparison) -> DataTable:
    """How much of the difference each means of travel made."""
    return DataTable(
        id="difference-modes",
        caption=_("The difference by way of travelling"),
        columns=(
            Column("mode", _("Way of travelling"), is_sortable=False),
            Column("change", _("Change in emissions a year"), is_sortable=False),
        ),
        rows=[
            {
                "mode": row_label(Breakdown.MODE, mode.value),
                "change": formats.signed(rounded(found.kg_co2e.by_mode[mode]), "tonnes"),
            }
            for mode in Mode
            if found.kg_co2e.by_mode[mode]
        ],
        per_page=0,
    )


def has_hours(*analyses: SavedAnalysis | None) -> bool:
    """Whether hours can be compared: an old report has none."""
    return all(each is None or each.source != AnalysisSource.REPORT for each in analyses)
