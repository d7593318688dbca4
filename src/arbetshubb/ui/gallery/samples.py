"""Invented figures for the gallery, in the shapes real pages hand over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import shapely.geometry
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arbetshubb.reference.municipalities import municipality_shapes
from arbetshubb.ui.charts import (
    Bar,
    Chart,
    LinePoint,
    ScatterPoint,
    TornadoRow,
    bars,
    line,
    pareto,
    tornado,
)
from arbetshubb.ui.figures import FigureCard, figure_card
from arbetshubb.ui.maps import (
    Area,
    Areas,
    Cell,
    Cells,
    Flow,
    Flows,
    MapView,
    Point,
    Points,
    ValueClass,
)
from arbetshubb.ui.navigation import EmptyState, Step, Tab
from arbetshubb.ui.status import SHAPES, Status
from arbetshubb.ui.tables import Column, CompareRow, DataTable


@dataclass(frozen=True, slots=True)
class SampleFigure:
    """A figure with its range."""

    base: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SampleHub:
    """A hub in the sample plan."""

    name: str
    municipality: str
    members: int | None
    seats: int
    cost: int
    is_existing: bool
    lon: float
    lat: float


CHOSEN_STEP: Final = 4
FIGURE: Final = SampleFigure(2_310_000, 2_000_000, 2_700_000)
_ROWS: Final = (
    ("Östersund", "Östersund", 61, 15, 420_000, True, 14.636, 63.179),
    ("Krokom", "Krokom", 28, 8, 214_000, False, 14.455, 63.327),
    ("Järpen", "Åre", 26, 8, 236_000, False, 13.470, 63.347),
    ("Svenstavik", "Berg", 24, 7, 198_000, True, 14.436, 62.768),
    ("Strömsund", "Strömsund", 22, 6, 205_000, False, 15.557, 63.853),
    ("Sveg", "Härjedalen", 21, 6, 201_000, False, 14.364, 62.034),
    ("Bräcke", "Bräcke", 16, 5, 176_000, False, 15.420, 62.750),
    ("Hammarstrand", "Ragunda", 14, 5, 168_000, False, 16.355, 63.110),
    ("Funäsdalen", "Härjedalen", None, 4, 159_000, False, 12.552, 62.545),
)  # fmt: skip
HUBS: Final = tuple(SampleHub(*row) for row in _ROWS)
AREAS: Final = (
    ("2303", "Ragunda", 1), ("2305", "Bräcke", 2), ("2309", "Krokom", 3), ("2313", "Strömsund", 1),
    ("2321", "Åre", 2), ("2326", "Berg", 2), ("2361", "Härjedalen", None), ("2380", "Östersund", 4),
)  # fmt: skip


def cards() -> list[FigureCard]:
    """Four key figures, as in the sketch."""
    return [
        figure_card(_("Cost a year"), FIGURE, unit="kronor", why_url="#why"),
        figure_card(
            _("Less commuting"),
            1_140_000,
            unit="km",
            compared=_("against today, not counting days that would be at home anyway"),
        ),
        figure_card(
            _("Emissions"),
            SampleFigure(-188_000, -217_000, -160_000),
            unit="tonnes",
            is_signed=True,
        ),
        figure_card(
            _("Reach a hub within 30 minutes"),
            0.86,
            unit="percent",
            compared=_("lowest in Härjedalen: 58 %"),
        ),
    ]


def hub_table() -> DataTable:
    """The hubs, with one hidden count."""
    return DataTable(
        id="hubs",
        caption=_("The hubs in the plan, invented values"),
        columns=(
            Column("name", _("Hub"), link=lambda hub: f"#{hub.name}"),
            Column("municipality", _("Municipality")),
            Column("members", _("Members"), kind="number", hidden_is_few=True),
            Column("seats", _("Seats"), kind="number"),
            Column("cost", _("SEK a year"), kind="number"),
            Column("state", "", value=_state, spoken_label=_("State")),
        ),
        rows=HUBS,
        per_page=8,
        filter_fields=("name", "municipality"),
        export_url="#export",
    )


def empty_table() -> DataTable:
    """A table with nothing in it yet."""
    return DataTable(
        id="nothing",
        caption=_("Your plans"),
        columns=(Column("name", _("Name")),),
        rows=(),
        empty=EmptyState(
            _("No plans yet"),
            _("Make the first one: it takes a minute, and you can change it afterwards."),
            "#new",
            _("Make a plan"),
        ),
    )


def map_view() -> MapView:
    """The county with its hubs."""
    return MapView(
        id="plan-map",
        title=_("Share that reach a hub within 30 minutes"),
        summary=_("Most reach one around Östersund, fewest in the far south-west."),
        source=_("Invented values. Boundaries: Statistics Sweden, generalised."),
        layers=(_areas(), _cells(), _flows(), _points()),
    )


def charts() -> list[Chart]:
    """One of each."""
    return [_distances(), _alternatives(), _sensitivity(), _followed()]


def compared() -> list[CompareRow]:
    """Two plans side by side."""
    return [
        CompareRow(_("Cost a year"), "2,31 mnkr", "2,02 mnkr", "−290 000 kr", is_better=True),
        CompareRow(
            _("Less commuting"), "1 140 000 km", "990 000 km", "−150 000 km", is_better=False
        ),
        CompareRow(_("Hubs"), "9", "8", "−1"),
    ]


def tabs() -> list[Tab]:
    """Three views."""
    return [
        Tab(_("Overview"), "#", is_current=True),
        Tab(_("Hubs"), "#hubs", count=9),
        Tab(_("Alternatives"), "#alternatives"),
    ]


def steps() -> list[Step]:
    """An import half done."""
    return [
        Step(_("Choose a file"), "#", "done"),
        Step(_("Check the rows"), "#", "now"),
        Step(_("See what changes"), "#"),
    ]


def states() -> list[Status]:
    """Every kind of tag."""
    words = {
        "existing": pgettext("state of a place", "Exists"),
        "new": pgettext("state of a place", "New"),
        "office": _("Own office"),
        "hub": _("Work hub"),
        "home": _("Home"),
        "away": _("Away"),
        "hidden": _("fewer than 5"),
        "ok": _("Done"),
        "warning": _("Worth a look"),
        "error": _("Wrong"),
        "neutral": _("Not decided"),
    }
    return [Status(words[kind], kind) for kind in SHAPES]


def _state(hub: SampleHub) -> Status:
    if hub.is_existing:
        return Status(pgettext("state of a place", "Exists"), "existing")
    return Status(pgettext("state of a place", "New"), "new")


def _areas() -> Areas:
    shapes = municipality_shapes(code for code, _name, _class in AREAS)
    return Areas(
        "municipalities",
        _("Share within 30 minutes"),
        classes=tuple(ValueClass(f"{low}–{low + 20} %") for low in range(0, 100, 20)),
        areas=tuple(
            Area(
                code,
                name,
                shapely.geometry.mapping(shapes[code]),
                value_class,
                text=_share(value_class),
            )
            for code, name, value_class in AREAS
        ),
    )


def _share(value_class: int | None) -> str:
    return "" if value_class is None else f"{20 * value_class}–{20 * value_class + 20} %"


def _cells() -> Cells:
    """A patch of cells south of Östersund."""
    return Cells(
        "cells",
        _("Homes"),
        classes=(ValueClass("5–9"), ValueClass("10–24"), ValueClass("25–")),
        cells=tuple(
            Cell(
                f"N{7000 + row}E{480 + column}",
                (row * column) % 4 - 1 if (row * column) % 4 else None,
            )
            for row in range(8)
            for column in range(8)
        ),
        is_on=False,
    )


def _flows() -> Flows:
    center = (HUBS[0].lon, HUBS[0].lat)
    return Flows(
        "flows",
        _("Commuting"),
        flows=tuple(
            Flow((hub.lon, hub.lat), center, weight=hub.seats, text=f"{hub.name} – Östersund")
            for hub in HUBS[1:]
        ),
        is_on=False,
    )


def _points() -> Points:
    return Points("hubs", _("Hubs"), points=tuple(_point(hub) for hub in HUBS))


def _point(hub: SampleHub) -> Point:
    state = _state(hub)
    members = _("fewer than 5 members") if hub.members is None else _("%d members") % hub.members
    return Point(
        hub.name, hub.name, hub.lon, hub.lat, state.kind, members, "#hub",
        kind_label=str(state), weight=hub.seats / 15,
    )  # fmt: skip


def _distances() -> Chart:
    rows = [
        Bar("0–5 km", 1_240), Bar("5–10 km", 830), Bar("10–30 km", 1_105),
        Bar("30–70 km", 410, is_highlighted=True), Bar("70–100 km", 96), Bar("100 km –", None),
    ]  # fmt: skip
    return bars(
        _("Commutes by distance"),
        rows,
        unit=_("employees"),
        source=_("Invented values."),
        summary=_("Four in ten travel more than ten kilometres one way."),
        category=_("Distance one way"),
    )


def _alternatives() -> Chart:
    points = [
        ScatterPoint(
            900_000 + 350_000 * step,
            420_000 + 760_000 * (1 - 0.6**step),
            _("%d hubs") % (4 + step),
            "#plan",
            is_chosen=step == CHOSEN_STEP,
        )
        for step in range(8)
    ]
    return pareto(
        _("What more hubs give"),
        points,
        x_label=_("SEK a year"),
        y_label=_("km less commuting a year"),
        summary=_("After nine hubs each further one gives less than it costs."),
        source=_("Invented values."),
    )


def _sensitivity() -> Chart:
    rows = [
        TornadoRow(_("Share who use the hub"), 520_000, 1_690_000),
        TornadoRow(_("Value of travel time"), 830_000, 1_390_000),
        TornadoRow(_("Cost of a seat"), 1_240_000, 960_000),
    ]
    return tornado(
        _("What the result depends on"),
        rows,
        base=1_140_000,
        unit=_("net value, SEK a year"),
        kind="kronor",
        source=_("Invented values."),
    )


def _followed() -> Chart:
    values = (41, 44, 52, 55, 61, 60, 66, 71)
    points = [
        LinePoint(2019 + year, value, value - 6, value + 6) for year, value in enumerate(values)
    ]
    return line(
        _("Employees who can use a hub"),
        points,
        unit=_("per cent"),
        x_label=_("Year"),
        x_kind="year",
        target=70,
        target_label=_("target 70"),
        source=_("Invented values."),
    )
