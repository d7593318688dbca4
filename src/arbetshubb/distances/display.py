"""Distances, questions and known ways as the pages show them: tables, cards and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.analysis.travel import Quality
from arbetshubb.distances.models import DistanceQuestion, KnownDistance, KnownImport
from arbetshubb.distances.rules.known_file import KnownDiff, KnownRow
from arbetshubb.distances.rules.reach import BAND_MINUTES, BandRow, Reached
from arbetshubb.distances.rules.shown import Shown
from arbetshubb.distances.rules.ways import Way
from arbetshubb.distances.texts import (
    NO_WAY,
    WAY_LABELS,
    band_certainty,
    band_text,
    engine_text,
    km_text,
    minutes_band,
    minutes_text,
    quality_status,
    quality_word,
    question_status,
    rests_on,
    sentence,
)
from arbetshubb.foundation.access import organisation_ids
from arbetshubb.places.inventory import problem_from_json
from arbetshubb.ui.figures import FigureCard
from arbetshubb.ui.navigation import EmptyState
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, DataTable

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

DASH = "–"


# -- One distance


def distance_cards(shown: Shown, *, why_url: str) -> list[FigureCard]:
    """Kilometres, minutes, the straight line and the side of the band."""
    return [
        FigureCard(_("By road, one way"), km_text(shown.km), why_url=f"{why_url}#km",
                   compared=str(quality_status(shown))),
        FigureCard(_("Time, one way"), minutes_text(shown.minutes), why_url=f"{why_url}#minutes"),
        FigureCard(_("Straight line"), km_text(shown.straight_km), compared=_detour(shown)),
        FigureCard(_("Against 70–100 km"), band_text(shown) or DASH, why_url=f"{why_url}#band",
                   compared=band_certainty(shown)),
    ]  # fmt: skip


def ways_table(ways: Sequence[Shown]) -> DataTable:
    """The same distance by each way of travelling."""
    return DataTable(
        id="ways",
        caption=_("By each way of travelling"),
        columns=(
            Column("way", _("Way of travelling"), value=lambda row: WAY_LABELS[row.way]),
            Column("km", _("Kilometres"), value=_km_or_reason),
            Column("minutes", _("Minutes"), value=lambda row: minutes_text(row.minutes)),
            Column("quality", _("How sure"), kind="status", value=quality_status),
            Column("source", _("Rests on"), value=rests_on),
            Column("date", _("Date of the network"), value=_network_date),
        ),
        rows=list(ways),
    )


def _km_or_reason(row: Shown) -> str:
    return str(NO_WAY[row.no_way]) if row.km is None else km_text(row.km)


def _network_date(row: Shown) -> str:
    found = row.correction.valid_from if row.correction else row.network_date
    return DASH if found is None else date_format(found, "j M Y")


def _detour(shown: Shown) -> str:
    if shown.km is None or shown.straight_km < 1:
        return ""
    more = shown.km / shown.straight_km - 1
    return _("the road is %(share)s longer") % {"share": f"{more:.0%}".replace("%", "\u00a0%")}


# -- Questions


def my_questions_table(questions: Any, *, empty: EmptyState) -> DataTable:  # Any: QuerySet
    """What the reader has asked."""
    start = Column("origin_text", pgettext("where a way starts", "From"))
    table = _questions_table(questions, (start,))
    return replace(table, id="mine", caption=_("My questions about distances"), empty=empty)


def questions_table(questions: Any, *, empty: EmptyState, export_url: str) -> DataTable:
    """What others have asked: neither who nor from where, which only its page says."""
    return replace(_questions_table(questions, ()), empty=empty, export_url=export_url)


def _questions_table(questions: Any, start: tuple[Column, ...]) -> DataTable:  # Any: QuerySet
    return DataTable(
        id="questions",
        caption=_("Questions about distances"),
        columns=(
            Column(
                "asked", _("Asked"), kind="date", link=lambda row: row.get_absolute_url()
            ),
            *start,
            Column("destination__name", pgettext("where a way ends", "To")),
            Column("shown_km", _("Shown, km"), kind="decimal"),
            Column("said_km", _("Said, km"), kind="decimal"),
            Column("status", pgettext("column heading", "Status"), kind="status",
                   value=lambda row: question_status(row.status), sort="status"),
        ),
        rows=questions,
        per_page=25,
        filter_fields=("destination__name",),
    )  # fmt: skip


def question_facts(question: DistanceQuestion) -> list[tuple[str, str]]:
    """What was shown when the question was asked."""
    way = WAY_LABELS[Way(question.way)]
    quality = Quality(question.shown_quality)
    shown = "–" if question.shown_km is None else km_text(float(question.shown_km))
    minutes = None if question.shown_minutes is None else float(question.shown_minutes)
    return [
        (_("Kilometres"), shown),
        (_("Minutes"), minutes_text(minutes)),
        (_("Way of travelling"), str(way)),
        (_("How sure"), str(quality_word(quality))),
        (_("Rests on"), engine_text(question.shown_source, quality)),
        (
            _("Date of the network"),
            date_format(question.shown_date, "j M Y") if question.shown_date else DASH,
        ),
    ]


# -- Known distances


def known_table(
    rows: Any,
    *,
    user: AnyUser,
    export_url: str,
    empty: EmptyState,  # Any: QuerySet
) -> DataTable:
    """Every known distance, those withdrawn too."""
    own = organisation_ids(user)
    return DataTable(
        id="known",
        caption=_("Known distances"),
        columns=(
            Column("origin_text", pgettext("where a way starts", "From"),
                   value=lambda row: start_of(row, own), sort="origin_text",
                   link=lambda row: reverse("distances:known_one", args=[row.pk])),
            Column("destination__name", pgettext("where a way ends", "To")),
            Column("km", _("Kilometres"), kind="decimal"),
            Column("minutes", _("Minutes"), kind="decimal"),
            Column("source", pgettext("of a distance", "Source")),
            Column("valid_from", _("Holds since"), kind="date"),
            Column("state", pgettext("column heading", "Status"), kind="status",
                   value=known_status, sort="withdrawn"),
        ),
        rows=rows,
        per_page=25,
        filter_fields=("origin_text", "destination__name", "source"),
        export_url=export_url,
        empty=empty,
    )  # fmt: skip


def start_of(known: KnownDistance, own: frozenset[int]) -> str:
    """Where the way starts. Of a square that somebody asked from, others see the locality only."""
    if known.is_private_origin and known.organisation_id not in own:
        return _("near %(locality)s") % {"locality": known.origin_text}
    if known.origin_text == known.origin_cell:
        return known.origin_cell
    return f"{known.origin_text} ({known.origin_cell})"


def known_status(known: KnownDistance) -> Status:
    """Whether it holds, in word and shape."""
    if not known.is_active:
        return Status(pgettext("status of a known distance", "Withdrawn"), "neutral")
    if not known.counts:
        return Status(pgettext("status of a known distance", "The place has moved"), "error")
    if known.is_approximate:
        return Status(pgettext("status of a known distance", "Holds for estimates"), "warning")
    return Status(pgettext("status of a known distance", "Holds"), "ok")


def known_facts(known: KnownDistance, user: AnyUser) -> list[tuple[str, str]]:
    """Everything about one known distance."""
    row = known.row
    facts = [
        (pgettext("where a way starts", "From"), start_of(known, organisation_ids(user))),
        (pgettext("where a way ends", "To"), known.destination.name),
        (_("Kilometres"), km_text(row.km)),
        (_("Minutes"), _("follow from the kilometres") if row.minutes is None
         else minutes_text(row.minutes)),
        (pgettext("of a distance", "Source"), known.source),
        (pgettext("of a decision", "Reason"), known.reason or DASH),
        (_("Holds since"), date_format(known.valid_from, "j M Y")),
        (_("Decided by"), f"{known.decided_by}, {known.organisation}"),
        (_("Decided"), date_format(known.decided, "j M Y")),
    ]  # fmt: skip
    if known.withdrawn is not None:
        facts += [
            (_("Withdrawn"), date_format(known.withdrawn, "j M Y")),
            (_("Why it was withdrawn"), known.withdrawn_reason),
        ]
    return facts


# -- A file


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One thing wrong in a file, in words."""

    row: int
    column: str
    value: str
    wrong: str
    remedy: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One way that a file adds or replaces."""

    start: str
    place: str
    before: float | None
    after: float
    source: str
    what: Status


def problem_rows(batch: KnownImport) -> list[ProblemRow]:
    """What was wrong in the file, errors first."""
    problems = [problem_from_json(values) for values in batch.problems]
    return [
        ProblemRow(each.row, each.column, each.value, *sentence(each), is_error=each.is_error)
        for each in problems
    ]


def problems_table(rows: Sequence[ProblemRow]) -> DataTable:
    """The same as a table: row, column, value, what is wrong, what to do."""
    return DataTable(
        id="problems",
        caption=_("What to look at in the file"),
        columns=(
            Column("row", _("Row"), kind="number"),
            Column("column", _("Column")),
            Column("value", _("Value")),
            Column("wrong", _("What is wrong")),
            Column("remedy", _("What to do")),
            Column("is_error", _("Weight"), kind="status", value=_weight),
        ),
        rows=rows,
    )


def diff_table(diff: KnownDiff, names: dict[str, str]) -> DataTable:
    """What the file would add and replace; ``names`` of the places by id."""
    new = Status(_("New"), "new")
    replaced = Status(_("Replaced"), "warning")
    rows = [_diff_row(None, row, names, new) for row in diff.new]
    rows += [_diff_row(old, row, names, replaced) for old, row in diff.replaced]
    return DataTable(
        id="changes",
        caption=_("What will change"),
        columns=(
            Column("start", pgettext("where a way starts", "From")),
            Column("place", pgettext("where a way ends", "To")),
            Column("before", _("Kilometres before"), kind="decimal"),
            Column("after", _("Kilometres after"), kind="decimal"),
            Column("source", pgettext("of a distance", "Source")),
            Column("what", _("What happens"), kind="status"),
        ),
        rows=rows,
    )


def _diff_row(
    before: KnownRow | None, after: KnownRow, names: dict[str, str], what: Status
) -> DiffRow:
    return DiffRow(
        start=after.origin_text,
        place=names.get(after.site_id, after.site_id),
        before=before.km if before else None,
        after=after.km,
        source=after.source,
        what=what,
    )


def _weight(row: ProblemRow) -> Status:
    if row.is_error:
        return Status(_("Must be mended"), "error")
    return Status(_("Check"), "warning")


# -- People within reach


def reach_table(found: Reached, *, export_url: str) -> DataTable:
    """People by municipality and time band, with all of them last."""
    ends = (0, *BAND_MINUTES)
    bands = [
        Column(f"band{index}", minutes_band(ends[index], ends[index + 1]), kind="number",
               value=_in_band(index))
        for index in range(len(BAND_MINUTES))
    ]  # fmt: skip
    return DataTable(
        id="people",
        caption=_("Our people by home municipality and time to the place"),
        columns=(
            Column("municipality", _("Municipality")),
            *bands,
            Column("over", _("Over 90 min or no way"), kind="number",
                   value=_in_band(len(BAND_MINUTES))),
            Column("spread", _("Not placed"), kind="number"),
            Column("total", pgettext("of people", "All"), kind="number"),
        ),
        rows=[*found.rows, _all_of(found)],
        export_url=export_url,
        note=_(
            "Where fewer than 5 live in a square they are counted together with neighbours in"
            " larger squares, so near a limit the figure is rough. “Not placed” are too few to be"
            " put anywhere: they may live nearer or farther."
        ),
    )  # fmt: skip


def _in_band(index: int) -> Any:  # Any: a reader of rows
    return lambda row: row.people[index]


def _all_of(found: Reached) -> BandRow:
    return BandRow(_("All municipalities"), found.people, found.not_placed)
