"""The page of a reach: key figures, map, municipalities, and the frozen values of a vacancy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from django.utils.translation import gettext as _

from arbetshubb.analysis.places import BoolArray, wgs84_from_sweref
from arbetshubb.analysis.population import Headcount, PopulationGrid, added
from arbetshubb.analysis.reach import ReachRow
from arbetshubb.location.display.export import Sheet
from arbetshubb.location.forms.reach import Question
from arbetshubb.location.queries.inhabitants import Answer, county_names
from arbetshubb.location.texts.relocation import quality_label
from arbetshubb.places.models import Place
from arbetshubb.ui import formats
from arbetshubb.ui.figures import FigureCard
from arbetshubb.ui.maps import Cell, Cells, MapView, Point, Points, ValueClass
from arbetshubb.ui.tables import Column, DataTable

type Plain = dict[str, Any]  # Any: plain JSON


@dataclass(frozen=True, slots=True)
class TownRow:
    """A municipality as it is shown and frozen. ``None`` for working age is unknown."""

    name: str
    people: int
    hidden_cells: int
    working_age: int | None
    baseline: int

    @property
    def gained(self) -> int:
        """Inhabitants that the rules add to "office every day"."""
        return self.people - self.baseline

    @property
    def people_text(self) -> str:
        """``12 400``, or ``at least 12 400``."""
        return at_least(Headcount(self.people, self.hidden_cells))


def at_least(count: Headcount) -> str:
    """The number, said to be the least when squares are hidden."""
    text = formats.number(count.people)
    return text if count.is_exact else _("at least %(people)s") % {"people": text}


def frozen(answer: Answer, question: Question) -> Plain:
    """What a saved vacancy keeps: the figures, and what they rest on."""
    total = answer.reach.total
    return {
        "total": _plain(_town(total, answer.inhabitants.grid)),
        "rows": [_plain(row) for row in town_rows(answer)],
        "is_anywhere": question.rules.is_anywhere,
        "workplace": question.workplace.name,
        "municipality": question.workplace.municipality,
        "hubs": [hub.name for hub in question.hubs],
        "quality": answer.quality,
        "source": answer.source,
        "population_source": answer.inhabitants.grid.source,
        "population_date": answer.inhabitants.grid.as_of.isoformat(),
        "is_stand_in": answer.inhabitants.is_stand_in,
        "working_ages": list(answer.inhabitants.grid.working_ages),
    }


def town_rows(answer: Answer) -> list[TownRow]:
    """The county's municipalities in their order, then others with anybody in reach."""
    grid, rows = answer.inhabitants.grid, {row.name: row for row in answer.reach.rows}
    county = [_town(rows[name], grid) for name in county_names() if name in rows]
    outside = [
        _town(row, grid)
        for row in answer.reach.rows
        if row.name not in county_names() and (row.people.people or row.people.hidden_cells)
    ]
    return [*county, *sorted(outside, key=lambda row: -row.people)]


def rows_from(figures: Mapping[str, Any]) -> list[TownRow]:
    """The rows of a saved vacancy."""
    return [TownRow(**row) for row in figures["rows"]]


def total_from(figures: Mapping[str, Any]) -> TownRow:
    """The total of a saved vacancy."""
    return TownRow(**figures["total"])


def cards(total: TownRow, rows: Sequence[TownRow], ages: Sequence[int]) -> list[FigureCard]:
    """Inhabitants and working age within, how many the rules add, and how many live outside."""
    baseline = formats.number(total.baseline)
    outside = added(
        Headcount(row.people, row.hidden_cells) for row in rows if row.name not in county_names()
    )
    compared = _("%(baseline)s with the office every day") % {"baseline": baseline}
    found = [
        FigureCard(_("Inhabitants within reach"), total.people_text, compared=compared),
        FigureCard(_("More than with the office every day"), formats.signed(total.gained)),
    ]
    if total.working_age is not None:
        label = _("Of working age, %(first)s–%(last)s years") % {"first": ages[0], "last": ages[1]}
        found.insert(1, FigureCard(label, formats.number(total.working_age)))
    if outside.people:
        found.append(FigureCard(_("Of them outside the county"), at_least(outside)))
    return found


