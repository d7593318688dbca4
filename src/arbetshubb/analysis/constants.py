"""Constants with range, price year and source; tables of them carry a version.

Reading a table from a file is done above; here is the value, its checks and arithmetic on ranges.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Constant:
    """One number that the analysis rests on.

    ``low`` and ``high`` equal ``value`` when the source gives no range.
    """

    id: str
    value: float
    low: float
    high: float
    unit: str
    price_year: str
    source: str
    confidence: str

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            message = f"constant {self.id}: {self.low} <= {self.value} <= {self.high} does not hold"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class ConstantTable(Mapping[str, Constant]):
    """Constants by id. ``version`` is a short hash of everything in them."""

    constants: tuple[Constant, ...]

    @classmethod
    def of(cls, constants: Iterable[Constant]) -> ConstantTable:
        """A table sorted by id.

        Raises:
            ValueError: an id occurs twice.
        """
        rows = sorted(constants, key=lambda constant: constant.id)
        twice = {a.id for a, b in pairwise(rows) if a.id == b.id}
        if twice:
            message = f"constants given twice: {', '.join(sorted(twice))}"
            raise ValueError(message)
        return cls(tuple(rows))

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that change when any constant changes."""
        return hashlib.sha256(repr(self.constants).encode()).hexdigest()[:12]

    def __getitem__(self, key: str) -> Constant:
        for constant in self.constants:
            if constant.id == key:
                return constant
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (constant.id for constant in self.constants)

    def __len__(self) -> int:
        return len(self.constants)

    def value(self, key: str) -> float:
        """The base value of a constant."""
        return self[key].value

    def at(self, key: str, value: float) -> ConstantTable:
        """The same table with one constant's value moved; its range widens if it must."""
        old = self[key]
        new = replace(old, value=value, low=min(old.low, value), high=max(old.high, value))
        return replace(self, constants=tuple(new if c.id == key else c for c in self.constants))
