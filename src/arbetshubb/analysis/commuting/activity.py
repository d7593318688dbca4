"""What was travelled, without prices: small enough to keep, enough to count again with new ones.

A table is about groups, never about a person; before it leaves the employer the counts of people
and respondents in it are to be held against the limit of disclosure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from arbetshubb.analysis.commuting.kinds import KINDS, SEASONS, Fuel, Kind, Season
from arbetshubb.analysis.commuting.rates import COLUMNS, FIGURES, rates
from arbetshubb.analysis.constants import ConstantTable
from arbetshubb.analysis.places import FloatArray, IntArray
from arbetshubb.analysis.workforce import Mode

FORMAT: Final = "arbetshubb-activity-1"
EVERYBODY: Final = "all"


@dataclass(frozen=True, eq=False)
class ActivityTable:
    """A week's travel by group, season and kind.

    Attributes:
        groups: names of the groups; ``("all",)`` for everybody together.
        people, respondents: ``[group]`` people described, and answers behind them.
        values: ``[group, season, kind, column]`` in the orders of ``SEASONS``, ``KINDS`` and
            ``rates.COLUMNS``; in a week of that season.
        basis: ``state.Basis`` that it was made on.
        constants_version: the constants that its first figures were counted with.
        sampling: by figure how far below and above the base the sampling interval of everybody
            reaches, as shares of the base; empty without a survey.
    """

    groups: tuple[str, ...]
    people: FloatArray
    respondents: IntArray
    values: FloatArray
    basis: str
    constants_version: str
    sampling: Mapping[str, tuple[float, float]]

    def figures(self, constants: ConstantTable) -> FloatArray:
        """``[group, figure]`` people, km, hours, kronor and kg CO2e in a year."""
        return np.asarray(np.einsum("gscx,scxf->gf", self.values, rates(constants)))

    def together(self) -> ActivityTable:
        """All groups as one."""
        return ActivityTable(
            groups=(EVERYBODY,),
            people=self.people.sum(keepdims=True),
            respondents=self.respondents.sum(keepdims=True),
            values=self.values.sum(axis=0, keepdims=True),
            basis=self.basis,
            constants_version=self.constants_version,
            sampling=self.sampling,
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON file or column; rows of nothing are left out."""
        return {
            "format": FORMAT,
            "basis": self.basis,
            "constants_version": self.constants_version,
            "sampling": {name: list(pair) for name, pair in self.sampling.items()},
            "groups": [
                {
                    "name": name,
                    "people": float(self.people[index]),
                    "respondents": int(self.respondents[index]),
                    "rows": _rows(self.values[index]),
                }
                for index, name in enumerate(self.groups)
            ],
        }

    # Any: what a JSON file holds is not known before it has been looked at.
    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """The table that ``to_json`` wrote.

        Raises:
            ValueError: it is another format, or a row cannot be understood.
        """
        if content.get("format") != FORMAT:
            message = f"not a table of activity: {content.get('format')!r}"
            raise ValueError(message)
        try:
            groups = content["groups"]
            return cls(
                groups=tuple(str(group["name"]) for group in groups),
                people=np.array([group["people"] for group in groups], dtype=np.float64),
                respondents=np.array([group["respondents"] for group in groups], dtype=np.int64),
                values=np.array([_values(group["rows"]) for group in groups]).reshape(
                    len(groups), len(SEASONS), len(KINDS), len(COLUMNS)
                ),
                basis=str(content["basis"]),
                constants_version=str(content["constants_version"]),
                sampling=_sampling(content["sampling"]),
            )
        except (KeyError, TypeError, IndexError) as error:
            message = f"a table of activity lacks or misspells {error}"
            raise ValueError(message) from error


def _rows(values: FloatArray) -> list[dict[str, Any]]:
    found = []
    for (season, kind), is_used in np.ndenumerate(values.any(axis=-1)):
        if is_used:
            each = KINDS[kind]
            row: dict[str, Any] = {"season": SEASONS[season].value, "mode": each.mode.value}
            row["fuel"] = each.fuel.value if each.fuel else None
            row |= dict(zip(COLUMNS, values[season, kind].tolist(), strict=True))
            found.append(row)
    return found


def _values(rows: list[Mapping[str, Any]]) -> FloatArray:
    found = np.zeros((len(SEASONS), len(KINDS), len(COLUMNS)))
    for row in rows:
        fuel = None if row["fuel"] is None else Fuel(row["fuel"])
        kind = KINDS.index(Kind(Mode(row["mode"]), fuel))
        numbers = np.array([row[name] for name in COLUMNS], dtype=np.float64)
        if not (np.isfinite(numbers) & (numbers >= 0)).all():
            message = f"an activity is negative or not a number: {dict(row)}"
            raise ValueError(message)
        found[SEASONS.index(Season(row["season"])), kind] += numbers
    return found


def _sampling(content: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    return {name: (float(content[name][0]), float(content[name][1])) for name in content
            if name in FIGURES}  # fmt: skip
