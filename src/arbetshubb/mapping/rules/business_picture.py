"""Business trips as they may be shown: by means of travel and by unit, priced and protected.

The file holds sums and names nobody. A unit with fewer people than the limit is hidden, and enough
others with it, since its trips are those of a few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting import FUELS, Fuel
from arbetshubb.analysis.commuting.business import (
    BUSINESS_MODES,
    BusinessMode,
    BusinessTrips,
    business_year,
)
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.disclosure import DEFAULT_LIMIT, hidden_in_rows, must_hide_total
from arbetshubb.analysis.hubplan.published import Figure, Travel, TravelRow
from arbetshubb.analysis.places import IntArray
from arbetshubb.analysis.spans import Span
from arbetshubb.mapping.rules.business_file import TripMode, Trips
from arbetshubb.mapping.rules.draw import HIDDEN_TRAVEL

_AS_PRICED: Final[Mapping[TripMode, tuple[BusinessMode, Fuel | None]]] = {
    TripMode.OWN_CAR: (BusinessMode.OWN_CAR, None),
    TripMode.POOL_CAR: (BusinessMode.POOL_CAR, None),
    TripMode.ELECTRIC_CAR: (BusinessMode.POOL_CAR, Fuel.ELECTRIC),
    TripMode.TAXI: (BusinessMode.TAXI, None),
    TripMode.HIRE_CAR: (BusinessMode.HIRE_CAR, None),
    TripMode.BUS: (BusinessMode.BUS, None),
    TripMode.TRAIN: (BusinessMode.TRAIN, None),
    TripMode.FLIGHT: (BusinessMode.FLIGHT, None),
}


@dataclass(frozen=True, slots=True)
class TripRow:
    """The trips by one means."""

    mode: str
    travel: Travel


@dataclass(frozen=True, slots=True)
class BusinessPicture:
    """A file's trips. ``people`` in the figures is the staff, whom they are divided by.

    ``unpriced`` is the share of the kilometres whose kronor are reckoned, not from the file.
    """

    total: Travel
    rows: tuple[TripRow, ...]
    units: tuple[TravelRow, ...]
    unpriced: float
    periods: tuple[str, ...]


def business_picture(
    trips: Sequence[Trips],
    constants: ConstantTable,
    *,
    staff: Mapping[str, int],
    limit: int = DEFAULT_LIMIT,
) -> BusinessPicture:
    """The protected picture of ``trips``; O(trips · constants).

    ``staff`` is how many the register has in each unit.
    """
    people = sum(staff.values())
    modes = [mode for mode in TripMode if any(each.mode == mode for each in trips)]
    km = sum(each.km for each in trips)
    without = sum(each.km for each in trips if each.kronor is None)
    return BusinessPicture(
        total=_hidden_if(0 < people < limit, _year(trips, constants, people)),
        rows=tuple(
            TripRow(
                mode.value,
                _hidden_if(
                    0 < people < limit,
                    _year([each for each in trips if each.mode == mode], constants, people),
                ),
            )
            for mode in modes
        ),
        units=_units(trips, constants, staff, limit),
        unpriced=without / km if km else 0.0,
        periods=tuple(sorted({each.period for each in trips})),
    )


def _hidden_if(is_hidden: bool, travel: Travel) -> Travel:  # noqa: FBT001  the condition itself
    return HIDDEN_TRAVEL if is_hidden else travel


def _units(
    trips: Sequence[Trips], constants: ConstantTable, staff: Mapping[str, int], limit: int
) -> tuple[TravelRow, ...]:
    """By unit; trips without a unit come last and are nobody's in particular."""
    names = sorted({each.unit for each in trips} - {""})
    if not names:
        return ()
    if any(not each.unit for each in trips):
        names.append("")
    # A unit that the register does not know may be of any size: it is taken for small.
    sizes = np.array([staff.get(name, 1) if name else limit for name in names], dtype=np.int64)
    hidden = hidden_in_rows(sizes, limit=limit)
    if must_hide_total(sizes, limit=limit):
        hidden[:] = True
    return tuple(
        TravelRow(
            name,
            _hidden_if(
                bool(is_hidden),
                _year([each for each in trips if each.unit == name], constants, staff.get(name, 0)),
            ),
        )
        for name, is_hidden in zip(names, hidden, strict=True)
    )


def _year(trips: Sequence[Trips], constants: ConstantTable, people: int) -> Travel:
    found = business_year(_columns(trips), constants)
    figures = (found.km, found.hours, found.kronor, found.kg_co2e)
    return Travel(people, *(_figure(each) for each in figures))


def _figure(span: Span) -> Figure:
    return Figure(span.base, span.low, span.high)


def _columns(trips: Sequence[Trips]) -> BusinessTrips:
    priced = [_AS_PRICED[TripMode(each.mode)] for each in trips]
    periods = tuple(sorted({each.period for each in trips}))
    count = len(trips)

    def indices(of: Callable[[int], int]) -> IntArray:
        return np.fromiter((of(index) for index in range(count)), dtype=np.int64, count=count)

    return BusinessTrips(
        units=(),
        periods=periods,
        mode=indices(lambda index: BUSINESS_MODES.index(priced[index][0])),
        km=np.array([each.km for each in trips], dtype=np.float64),
        kronor=np.array(
            [np.nan if each.kronor is None else each.kronor for each in trips], dtype=np.float64
        ),
        minutes=np.full(count, np.nan),
        fuel=indices(
            lambda index: -1 if priced[index][1] is None else FUELS.index(priced[index][1])
        ),
        unit=np.full(count, -1, dtype=np.int64),
        period=indices(lambda index: periods.index(trips[index].period)),
        trips=np.ones(count),
        traveller=np.full(count, -1, dtype=np.int64),
    )
