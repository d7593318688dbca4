"""The bootstrap of a survey: answers drawn again within their response strata.

Rao & Wu's rescaled bootstrap (1988): of the n answers of a stratum n - 1 are drawn with
replacement, and the factors are pulled towards one by the share of the people who answered, so that
a stratum where everyone did has no sampling error. Seeded: the same answers, the same interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from arbetshubb.analysis.places import FloatArray, IntArray

_BLOCK_VALUES: Final = 10_000_000


@dataclass(frozen=True, eq=False)
class Cells:
    """Respondents who are alike, so that they may be drawn by number and not one by one.

    Attributes:
        weight: ``[cell]`` sum of the respondents' weights.
        respondents: ``[cell]`` how many they are.
        stratum: ``[cell]`` response stratum.
        people: ``[response stratum]`` people that the stratum stands for.
    """

    weight: FloatArray
    respondents: IntArray
    stratum: IntArray
    people: FloatArray

    @classmethod
    def of(
        cls, *, cell: IntArray, weight: FloatArray, stratum: IntArray, people: FloatArray
    ) -> Self:
        """Cells from ``cell[respondent]`` and ``weight[respondent]``; ``stratum`` is by cell."""
        count = len(stratum)
        return cls(
            weight=np.bincount(cell, weight, minlength=count),
            respondents=np.bincount(cell, minlength=count),
            stratum=stratum,
            people=people,
        )


def replicate_factors(cells: Cells, count: int, seed: int) -> Iterator[FloatArray]:
    """Blocks of ``[cell, replicate]`` factors that a cell's weight is multiplied by; mean one."""
    strata = _drawn_together(cells)
    block = max(1, min(count, _BLOCK_VALUES // max(1, len(cells.weight))))
    for start in range(0, count, block):
        size = min(block, count - start)
        rng = np.random.default_rng((seed, start))
        found = np.ones((len(cells.weight), size))
        for members, people in strata:
            found[members] = _factors(cells.respondents[members], people, size, rng)
        yield found


def _drawn_together(cells: Cells) -> list[tuple[IntArray, float]]:
    """The cells of each stratum and its people; strata of one answer are joined, as they vary."""
    alone, found = [], []
    people_alone = 0.0
    order = np.argsort(cells.stratum, kind="stable")
    ends = np.flatnonzero(np.diff(cells.stratum[order])) + 1
    for members in np.split(order, ends):
        if not len(members):
            continue
        people = float(cells.people[cells.stratum[members[0]]])
        if cells.respondents[members].sum() > 1:
            found.append((members, people))
        else:
            alone.append(members)
            people_alone += people
    if alone:
        found.append((np.concatenate(alone), people_alone))
    return found


def _factors(
    respondents: IntArray, people: float, size: int, rng: np.random.Generator
) -> FloatArray:
    """``[cell, replicate]`` 1 - λ + λ·n/(n - 1)·drawn / answers, λ = √(1 - n/N)."""
    answers = int(respondents.sum())
    if answers < 2:  # noqa: PLR2004 - one answer alone cannot be drawn again
        return np.ones((len(respondents), size))
    rest = np.sqrt(max(0.0, 1.0 - answers / max(people, float(answers))))
    drawn = _drawn(respondents, answers, size, rng) * (answers / (answers - 1.0))
    return np.asarray(1.0 - rest + rest * drawn / respondents[:, None])


def _drawn(respondents: IntArray, answers: int, size: int, rng: np.random.Generator) -> FloatArray:
    """``[cell, replicate]`` how many of ``answers`` - 1 draws fell in each cell."""
    if answers > len(respondents):
        draws = rng.multinomial(answers - 1, respondents / answers, size=size)
        return np.asarray(draws.T, dtype=np.float64)
    picked = rng.integers(0, answers, (size, answers - 1))
    picked += np.arange(size)[:, None] * answers
    flat = np.bincount(picked.ravel(), minlength=size * answers)
    return np.asarray(flat.reshape(size, answers).T, dtype=np.float64)
