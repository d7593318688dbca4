"""An old report as activity: kilometres a year by means, so that a new analysis can be laid beside.

A report of sums tells neither days, minutes nor seasons: both seasons are taken to be alike, and
hours cannot be compared.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from arbetshubb.analysis.commuting import KINDS, SEASONS, ActivityTable, Fuel, Kind
from arbetshubb.analysis.commuting.rates import COLUMNS, season_weeks
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.workforce import Mode

REPORT: str = "report"


def report_table(people: int, km: Mapping[Mode, float], constants: ConstantTable) -> ActivityTable:
    """The activity of ``people`` who travelled ``km[mode]`` in a year, a car with one in it.

    People are spread over the means as the kilometres are.
    """
    total = sum(km.values())
    weeks = float(season_weeks(constants).sum())
    values = np.zeros((1, len(SEASONS), len(KINDS), len(COLUMNS)))
    for mode, amount in km.items():
        at = values[0, :, KINDS.index(_kind(mode))]
        weekly = amount / weeks
        at[:, COLUMNS.index("people")] = people * amount / total if total else 0.0
        for name in ("km", "vehicle_km", "road_km"):
            at[:, COLUMNS.index(name)] = weekly
    return ActivityTable(
        groups=("all",),
        people=np.array([float(people)]),
        respondents=np.zeros(1, dtype=np.int64),
        values=values,
        basis=REPORT,
        constants_version=constants.version,
        sampling={},
    )


def _kind(mode: Mode) -> Kind:
    return Kind(mode, Fuel.ELECTRIC if mode is Mode.ELECTRIC_CAR else None)
