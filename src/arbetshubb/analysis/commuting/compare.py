"""Compares two analyses like for like, and says what the difference comes from.

The earlier travel is counted again with the same constants. The difference is then divided by the
additive LMDI-I index (Ang 2005, Energy Policy 33:867-871), whose effects sum to it exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from arbetshubb.analysis.commuting.activity import ActivityTable
from arbetshubb.analysis.commuting.kinds import IS_CAR, KINDS, SEASONS
from arbetshubb.analysis.commuting.rates import COLUMNS, FIGURES, rates, season_weeks
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray
from arbetshubb.analysis.spans import Span
from arbetshubb.analysis.workforce import Mode


class Driver(StrEnum):
    """What a difference comes from."""

    PEOPLE = "people"
    """More or fewer people."""
    KM_PER_PERSON = "km_per_person"
    """Longer or shorter ways, more or fewer days."""
    MODE_MIX = "mode_mix"
    """Other modes and fuels."""
    CAR_SHARING = "car_sharing"
    """More or fewer people in each car."""
    FACTORS = "factors"
    """What a kilometre by a kind gives; with the same constants only hours can change by it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a figure changed.

    Attributes:
        earlier, now: the figure a year, like for like.
        effects: how much of ``now - earlier`` each driver made; they sum to it.
        by_mode: how much of it each mode's travel made; likewise.
        sampling: the 95 % interval of the difference by the surveys' sampling errors; ``None``
            without a survey. The constants are the same in both and do not widen it.
    """

    earlier: float
    now: float
    effects: dict[Driver, float]
    by_mode: dict[Mode, float]
    sampling: Span | None

    @property
    def change(self) -> float:
        """Now less earlier."""
        return self.now - self.earlier

    @property
    def share(self) -> float | None:
        """The change as a share of the earlier figure; ``None`` when that was nothing."""
        return self.change / self.earlier if self.earlier else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two analyses side by side.

    Attributes:
        people: earlier and now.
        km, hours, kronor, kg_co2e: the differences, like for like.
        constants_kg: how much the earlier emissions moved when counted with today's constants: no
            change of travel, and no part of ``kg_co2e``. 0 when the earlier constants are not
            given.
        is_same_basis: whether both rest on the same kind of data; else part of the difference may
            be the method's.
    """

    people: tuple[float, float]
    km: Difference
    hours: Difference
    kronor: Difference
    kg_co2e: Difference
    constants_kg: float
    is_same_basis: bool


def compare_analyses(
    earlier: ActivityTable,
    now: ActivityTable,
    constants: ConstantTable,
    *,
    earlier_constants: ConstantTable | None = None,
) -> Comparison:
    """``now`` against ``earlier``, both counted with ``constants``; groups are taken together.

    ``earlier_constants`` are those the earlier analysis was published with; they only tell how much
    its figure moved by being counted again.
    """
    first, second = earlier.together(), now.together()
    differences = {name: _difference(first, second, name, constants) for name in FIGURES[1:]}
    moved = 0.0
    if earlier_constants is not None:
        kg = FIGURES.index("kg_co2e")
        moved = float((first.figures(constants) - first.figures(earlier_constants))[0, kg])
    return Comparison(
        people=(float(first.people[0]), float(second.people[0])),
        km=differences["km"],
        hours=differences["hours"],
        kronor=differences["kronor"],
        kg_co2e=differences["kg_co2e"],
        constants_kg=moved,
        is_same_basis=earlier.basis == now.basis,
    )


def _difference(
    earlier: ActivityTable, now: ActivityTable, figure: str, constants: ConstantTable
) -> Difference:
    before, after = (_year(table, figure, constants) for table in (earlier, now))
    change = (after.figure - before.figure).sum(axis=0)
    return Difference(
        earlier=float(before.figure.sum()),
        now=float(after.figure.sum()),
        effects=_effects(before, after),
        by_mode={mode: float(change[_OF_MODE[mode]].sum()) for mode in Mode},
        sampling=_sampling(before, after, earlier, now, figure),
    )


