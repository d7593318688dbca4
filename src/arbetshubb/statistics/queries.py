"""What pages and other rooms ask of the statistics. Editions never change, so answers are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from arbetshubb.analysis.places import CELL_METRES, BoolArray, FloatArray
from arbetshubb.analysis.population import PopulationGrid
from arbetshubb.reference.municipalities import all_municipalities, municipality_of
from arbetshubb.statistics.models import Dataset, Edition, EditionStatus
from arbetshubb.statistics.rules.figures import TOTAL, UNKNOWN, Figures
from arbetshubb.statistics.rules.flows import CommutingFlows, flows_from
from arbetshubb.statistics.rules.grid import corners_of
from arbetshubb.statistics.rules.kinds import Kind
from arbetshubb.statistics.rules.series import Series, series_from
from arbetshubb.statistics.rules.shapes import PEOPLE, WORKING_AGE

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


@dataclass(frozen=True, slots=True)
class BreakNote:
    """A break in series, in the reader's language."""

    period: str
    note: str


def edition_in_use(dataset: Dataset) -> Edition | None:
    """The edition that is read now."""
    return dataset.editions.filter(status=EditionStatus.IN_USE).first()


def current(kind: Kind, user: AnyUser | None = None) -> Edition | None:
    """The edition in use of a kind of statistics, published ones before invented examples.

    ``user`` is asked for by pages; calculations that show nobody the figures leave it out.
    """
    editions = Edition.objects.all() if user is None else Edition.objects.visible_to(user)
    found = editions.in_use().light().filter(dataset__kind=kind.value).select_related("dataset")
    return found.order_by("is_example", "-published", "-applied", "-pk").first()


def in_use(user: AnyUser) -> list[Edition]:
    """Every edition that is read now, by kind of statistics."""
    found = Edition.objects.visible_to(user).in_use().light().select_related("dataset")
    return list(found.prefetch_related("dataset__breaks").order_by("dataset__kind", "is_example"))


def waiting(user: AnyUser) -> list[Edition]:
    """Files that are checked and wait for a person to decide."""
    open_ones = [EditionStatus.CHECKED, EditionStatus.FAULTY]
    found = Edition.objects.visible_to(user).light().filter(status__in=open_ones)
    return list(found.select_related("dataset")[:20])


def figures_of(edition: Edition) -> Figures:
    """The edition's figures, read once a process."""
    return _figures(*_stamp(edition))


def breaks_of(dataset: Dataset) -> tuple[BreakNote, ...]:
    """The breaks in the series, oldest first."""
    return tuple(BreakNote(each.period, each.note) for each in dataset.breaks.all())


def breaks_between(notes: Iterable[BreakNote], periods: Iterable[str]) -> tuple[BreakNote, ...]:
    """The breaks that lie inside a series: something of it comes before them."""
    years = sorted(periods)
    return tuple(each for each in notes if years and years[0] < each.period <= years[-1])


def population_cells(user: AnyUser | None = None) -> PopulationGrid | None:
    """The population by 1 km cell in use, its latest year; ``None`` until there is one."""
    edition = current(Kind.POPULATION_CELLS, user)
    return _grid(*_stamp(edition)) if edition else None


def population_of(edition: Edition) -> PopulationGrid:
    """The latest year of an edition by square."""
    return _grid(*_stamp(edition))


def commuting_flows(year: str | None = None, user: AnyUser | None = None) -> CommutingFlows | None:
    """Commuting between municipalities in a year (the latest); ``None`` without figures for it."""
    edition = current(Kind.COMMUTING, user)
    if edition is None or not edition.periods:
        return None
    period = year or edition.periods[-1]
    return _flows(*_stamp(edition), period) if period in edition.periods else None


def migration(user: AnyUser | None = None) -> Series | None:
    """Migration by municipality, measure and year; ``None`` until there is any."""
    edition = current(Kind.MIGRATION, user)
    return _series(*_stamp(edition)) if edition else None


def key_figures(user: AnyUser | None = None) -> Series | None:
    """Kolada's key figures by municipality and year; ``None`` until there are any."""
    edition = current(Kind.KEY_FIGURES, user)
    return _series(*_stamp(edition)) if edition else None


def _stamp(edition: Edition) -> tuple[int, str]:
    """What figures are kept under in memory; another database may have another of the same key."""
    return edition.pk, f"{edition.fingerprint} {edition.applied}"


@lru_cache(maxsize=8)
def _figures(edition: int, stamp: str) -> Figures:
    del stamp
    return Edition.objects.get(pk=edition).figures


@lru_cache(maxsize=8)
def _flows(edition: int, stamp: str, period: str) -> CommutingFlows:
    figures = _figures(edition, stamp).only(period=period, measure=PEOPLE, group=TOTAL)
    return flows_from(figures, period)


@lru_cache(maxsize=8)
def _series(edition: int, stamp: str) -> Series:
    return series_from(_figures(edition, stamp).only(group=TOTAL))


@lru_cache(maxsize=4)
def _grid(edition: int, stamp: str) -> PopulationGrid:
    row = Edition.objects.select_related("dataset").defer("columns").get(pk=edition)
    assert row.dataset is not None  # an edition in use has one
    figures = _figures(edition, stamp)
    latest = max(figures.period.codes)
    people = figures.only(period=latest, measure=PEOPLE, group=TOTAL)
    north_km, east_km = corners_of(figures.area.codes)
    shown = people.area.index
    working, knows_working = _by_area(figures.only(period=latest, measure=WORKING_AGE))
    corners = np.column_stack([north_km[shown], east_km[shown]]).astype(np.float64)
    names = municipality_of(np.asarray(corners * CELL_METRES + CELL_METRES / 2))
    found = sorted({name for name in names if name})
    place = {name: index for index, name in enumerate(found)}
    hidden = ~people.is_known
    return PopulationGrid(
        north_km=north_km[shown],
        east_km=east_km[shown],
        people=np.nan_to_num(people.value).round().astype(np.int64),
        working_age=working[shown].round().astype(np.int64),
        municipality=np.array([place.get(name or "", -1) for name in names], dtype=np.int64),
        municipalities=tuple(found),
        municipality_codes=tuple(all_municipalities()[name].code for name in found),
        is_hidden=hidden,
        is_working_age_hidden=hidden | ~knows_working[shown],
        as_of=date(int(latest), 12, 31),
        source=row.dataset.source,
        licence=row.dataset.licence,
    )


def _by_area(figures: Figures) -> tuple[FloatArray, BoolArray]:
    """``[area]`` the value, and whether it is known, of figures with one for each area."""
    value = np.zeros(len(figures.area.codes))
    is_known = np.zeros(len(value), dtype=np.bool_)
    value[figures.area.index] = np.nan_to_num(figures.value)
    is_known[figures.area.index] = ~np.isin(figures.status, UNKNOWN)
    return value, is_known
