"""A published table in any of PxWeb's shapes: variables, and a figure where they meet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.statistics.rules.figures import UNKNOWN, Status, StatusArray
from arbetshubb.statistics.rules.kinds import About
from arbetshubb.tables.values import folded


class NotThatShape(Exception):
    """The content is not what it looked like; ``code`` has a sentence in ``texts``."""

    def __init__(self, *, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of a table and its values; ``codes`` and ``labels`` stand side by side."""

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]

    def is_named(self, *words: str) -> bool:
        """Whether the variable goes under one of the folded ``words``."""
        return folded(self.code) in words or folded(self.label) in words

    def find(self, *words: str) -> int | None:
        """The position of the value whose code or label is one of the folded ``words``."""
        for index, (code, label) in enumerate(zip(self.codes, self.labels, strict=True)):
            if folded(code) in words or folded(label) in words or code in words:
                return index
        return None


@dataclass(frozen=True, eq=False)
class Cube:
    """``at[figure, variable]`` is an index into the variable's values."""

    variables: tuple[Variable, ...]
    at: IntArray
    value: FloatArray
    status: StatusArray
    about: About

    def variable(self, *words: str) -> int | None:
        """The position of the variable under one of these folded names; ``None`` without one."""
        for index, each in enumerate(self.variables):
            if each.is_named(*words):
                return index
        return None

    def only(self, variable: int, value: int) -> Cube:
        """The figures at one value of a variable, which is then gone."""
        return self._without(variable, self.at[:, variable] == value)

    def summed(self, variable: int, values: list[int] | None = None) -> Cube:
        """The sums over some values of a variable (all of them), which is then gone.

        A sum with a part that is not told is not told either.
        """
        chosen = np.ones(len(self.at), dtype=np.bool_)
        if values is not None:
            chosen = np.isin(self.at[:, variable], values)
        part = self._without(variable, chosen)
        if not len(part.at):
            return part
        at, group = np.unique(part.at, axis=0, return_inverse=True)
        group = group.reshape(-1)
        unknown = np.isin(part.status, UNKNOWN)
        value = np.bincount(group, np.where(unknown, 0.0, part.value), minlength=len(at))
        lacks = np.bincount(group, unknown, minlength=len(at)) > 0
        status = np.zeros(len(at), dtype=np.uint8)
        for mark in (Status.ADJUSTED, Status.PRELIMINARY, Status.SUPPRESSED):
            has = np.bincount(group, part.status == mark, minlength=len(at)) > 0
            status[has] = mark
        only_missing = np.bincount(group, part.status != Status.MISSING, minlength=len(at)) == 0
        status[lacks] = Status.SUPPRESSED
        status[only_missing] = Status.MISSING
        return replace(part, at=at, value=np.where(lacks, np.nan, value), status=status)

    def _without(self, variable: int, chosen: BoolArray) -> Cube:
        keep = [index for index in range(len(self.variables)) if index != variable]
        return replace(
            self,
            variables=tuple(self.variables[index] for index in keep),
            at=self.at[chosen][:, keep],
            value=self.value[chosen],
            status=self.status[chosen],
        )
