"""What the history page shows: one kept picture, and all of them in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.mapping.export import Sheet, Value, written
from arbetshubb.mapping.figures import rounded
from arbetshubb.mapping.maps import MUNICIPALITY_STEPS, area_layer, county_bounds, people_text
from arbetshubb.mapping.models import Snapshot
from arbetshubb.mapping.rules.frozen import FROZEN_BREAKDOWNS, SUMS, Frozen
from arbetshubb.mapping.texts import BREAKDOWN_LABELS, row_label
from arbetshubb.ui import formats
from arbetshubb.ui.charts import Bar, Chart, LinePoint, bars, line
from arbetshubb.ui.figures import FigureCard
from arbetshubb.ui.maps import MapView
from arbetshubb.ui.tables import Column, DataTable

FEWEST_DATES_IN_A_LINE: Final = 2


def date_of(kept: Snapshot) -> str:
    """The day of a picture, in words."""
    return date_format(timezone.localtime(kept.taken), "DATE_FORMAT")


def history_figures(now: Frozen, before: Frozen | None) -> list[FigureCard]:
    """The key figures of one date, each beside the date before it."""
    parts: tuple[tuple[str, Callable[[Frozen], str]], ...] = (
        (_("Employees"), _people),
        (_("Kilometres a year for each employee"), lambda each: _each(each, "km", formats.km)),
        (_("kg CO₂e a year for each employee"), lambda each: _each(each, "kg_co2e", _kg)),
        (_("Have days at a hub"), _hub_share),
    )
    return [
        FigureCard(
            label,
            value(now),
            span=_open_ends(now) if label == parts[1][0] else "",
            compared=_("The date before: %(value)s") % {"value": value(before)} if before else "",
        )
        for label, value in parts
    ]


def history_map(kept: Snapshot) -> MapView:
    """Home municipalities by how many live there."""
    counts = kept.frozen.rows.get(Breakdown.MUNICIPALITY, {})
    return MapView(
        id="history-map",
        title=_("Home municipality, %(date)s") % {"date": date_of(kept)},
        layers=(area_layer(counts, MUNICIPALITY_STEPS[1:]),),
        summary=_largest(kept.frozen),
        source=_("Counts to the nearest five. Municipalities: Statistics Sweden (CC0)."),
        bounds=county_bounds(),
    )


def distance_chart(kept: Snapshot) -> Chart:
    """How many have which distance to work."""
    rows = kept.frozen.rows.get(Breakdown.DISTANCE, {})
    return bars(
        _("Distance to work, %(date)s") % {"date": date_of(kept)},
        [Bar(row_label(Breakdown.DISTANCE, key), count) for key, count in rows.items()],
        unit=_("employees"),
        category=str(BREAKDOWN_LABELS[Breakdown.DISTANCE]),
        source=_("Counts to the nearest five; fewer than 5 may also be nobody."),
    )


def line_charts(snapshots: Sequence[Snapshot]) -> list[Chart]:
    """People, kilometres for each and hub users over the dates that have them."""
    if len(snapshots) < FEWEST_DATES_IN_A_LINE:
        return []
    days = [(timezone.localtime(each.taken).date(), each.frozen) for each in snapshots]
    people = [
        LinePoint(day, each.people, each.people - 2.5, each.people + 2.5)
        for day, each in days
        if each.people is not None
    ]
    km = [LinePoint(day, *found) for day, each in days if (found := _per(each, "km")) is not None]
    hub = [LinePoint(day, each.hub_share) for day, each in days if each.hub_share is not None]
    band = _("The band is what the rounding leaves open.")
    charts = (
        (_("Employees"), people, _("employees"), "number", band),
        (_("Kilometres a year for each employee"), km, "km", "km", band),
        (_("Share with days at a hub"), hub, "", "percent", ""),
    )
    return [
        line(title, points, unit=unit, kind=kind, source=source, x_label=_("Date"))
        for title, points, unit, kind, source in charts
        if len(points) >= FEWEST_DATES_IN_A_LINE
    ]


def date_table(snapshots: Sequence[Snapshot]) -> DataTable:
    """One row for each date."""
    return DataTable(
        id="dates",
        caption=_("All dates"),
        columns=(
            Column("taken", _("Date"), kind="date"),
            Column("frozen__people", _("Employees"), kind="number", hidden_is_few=True),
            Column("km", _("km a year for each"), kind="text", value=lambda each: _row(each, "km")),
            Column("co2", _("kg CO₂e a year for each"), value=lambda each: _row(each, "kg_co2e")),
            Column("hub", _("Have days at a hub"), value=lambda each: _hub_share(each.frozen)),
            Column("constants_version", _("Version of the constants")),
        ),
        rows=list(snapshots),
        per_page=25,
        note=rounding_note(),
    )


def rounding_note() -> str:
    """What the rounding on these pages means."""
    return _(
        "Counts are given to the nearest five, and sums in steps that five people together cannot "
        "fill. “Fewer than 5” may here also be nobody."
    )


def history_workbook(snapshots: Sequence[Snapshot]) -> bytes:
    """Every date, and every group on every date."""
    days = [timezone.localtime(each.taken).date().isoformat() for each in snapshots]
    frozen = [each.frozen for each in snapshots]
    head = (
        _("Date"), _("Employees"), _("Have days at a hub"), _("Kilometres a year"),
        _("Hours a year"), _("SEK a year"), _("kg CO₂e a year"), _("Version of the constants"),
        _("Distances"), _("Fingerprint of what was reckoned from"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            day, each.people, each.with_hub_days,
            *(each.sums[name].value if name in each.sums else None for name in SUMS),
            each.constants_version, each.source, each.inputs_hash,
        )
        for day, each in zip(days, frozen, strict=True)
    ]  # fmt: skip
    about = Sheet(
        _("About the figures"), (_("What"), _("Value")), [(_("Rounding"), rounding_note())]
    )
    groups = [_group_sheet(by, days, frozen) for by in FROZEN_BREAKDOWNS]
    return written([about, Sheet(_("All dates"), head, rows), *groups])


def _group_sheet(by: Breakdown, days: Sequence[str], frozen: Sequence[Frozen]) -> Sheet:
    keys = list(dict.fromkeys(key for each in frozen for key in each.rows.get(by, {})))
    return Sheet(
        str(BREAKDOWN_LABELS[by]),
        (str(BREAKDOWN_LABELS[by]), *days),
        [
            (row_label(by, key), *(each.rows.get(by, {}).get(key) for each in frozen))
            for key in keys
        ],
    )


def _people(each: Frozen) -> str:
    return formats.number(each.people)


def _per(each: Frozen, name: str) -> tuple[float, float, float] | None:
    return each.sums[name].per(each.people) if name in each.sums else None


def _each(each: Frozen, name: str, form: Callable[[float], str]) -> str:
    found = _per(each, name)
    return _("too few to say") if found is None else form(rounded(found[0]))


def _open_ends(each: Frozen) -> str:
    found = _per(each, "km")
    if found is None:
        return ""
    return f"{formats.number(rounded(found[1]))}–{formats.km(rounded(found[2]))}"


def _row(kept: Snapshot, name: str) -> str:
    return _each(kept.frozen, name, formats.number)


def _kg(value: float) -> str:
    return f"{formats.number(value)}{formats.NBSP}kg"


def _hub_share(each: Frozen) -> str:
    return formats.percent(each.hub_share)


def _largest(frozen: Frozen) -> str:
    counts = frozen.rows.get(Breakdown.MUNICIPALITY, {})
    shown = {name: count for name, count in counts.items() if count is not None}
    if not shown:
        return _("No municipality has enough employees to be shown.")
    name = max(shown, key=lambda each: shown[each])
    return _("Most employees live in %(municipality)s: %(people)s.") % {
        "municipality": name, "people": people_text(shown[name]),
    }  # fmt: skip
