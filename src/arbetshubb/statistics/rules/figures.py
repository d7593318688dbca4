"""Published figures as columns: what each is about, its value and how far it is known.

A figure that the publisher hides or lacks has no value (``nan``) and is never summed as zero.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray

type StatusArray = npt.NDArray[np.uint8]

TOTAL: Final = "total"
"""The group that is everybody."""


class Status(IntEnum):
    """How far a published figure is known."""

    OK = 0
    SUPPRESSED = 1
    """There is a figure, and the publisher does not show it."""
    ADJUSTED = 2
    """Rounded or given noise by the publisher, so that parts need not sum to their total."""
    MISSING = 3
    """There is no figure."""
    PRELIMINARY = 4


UNKNOWN: Final = (Status.SUPPRESSED, Status.MISSING)


@dataclass(frozen=True, eq=False)
class Axis:
    """What figures are told apart by: ``codes[index[figure]]``, each code with its name."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    index: IntArray

    @classmethod
    def of(cls, codes: Sequence[str], names: dict[str, str] | None = None) -> Self:
        """The axis whose code at each figure is given."""
        if not len(codes):
            return cls((), (), np.zeros(0, dtype=np.int64))
        found, index = np.unique(np.asarray(codes, dtype=np.str_), return_inverse=True)
        known = names or {}
        words = tuple(str(code) for code in found)
        return cls(words, tuple(known.get(word, word) for word in words), index.astype(np.int64))

    @classmethod
    def constant(cls, code: str, length: int, name: str = "") -> Self:
        """The axis on which all ``length`` figures have the same code."""
        return cls((code,), (name or code,), np.zeros(length, dtype=np.int64))

    def code_array(self) -> npt.NDArray[np.str_]:
        """``[figure]`` the codes."""
        if not self.codes:
            return np.zeros(0, dtype="<U1")
        return np.asarray(self.codes, dtype=np.str_)[self.index]

    def name_of(self, code: str) -> str:
        """The name of a code; the code itself when it has none."""
        return self.names[self.codes.index(code)] if code in self.codes else code

    def position(self, code: str) -> int:
        """The index of a code; -1 when no figure has it."""
        return self.codes.index(code) if code in self.codes else -1

    def where(self, chosen: BoolArray) -> Axis:
        """The axis of the ``chosen[figure]`` figures."""
        return replace(self, index=self.index[chosen])


@dataclass(frozen=True, slots=True)
class Total:
    """A sum: at least ``value``, with ``unknown`` of its parts not told."""

    value: float
    unknown: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether every part was known."""
        return self.unknown == 0


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures as columns, one entry a figure.

    Attributes:
        area: what the figure is about: a municipality, a 1 km cell, a small area.
        other: the other end of a flow; one empty code when it is no flow.
        period: the year.
        measure: what is counted: ``people``, ``in``, the id of a key figure.
        group: ``total``, ``women`` or ``men``.
        value: ``nan`` where ``status`` is suppressed or missing.
        status: ``Status`` values.
    """

    area: Axis
    other: Axis
    period: Axis
    measure: Axis
    group: Axis
    value: FloatArray
    status: StatusArray

    def __len__(self) -> int:
        return len(self.value)

    @property
    def is_known(self) -> BoolArray:
        """``[figure]`` whether there is a value."""
        return np.asarray(~np.isin(self.status, UNKNOWN), dtype=np.bool_)

    def where(self, chosen: BoolArray) -> Figures:
        """Only the ``chosen[figure]`` figures."""
        axes = {name: getattr(self, name).where(chosen) for name in AXES}
        return replace(self, **axes, value=self.value[chosen], status=self.status[chosen])

    def only(self, **codes: str | Iterable[str]) -> Figures:
        """Only the figures with these codes: ``only(period="2024", measure=("in", "out"))``."""
        chosen = np.ones(len(self), dtype=np.bool_)
        for name, wanted in codes.items():
            axis: Axis = getattr(self, name)
            words = (wanted,) if isinstance(wanted, str) else tuple(wanted)
            chosen &= np.isin(axis.index, [axis.position(word) for word in words])
        return self.where(chosen)

    def total(self) -> Total:
        """The sum of the figures; parts that are not told are counted, not added."""
        known = self.is_known
        return Total(float(self.value[known].sum()), int((~known).sum()))

    def rows(self) -> Iterable[tuple[str, str, str, str, str, float, int]]:
        """The figures one by one: codes of the five axes, value and status."""
        columns = [getattr(self, name).code_array().tolist() for name in AXES]
        return zip(*columns, self.value.tolist(), self.status.tolist(), strict=True)

    def to_bytes(self) -> bytes:
        """The figures as a compressed file that ``from_bytes`` reads back."""
        words = {name: [getattr(self, name).codes, getattr(self, name).names] for name in AXES}
        kept = io.BytesIO()
        np.savez_compressed(
            kept,
            words=np.frombuffer(json.dumps(words, ensure_ascii=False).encode(), dtype=np.uint8),
            value=self.value,
            status=self.status,
            **{name: getattr(self, name).index.astype(np.int32) for name in AXES},
        )
        return kept.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Figures:
        """The figures that ``to_bytes`` wrote."""
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            words = json.loads(kept["words"].tobytes().decode())
            axes = {
                name: Axis(
                    tuple(words[name][0]), tuple(words[name][1]), kept[name].astype(np.int64)
                )
                for name in AXES
            }
            return cls(**axes, value=kept["value"], status=kept["status"])


AXES: Final = tuple(
    field.name for field in fields(Figures) if field.name not in {"value", "status"}
)


def figures_of(
    rows: Sequence[tuple[str, str, str, str, str, float, int]], names: dict[str, dict[str, str]]
) -> Figures:
    """The columns of rows such as ``Figures.rows`` gives; ``names`` by axis and code."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(AXES) + 2)
    axes = {name: Axis.of(columns[index], names.get(name)) for index, name in enumerate(AXES)}
    return Figures(
        **axes,
        value=np.array(columns[-2], dtype=np.float64),
        status=np.array(columns[-1], dtype=np.uint8),
    )