def town_table(rows: list[TownRow], *, export_url: str = "") -> DataTable:
    """Inhabitants within reach by municipality."""
    return DataTable(
        id="towns",
        caption=_("Inhabitants within reach by municipality"),
        columns=(
            Column("name", _("Municipality"), value=lambda row: row.name or _("Not in Sweden")),
            Column("people", _("Inhabitants within reach"), kind="number"),
            Column("working_age", _("Of working age"), kind="number"),
            Column("baseline", _("With the office every day"), kind="number"),
            Column("gained", _("Added by the rules"), kind="number"),
        ),
        rows=rows,
        per_page=0,
        export_url=export_url,
        note=_("Where squares are hidden by the publisher, the numbers are the least possible.")
        if any(row.hidden_cells for row in rows)
        else "",
    )


def reach_map(answer: Answer, question: Question, *, data_url: str) -> MapView:
    """The squares within reach, the workplace and the hubs."""
    within, baseline = answer.reach.is_within, answer.reach.is_baseline
    return MapView(
        id="reach-map",
        title=_("Where the holder can live"),
        layers=(
            _squares(answer, "baseline", _("Also with the office every day"), baseline, "spruce"),
            _squares(answer, "added", _("Thanks to the rules"), within & ~baseline, "cloudberry"),
            _sites(question),
        ),
        summary=_("Inhabited 1 km squares within reach, and which of them the rules add.")
        if not answer.inhabitants.is_stand_in
        else _("Localities within reach, and which of them the rules add."),
        source=_("Distances: %(quality)s.") % {"quality": quality_label(answer.quality)},
        data_url=data_url,
    )


def sheets(rows: list[TownRow], about: list[tuple[str, str]]) -> list[Sheet]:
    """The file of a reach: what was asked and the municipalities."""
    head = (
        _("Municipality"),
        _("Inhabitants within reach"),
        _("Squares with hidden numbers"),
        _("Of working age"),
        _("With the office every day"),
        _("Added by the rules"),
    )
    return [
        Sheet(_("About the figures"), (_("What"), _("Value")), about),
        Sheet(
            _("Municipalities"),
            head,
            [
                (
                    row.name or _("Not in Sweden"), row.people, row.hidden_cells,
                    "" if row.working_age is None else row.working_age, row.baseline, row.gained,
                )
                for row in rows
            ],
        ),
    ]  # fmt: skip


def _town(row: ReachRow, grid: PopulationGrid) -> TownRow:
    return TownRow(
        name=row.name,
        people=row.people.people,
        hidden_cells=row.people.hidden_cells,
        working_age=row.working_age.people if grid.has_ages else None,
        baseline=row.baseline_people.people,
    )


def _plain(row: TownRow) -> Plain:
    return {
        "name": row.name,
        "people": row.people,
        "hidden_cells": row.hidden_cells,
        "working_age": row.working_age,
        "baseline": row.baseline,
    }


def _squares(
    answer: Answer, name: str, label: str, chosen: BoolArray, hue: Literal["spruce", "cloudberry"]
) -> Cells:
    grid = answer.inhabitants.grid
    return Cells(
        name,
        label,
        classes=(ValueClass(label),),
        cells=tuple(
            Cell(grid.cells[index].id, 0, _people(grid, index))
            for index in np.flatnonzero(chosen).tolist()
        ),
        hue=hue,
    )


def _people(grid: PopulationGrid, index: int) -> str:
    if grid.is_hidden[index]:
        return _("hidden by the publisher")
    return _("%(people)s inhabitants") % {"people": formats.number(int(grid.people[index]))}


def _sites(question: Question) -> Points:
    office = _point(question.workplace, "office", _("Workplace"))
    hubs = [_point(hub, "existing", _("Work hub")) for hub in question.hubs]
    return Points("sites", _("Workplace and hubs"), points=(office, *hubs))


def _point(place: Place, kind: str, kind_label: str) -> Point:
    ((lon, lat),) = wgs84_from_sweref([place.site.position])
    return Point(
        place.site_id, place.name, float(lon), float(lat), kind=kind, kind_label=kind_label,
        text=place.municipality,
    )  # fmt: skip
