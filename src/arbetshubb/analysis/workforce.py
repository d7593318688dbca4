"""Employees as columns: where they live, where they work and how their week looks.

There is no name, number or address here; a home is a 1 km cell. Reading files is done above.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from arbetshubb.analysis.places import BoolArray, Cell, FloatArray, IntArray, Site


class Mode(StrEnum):
    """The main way a person travels to work."""

    CAR = "car"
    ELECTRIC_CAR = "electric_car"
    BUS = "bus"
    TRAIN = "train"
    BICYCLE = "bicycle"
    WALK = "walk"


MODES: tuple[Mode, ...] = tuple(Mode)


@dataclass(frozen=True, slots=True)
class Employee:
    """One employee before the columns are made. Days are days a week now."""

    employer: str
    unit: str
    home: Cell
    municipality: str
    workplace: str
    office_days: float
    home_days: float
    hub_days: float
    mode: Mode
    is_remote_eligible: bool
    is_complex_issue: bool


@dataclass(frozen=True, eq=False)
class Workforce:
    """Employees as columns, one entry a person; ``home`` and ``workplace`` are indices.

    Attributes:
        cells: the distinct homes; ``home[person]`` is an index into it.
        cell_municipality: ``[cell]`` index into ``municipalities``: where the cell's people live.
        sites: every site of the study; ``workplace[person]`` is an index into it.
        office_days, home_days, hub_days: ``[person]`` days a week now.
        mode: ``[person]`` index into ``MODES``.
        employer, unit: ``[person]`` indices into ``employers`` and ``units``.
    """

    cells: tuple[Cell, ...]
    cell_municipality: IntArray
    municipalities: tuple[str, ...]
    sites: tuple[Site, ...]
    employers: tuple[str, ...]
    units: tuple[str, ...]
    home: IntArray
    workplace: IntArray
    office_days: FloatArray
    home_days: FloatArray
    hub_days: FloatArray
    mode: IntArray
    employer: IntArray
    unit: IntArray
    is_remote_eligible: BoolArray
    is_complex_issue: BoolArray

    def __len__(self) -> int:
        return len(self.home)

    @property
    def municipality(self) -> IntArray:
        """``[person]`` index into ``municipalities``: where each person lives."""
        return self.cell_municipality[self.home]

    def where(self, chosen: BoolArray) -> Workforce:
        """The same study with only the ``chosen[person]`` people."""
        columns = {
            name: getattr(self, name)[chosen]
            for name in (
                "home", "workplace", "office_days", "home_days", "hub_days", "mode",
                "employer", "unit", "is_remote_eligible", "is_complex_issue",
            )
        }  # fmt: skip
        return replace(self, **columns)


def workforce(
    employees: Sequence[Employee],
    sites: Sequence[Site],
    *,
    municipalities: Sequence[str] = (),
) -> Workforce:
    """The columns for ``employees`` working at ``sites``; O(employees).

    ``municipalities`` fixes the order of municipalities and keeps those without employees;
    others found among the employees are appended in alphabetical order.

    Raises:
        KeyError: an employee's ``workplace`` is not the ``site_id`` of any of ``sites``.
    """
    home_of = {cell: index for index, cell in enumerate(sorted({e.home for e in employees}))}
    site_of = {site.site_id: index for index, site in enumerate(sites)}
    found = {e.municipality for e in employees} - set(municipalities)
    names = (*municipalities, *sorted(found))
    municipality_of = {name: index for index, name in enumerate(names)}
    employers = tuple(sorted({e.employer for e in employees}))
    units = tuple(sorted({e.unit for e in employees}))
    employer_of = {name: index for index, name in enumerate(employers)}
    unit_of = {name: index for index, name in enumerate(units)}
    mode_of = {mode: index for index, mode in enumerate(MODES)}
    cell_municipality = np.zeros(len(home_of), dtype=np.int64)
    for e in employees:
        cell_municipality[home_of[e.home]] = municipality_of[e.municipality]
    return Workforce(
        cells=tuple(home_of),
        cell_municipality=cell_municipality,
        municipalities=names,
        sites=tuple(sites),
        employers=employers,
        units=units,
        home=_integers(home_of[e.home] for e in employees),
        workplace=_integers(site_of[e.workplace] for e in employees),
        office_days=np.array([e.office_days for e in employees], dtype=np.float64),
        home_days=np.array([e.home_days for e in employees], dtype=np.float64),
        hub_days=np.array([e.hub_days for e in employees], dtype=np.float64),
        mode=_integers(mode_of[e.mode] for e in employees),
        employer=_integers(employer_of[e.employer] for e in employees),
        unit=_integers(unit_of[e.unit] for e in employees),
        is_remote_eligible=np.array([e.is_remote_eligible for e in employees], dtype=np.bool_),
        is_complex_issue=np.array([e.is_complex_issue for e in employees], dtype=np.bool_),
    )


def _integers(values: Iterable[int]) -> IntArray:
    return np.fromiter(values, dtype=np.int64)
