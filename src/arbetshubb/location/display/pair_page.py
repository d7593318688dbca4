"""The page of one unit at one place: before and after, what the points are made of, the map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from arbetshubb.analysis.places import Site, wgs84_from_sweref
from arbetshubb.analysis.relocation import WEIGHTS, Component, Ranking, Way
from arbetshubb.analysis.relocation.profile import rounded
from arbetshubb.analysis.relocation.ranking import COMPONENTS
from arbetshubb.analysis.spans import Span, Spans
from arbetshubb.location.display.pairs import Pair, known, pair_at
from arbetshubb.location.queries.units import UnitStudy
from arbetshubb.location.rules.choice import Choice
from arbetshubb.location.texts.relocation import COMPONENT_HELP, COMPONENT_LABELS, band_text
from arbetshubb.ui import formats
from arbetshubb.ui.maps import MapView, Point, Points
from arbetshubb.ui.status import Status
from arbetshubb.ui.tables import Column, CompareRow, DataTable

FIGURES = ("km", "hours", "kronor", "tonnes")
MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class PartRow:
    """One component: its share, weight and points."""

    label: str
    share: float | None
    weight: int
    points: float
    help: str


def compare_rows(study: UnitStudy, ranking: Ranking, pair: Pair) -> list[CompareRow]:
    """Before and after for everybody in the unit, one row a figure."""
    labels = (
        _("Kilometres a year"),
        _("Hours a year"),
        _("Travel cost a year"),
        _("Emissions a year"),
    )
    before, saved = study.profile.before, ranking.saved
    rows = []
    for figure, (label, unit) in enumerate(zip(labels, FIGURES, strict=True)):
        now = known(before.base[pair.row, figure])
        change = known(saved.base[pair.row, pair.column, figure])
        form = formats.FORMATS[unit]
        after = None if now is None or change is None else now - change
        rows.append(
            CompareRow(
                label=label,
                left=form(now),
                right=form(after),
                difference=_difference(saved, pair, figure, unit),
                is_better=None if not change else change > 0,
            )
        )
    return rows


def _difference(saved: Spans, pair: Pair, figure: int, unit: str) -> str:
    base = known(saved.base[pair.row, pair.column, figure])
    if base is None:
        return ""
    ends = sorted(float(-each[pair.row, pair.column, figure]) for each in (saved.low, saved.high))
    text = formats.signed(-base, unit)
    if ends[0] == ends[1]:
        return text
    return f"{text} ({formats.span(Span(-base, *ends), unit)})"


def cost_rows(ranking: Ranking, pair: Pair) -> list[CompareRow]:
    """What the seats cost where they are today and at the place."""
    seats = known(ranking.seats[pair.row, pair.column])
    now, there = (
        known(float(rounded(each[pair.row, pair.column])))
        for each in (ranking.cost_now, ranking.cost_there)
    )
    difference = None if now is None or there is None else there - now
    return [
        CompareRow(
            _("Seats on an ordinary busy day"), formats.number(seats), formats.number(seats)
        ),
        CompareRow(
            _("Cost of the seats a year"),
            formats.kronor(now),
            formats.kronor(there),
            difference="" if difference is None else formats.signed(difference, "kronor"),
            is_better=None if not difference else difference < 0,
        ),
    ]


def people_facts(study: UnitStudy, pair: Pair, choice: Choice) -> list[tuple[str, str]]:
    """How many it gets better and worse for, and how much worse, never about fewer than five."""
    profile, at = study.profile, (pair.row, pair.column)
    facts = [
        (_("People in the unit"), formats.number(pair.people)),
        (_("Get a shorter way"), band_text(int(profile.better[at]), pair.people)),
    ]
    if choice.settings.way is Way.SHARE:
        users = band_text(int(profile.users[at]), pair.people)
        return [*facts, (_("May work remotely and get a shorter way"), users)]
    facts.append((_("Get a longer way"), band_text(int(profile.worse[at]), pair.people)))
    median, most = known(profile.worse_median[at]), known(profile.worse_most[at])
    if median is not None and most is not None:
        facts += [
            (_("Half of them get it longer by at least, one way"), formats.minutes(median)),
            (_("The five who get it longest: on average, one way"), formats.minutes(most)),
        ]
    if profile.unknown[at]:
        unknown = band_text(int(profile.unknown[at]), pair.people)
        facts.append((_("No known way, not counted"), unknown))
    return facts


def part_table(ranking: Ranking, pair: Pair) -> DataTable:
    """What the points are made of."""
    values = ranking.components[pair.row, pair.column]
    rows = [
        PartRow(
            label=str(COMPONENT_LABELS[name]),
            share=known(values[index]),
            weight=WEIGHTS[name],
            points=WEIGHTS[name] * (known(values[index]) or 0.0),
            help=str(COMPONENT_HELP[name]),
        )
        for index, name in enumerate(COMPONENTS)
        if name is not Component.WORSE or values[index]
    ]
    return DataTable(
        id="parts",
        caption=_("What the points are made of"),
        columns=(
            Column("label", _("Part")),
            Column("share", _("Share"), kind="percent", hidden_is_few=True),
            Column("weight", _("Weight"), kind="number"),
            Column("points", _("Points"), kind="decimal"),
            Column("help", _("What it is")),
        ),
        rows=rows,
        per_page=0,
        note=_(
            "Points are share times weight. The sum is never below 0 or above 100, and is"
            " multiplied by the share of the seats that the place has room for: %(room)s."
        )
        % {"room": formats.percent(pair.room)},
    )


def others_of(study: UnitStudy, ranking: Ranking, pair: Pair, choice: Choice) -> list[Pair]:
    """The best other places for the same unit."""
    points = ranking.points[pair.row]
    order = [int(column) for column in np.argsort(-np.nan_to_num(points, nan=-1.0), kind="stable")]
    chosen = [each for each in order if each != pair.column and ranking.rank[pair.row, each] > 0]
    return [pair_at(study, ranking, choice, pair.row, each) for each in chosen[:MOST_OTHERS]]


def pair_map(study: UnitStudy, pair: Pair, others: list[Pair]) -> MapView:
    """The place, where most of the unit is today, and the best other places."""
    present = [
        study.sites[study.profile.places[column]]
        for column in np.flatnonzero(study.profile.is_present[pair.row])
    ]
    points = [_point(pair.place, "new", _("This place"), _points_text(pair), "", weight=1.0)]
    points += [
        _point(site, "office", _("Most of the unit works here"), "", "", weight=0.6)
        for site in present
    ]
    points += [
        _point(each.place, "existing", _("Other place"), _points_text(each), each.url)
        for each in others
    ]
    return MapView(
        id="pair-map",
        title=_("The place and the alternatives"),
        layers=(Points("places", _("Places"), points=tuple(points)),),
        summary=_("The place, where most of the unit works today and the five best other places."),
        source=_("Homes are not shown: a unit is too small for that."),
    )


def shown_status(pair: Pair) -> Status:
    """Whether anybody has judged which tasks are bound."""
    if pair.is_judged:
        bound = formats.percent(pair.bound)
        return Status(_("%(share)s of the tasks are bound") % {"share": bound}, "neutral")
    return Status(_("Nobody has judged the tasks"), "warning")


def _points_text(pair: Pair) -> str:
    return _("%(points)s points") % {"points": formats.number(pair.points, 1)}


def _point(  # noqa: PLR0913, PLR0917 - the parts of a point
    site: Site, kind: str, kind_label: str, text: str, url: str, weight: float = 0.2
) -> Point:
    ((lon, lat),) = wgs84_from_sweref([site.position])
    return Point(
        site.site_id, site.name, float(lon), float(lat), kind=kind, kind_label=kind_label,
        text=text, url=url, weight=weight,
    )  # fmt: skip
