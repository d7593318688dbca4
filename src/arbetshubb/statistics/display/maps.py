"""Maps of statistics: municipalities, flows between them, squares, and places with surroundings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from django.utils.translation import gettext as _

from arbetshubb.analysis.places import Cell as Square
from arbetshubb.analysis.places import SiteStatus, wgs84_from_sweref
from arbetshubb.analysis.population import PopulationGrid
from arbetshubb.reference.localities import localities
from arbetshubb.reference.municipalities import (
    all_municipalities,
    municipalities,
    municipality_shapes,
)
from arbetshubb.statistics.catchments import PlaceCatchment
from arbetshubb.statistics.display.words import headcount_text, point_text
from arbetshubb.statistics.rules.figures import Status
from arbetshubb.statistics.rules.flows import CommutingFlows
from arbetshubb.statistics.rules.series import Point as YearPoint
from arbetshubb.ui import formats
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

type LonLat = tuple[float, float]

SQUARE_STEPS: Final = (1, 10, 50, 200, 1000)
MOST_SQUARES: Final = 12_000
MOST_FLOWS: Final = 30
"""More lines than this hide each other; the table has them all."""
_CLASSES: Final = 5


def flows_map(flows: CommutingFlows, codes: Sequence[str], *, source: str) -> MapView:
    """Flows from and to the municipalities in ``codes``, the largest first."""
    wanted = {row.name for row in municipalities() if row.code in codes}
    found = [
        row for row in flows.rows()
        if row.home != row.work and row.people and wanted & {row.home, row.work}
        and {row.home, row.work} <= set(_centres())
    ]  # fmt: skip
    lines = tuple(
        Flow(
            _centres()[row.home],
            _centres()[row.work],
            weight=float(row.people or 0),
            text=_("%(home)s to %(work)s: %(people)s")
            % {"home": row.home, "work": row.work, "people": formats.number(row.people)},
        )
        for row in found[:MOST_FLOWS]
    )
    balance = {
        code: YearPoint(flows.period, flows.balance(code).come.value, Status.OK) for code in codes
    }
    return MapView(
        id="flows-map",
        title=_("Who commutes where"),
        summary=_("The %(count)s largest flows between municipalities, %(year)s.")
        % {"count": len(lines), "year": flows.period},
        layers=(
            _areas("come", _("Commutes in"), balance, hue="lake"),
            Flows("lines", _("Flows between municipalities"), flows=lines),
        ),
        source=source,
        bounds=_county_bounds(),
        hidden_text=_("not shown"),
    )


def municipalities_map(
    points: Mapping[str, YearPoint | None],
    *,
    name: str,
    title: str,
    label: str,
    source: str,
) -> MapView:
    """One figure for each municipality of the county."""
    return MapView(
        id=name,
        title=title,
        layers=(_areas("areas", label, points),),
        source=source,
        bounds=_county_bounds(),
        hidden_text=_("not shown"),
    )


def squares_map(grid: PopulationGrid, *, source: str, data_url: str) -> MapView:
    """The squares with inhabitants: those of the county, or the most peopled ones."""
    county = [grid.municipality_codes.index(row.code) for row in municipalities()
              if row.code in grid.municipality_codes]  # fmt: skip
    chosen = np.isin(grid.municipality, county) if county else np.ones(len(grid), dtype=np.bool_)
    shown = grid.where(chosen)
    if len(shown) > MOST_SQUARES:
        least = np.sort(shown.people)[-MOST_SQUARES]
        shown = shown.where(shown.people >= least)
    steps = SQUARE_STEPS
    cells = tuple(
        Cell(
            square.id,
            None if hidden else sum(people >= step for step in steps) - 1,
            _("not shown") if hidden else formats.number(people),
        )
        for square, people, hidden in zip(
            shown.cells, shown.people.tolist(), shown.is_hidden.tolist(), strict=True
        )
        if hidden or people > 0
    )
    return MapView(
        id="squares-map",
        title=_("Where people live"),
        summary=_("%(count)s squares of 1 km with inhabitants.")
        % {"count": formats.number(len(cells))},
        layers=(
            _borders(),
            Cells("squares", _("Inhabitants"), classes=_steps(steps), cells=cells),
        ),
        hidden_text=_("not shown"),
        source=source,
        data_url=data_url,
        bounds=_county_bounds() if county else None,
    )


def places_map(rows: Sequence[PlaceCatchment], *, source: str) -> MapView:
    """Places with how many live within 30 minutes."""
    positions = wgs84_from_sweref([site.position for site, _catchment in rows])
    most = max((row.reached.people for _site, row in rows), default=0) or 1
    points = tuple(
        Point(
            site.site_id,
            site.name,
            float(lon),
            float(lat),
            kind="existing" if site.status is SiteStatus.EXISTING else "new",
            kind_label=_("In use") if site.status is SiteStatus.EXISTING else _("Candidate"),
            text=_("%(people)s within 30 minutes") % {"people": headcount_text(row.reached)},
            weight=(row.reached.people / most) ** 0.5,
        )
        for (site, row), (lon, lat) in zip(rows, positions, strict=True)
    )
    return MapView(
        id="catchments-map",
        title=_("Inhabitants within 30 minutes"),
        summary=_("Larger marks have more inhabitants within 30 minutes."),
        layers=(Points("places", _("Places"), points=points),),
        source=source,
        bounds=_county_bounds(),
    )


def square_id(code: str) -> str:
    """Our short name of a square that is named as Statistics Sweden does."""
    east, north = divmod(int(code), 10_000_000)
    return Square(north // 1000, east // 1000).id


def _areas(
    id: str,  # noqa: A002
    label: str,
    points: Mapping[str, YearPoint | None],
    hue: str = "spruce",
) -> Areas:
    names = {row.code: name for name, row in all_municipalities().items()}
    known = [each.value for each in points.values() if each and each.value is not None]
    limits = _limits(known)
    return Areas(
        id,
        label,
        classes=tuple(
            ValueClass(_class_words(low, high, is_last=place == len(limits) - 2))
            for place, (low, high) in enumerate(pairwise(limits))
        ),
        areas=tuple(
            Area(
                code,
                names[code],
                _geometry(code),
                value_class=_class_of(point.value if point else None, limits),
                text=point_text(point),
            )
            for code, point in points.items()
            if code in names
        ),
        hue=hue,  # type: ignore[arg-type]  # one of the three
    )


def _borders() -> Areas:
    """The municipalities without figures, to see where the squares are."""
    return Areas(
        "borders",
        _("Municipalities"),
        areas=tuple(Area(row.code, row.name, _geometry(row.code)) for row in municipalities()),
        is_switchable=False,
    )


def _class_words(low: float, high: float, *, is_last: bool) -> str:
    """``100–199``; with decimals the upper limit belongs to the next class."""
    if low.is_integer() and high.is_integer():
        return f"{formats.number(low)}–{formats.number(high if is_last else max(low, high - 1))}"
    return f"{formats.number(low, 1)}–{formats.number(high, 1)}"


def _limits(values: Sequence[float]) -> tuple[float, ...]:
    """Limits of about equally many municipalities in each class."""
    if not values:
        return (0.0, 0.0)
    shares = np.linspace(0.0, 1.0, min(_CLASSES, len(set(values))) + 1)
    found = np.unique(np.quantile(values, shares).round(2 if max(values) < 100 else 0))  # noqa: PLR2004
    return tuple(float(value) for value in found) if len(found) > 1 else (0.0, float(found[0]))


def _class_of(value: float | None, limits: Sequence[float]) -> int | None:
    if value is None:
        return None
    place = int(np.searchsorted(limits, value, side="right")) - 1
    return max(0, min(place, len(limits) - 2))


def _steps(steps: Sequence[int]) -> tuple[ValueClass, ...]:
    words = [f"{formats.number(low)}–{formats.number(high - 1)}" for low, high in pairwise(steps)]
    return tuple(
        map(ValueClass, [*words, _("%(low)s or more") % {"low": formats.number(steps[-1])}])
    )


@cache
def _geometry(code: str) -> dict[str, object]:
    found: dict[str, object] = shapely.geometry.mapping(municipality_shapes([code])[code])
    return found


@cache
def _centres() -> dict[str, LonLat]:
    """Where flows start and end: the seat of a county municipality, the middle of any other."""
    shapes = municipality_shapes(row.code for row in all_municipalities().values())
    found = {}
    for name, row in all_municipalities().items():
        point = shapes[row.code].representative_point()
        found[name] = (float(point.x), float(point.y))
    seats = {place.name: place.position for place in localities()}
    for row in municipalities():
        if row.seat in seats:
            ((lon, lat),) = wgs84_from_sweref([seats[row.seat]])
            found[row.name] = (float(lon), float(lat))
    return found


@cache
def _county_bounds() -> tuple[float, float, float, float]:
    shapes = municipality_shapes(row.code for row in municipalities())
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    return float(west), float(south), float(east), float(north)