_OF_MODE: Final = {
    mode: np.array([kind.mode is mode for kind in KINDS], dtype=np.bool_) for mode in Mode
}


@dataclass(frozen=True, eq=False)
class _Year:
    """A year by ``[season, kind]``: kilometres of people, of vehicles, and the figure."""

    people: float
    km: FloatArray
    vehicle_km: FloatArray
    figure: FloatArray


def _year(table: ActivityTable, figure: str, constants: ConstantTable) -> _Year:
    values, weeks = table.values[0], season_weeks(constants)[:, None]
    km = values[:, :, COLUMNS.index("km")] * weeks
    vehicle_km = values[:, :, COLUMNS.index("vehicle_km")] * weeks
    # Sharing a car shortens nobody's way and saves nobody's time.
    is_shared = IS_CAR & (figure in {"kronor", "kg_co2e"})
    amount = np.einsum("scx,scx->sc", values, rates(constants)[:, :, :, FIGURES.index(figure)])
    return _Year(
        people=float(table.people[0]),
        km=km,
        vehicle_km=np.where(is_shared, vehicle_km, km),
        figure=amount,
    )


def _effects(before: _Year, after: _Year) -> dict[Driver, float]:
    """The additive LMDI-I effects of figure = Σ people · km/person · mix · cars/km · figure/car-km.

    Limits for what is nothing in one of the two years are Ang & Liu's (2007): the factor that goes
    to nothing takes the whole change of its row.
    """
    change = float(after.figure.sum() - before.figure.sum())
    found = dict.fromkeys(Driver, 0.0)
    if not (before.people > 0 and after.people > 0):
        return found | {Driver.PEOPLE: change}
    if not (before.km.sum() > 0 and after.km.sum() > 0):
        return found | {Driver.KM_PER_PERSON: change}
    for place in np.ndindex(len(SEASONS), len(KINDS)):
        for driver, amount in _row(before, after, place).items():
            found[driver] += amount
    return found


def _row(before: _Year, after: _Year, place: tuple[int, ...]) -> dict[Driver, float]:
    first, second = float(before.figure[place]), float(after.figure[place])
    if first == second == 0.0:
        return {}
    if not (before.km[place] > 0 and after.km[place] > 0):
        return {Driver.MODE_MIX: second - first}
    if not (first > 0 and second > 0):
        return {Driver.FACTORS: second - first}
    weight = _logarithmic_mean(second, first)
    parts = [_factors(year, place) for year in (before, after)]
    return {
        driver: weight * float(np.log(parts[1][driver] / parts[0][driver])) for driver in Driver
    }


def _factors(year: _Year, place: tuple[int, ...]) -> dict[Driver, float]:
    km = float(year.km.sum())
    return {
        Driver.PEOPLE: year.people,
        Driver.KM_PER_PERSON: km / year.people,
        Driver.MODE_MIX: float(year.km[place]) / km,
        Driver.CAR_SHARING: float(year.vehicle_km[place] / year.km[place]),
        Driver.FACTORS: float(year.figure[place] / year.vehicle_km[place]),
    }


def _logarithmic_mean(one: float, other: float) -> float:
    """(a - b) / (ln a - ln b), and a where they are equal."""
    ratio = np.log(one / other)
    # The series keeps what rounding takes from the quotient when the two are nearly equal.
    if abs(ratio) < 1e-6:  # noqa: PLR2004 - its next term is below 1e-13
        return (one + other) / 2.0
    return float((one - other) / ratio)


def _sampling(
    before: _Year, after: _Year, earlier: ActivityTable, now: ActivityTable, figure: str
) -> Span | None:
    """The two surveys err independently: squares add."""
    if not (earlier.sampling or now.sampling):
        return None
    first, second = float(before.figure.sum()), float(after.figure.sum())
    first_down, first_up = (first * each for each in earlier.sampling.get(figure, (0.0, 0.0)))
    second_down, second_up = (second * each for each in now.sampling.get(figure, (0.0, 0.0)))
    change = second - first
    low = change - np.hypot(second_down, first_up)
    return Span(change, float(low), float(change + np.hypot(second_up, first_down)))
