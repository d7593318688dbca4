"""Travel within a cut-off, kept by site: what a country needs, where a dense matrix is too big."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.places import IntArray
from arbetshubb.analysis.travel.components import Components, components_of, joined_components
from arbetshubb.analysis.travel.matrix import (
    Float32Array,
    Int32Array,
    NoWay,
    Quality,
    TravelMatrix,
    UInt8Array,
    cutoff_seconds,
)


class SiteColumn(NamedTuple):
    """The origins that reach one site, ascending, with their seconds and metres."""

    origin: Int32Array
    seconds: Float32Array
    metres: Float32Array


@dataclass(frozen=True, eq=False)
class SparseTravel:
    """One-way travel of at most ``cutoff_minutes``, one column after another.

    Site ``s`` is reached by ``origin[indptr[s]:indptr[s + 1]]``, ascending; ``seconds`` and
    ``metres`` (along the quickest way) lie in the same order. Under 2 h and 2,000 km they are
    within 0.001 s and 0.1 m of the engine's. 12 bytes an entry, 8 a site and 4 an origin: 30
    million pairs take 360 MB, where 110,000 × 5,000 dense would take 9.4 GB.

    A pair without an entry has no way for the reason that ``no_way_to`` gives, from
    ``origin_component[origin]`` and ``site_component[site]``: -1 is far from every road; different
    numbers are different road systems; equal numbers mean that roads join them, but not within the
    cut-off (or only the other way, where a street is one-way). ``otherwise`` is that last reason:
    ``BEYOND_CUTOFF``, or ``UNKNOWN`` if the engine left pairs out without saying why.

    Raises:
        ValueError: the arrays do not fit together or a value is not possible.
    """

    indptr: IntArray
    origin: Int32Array
    seconds: Float32Array
    metres: Float32Array
    cutoff_minutes: float
    quality: Quality
    source: str
    origin_component: Int32Array
    site_component: Int32Array
    otherwise: NoWay = NoWay.BEYOND_CUTOFF

    def __post_init__(self) -> None:
        cutoff_seconds(self.cutoff_minutes)
        entries = len(self.origin)
        if not entries == len(self.seconds) == len(self.metres):
            message = "origin, seconds and metres must have one length"
            raise ValueError(message)
        ends = self.indptr
        if len(ends) != len(self.site_component) + 1 or ends[0] != 0 or ends[-1] != entries:
            message = f"indptr must run from 0 to {entries} and have one more than the sites"
            raise ValueError(message)
        if (np.diff(ends) < 0).any():
            message = "indptr must never fall"
            raise ValueError(message)
        if entries and not (self.origin.min() >= 0 and self.origin.max() < self.shape[0]):
            message = "an entry is of an origin that does not exist"
            raise ValueError(message)
        if entries and not (_is_length(self.seconds) and _is_length(self.metres)):
            message = "seconds and metres must be finite and not negative"
            raise ValueError(message)

    @property
    def shape(self) -> tuple[int, int]:
        """How many origins and sites."""
        return len(self.origin_component), len(self.site_component)

    @property
    def nbytes(self) -> int:
        """Bytes that the arrays take."""
        arrays = (
            self.indptr, self.origin, self.seconds, self.metres,
            self.origin_component, self.site_component,
        )  # fmt: skip
        return sum(array.nbytes for array in arrays)

    def column(self, site: int) -> SiteColumn:
        """Who reaches ``site`` (views, nothing is copied)."""
        part = slice(self.indptr[site], self.indptr[site + 1])
        return SiteColumn(self.origin[part], self.seconds[part], self.metres[part])

    def no_way_to(self, site: int) -> UInt8Array:
        """``[origin]`` the ``NoWay`` to ``site``."""
        component = self.site_component[site]
        reason = np.full(self.shape[0], self.otherwise, dtype=np.uint8)
        reason[self.origin_component != component] = NoWay.OTHER_COMPONENT
        reason[(self.origin_component < 0) | (component < 0)] = NoWay.FAR_FROM_ROAD
        reason[self.column(site).origin] = NoWay.NONE
        return reason

    def nearest(self, sites: IntArray | None = None) -> IntArray:
        """``[origin]`` the one of ``sites`` (all by default) with fewest seconds, -1 for none.

        Of equals it is the one that stands first in ``sites``. O(entries).
        """
        best = np.full(self.shape[0], np.inf, dtype=np.float32)
        found = np.full(self.shape[0], -1, dtype=np.int64)
        for site in range(self.shape[1]) if sites is None else sites:
            column = self.column(int(site))
            nearer = column.seconds < best[column.origin]
            best[column.origin[nearer]] = column.seconds[nearer]
            found[column.origin[nearer]] = site
        return found

    def to_dense(self) -> TravelMatrix:
        """The same as a matrix, 17 bytes a pair; every missing pair with its reason."""
        seconds = np.full(self.shape, np.nan)
        metres = np.full(self.shape, np.nan)
        no_way = np.empty(self.shape, dtype=np.uint8)
        for site in range(self.shape[1]):
            column = self.column(site)
            seconds[column.origin, site] = column.seconds
            metres[column.origin, site] = column.metres
            no_way[:, site] = self.no_way_to(site)
        return TravelMatrix(seconds, metres, self.quality, self.source, no_way)

    @classmethod
    def from_dense(cls, matrix: TravelMatrix, cutoff_minutes: float) -> Self:
        """The ways of ``matrix`` that take at most ``cutoff_minutes``."""
        kept = matrix.seconds <= cutoff_seconds(cutoff_minutes)
        site, origin = np.nonzero(kept.T)
        origin_component, site_component = components_of(matrix.no_way)
        is_unknown = bool((matrix.no_way == NoWay.UNKNOWN).any())
        return cls(
            indptr=np.concatenate([[0], np.cumsum(kept.sum(axis=0))]).astype(np.int64),
            origin=origin.astype(np.int32),
            seconds=matrix.seconds[origin, site].astype(np.float32),
            metres=matrix.metres[origin, site].astype(np.float32),
            cutoff_minutes=cutoff_minutes,
            quality=matrix.quality,
            source=matrix.source,
            origin_component=origin_component,
            site_component=site_component,
            otherwise=NoWay.UNKNOWN if is_unknown else NoWay.BEYOND_CUTOFF,
        )

    def with_columns(self, more: SparseTravel) -> SparseTravel:
        """This and, after its sites, the sites of ``more``: one more hub is one more column.

        No entry of this is measured or changed again; O(entries) to copy.

        Raises:
            ValueError: ``more`` has other origins, another cut-off, quality or source.
        """
        return side_by_side([self, more])


def side_by_side(parts: Iterable[SparseTravel]) -> SparseTravel:
    """The columns of all parts, in order.

    A part that only this holds is let go as it is copied: at the end a third of the answer stands
    beside it, not a second whole.

    Raises:
        ValueError: there are none, or they differ in origins, cut-off, quality or source.
    """
    gathered = _Gathered()
    for part in parts:
        gathered.add(part)
    return gathered.whole()


class _Gathered:
    """Columns on their way to become one."""

    def __init__(self) -> None:
        self._first: SparseTravel | None = None
        self._counts: list[IntArray] = []
        self._origin: list[Int32Array] = []
        self._seconds: list[Float32Array] = []
        self._metres: list[Float32Array] = []
        self._components: list[Components] = []
        self._otherwise = NoWay.BEYOND_CUTOFF

    def add(self, part: SparseTravel) -> None:
        self._first = self._first or part
        _check_alike(self._first, part)
        self._counts.append(np.diff(part.indptr))
        self._origin.append(part.origin)
        self._seconds.append(part.seconds)
        self._metres.append(part.metres)
        self._components.append((part.origin_component, part.site_component))
        if part.otherwise is NoWay.UNKNOWN:
            self._otherwise = NoWay.UNKNOWN

    def whole(self) -> SparseTravel:
        if self._first is None:
            message = "there is nothing to put together"
            raise ValueError(message)
        origin_component, site_component = joined_components(self._components)
        return replace(
            self._first,
            indptr=np.concatenate([[0], *self._counts]).cumsum(dtype=np.int64),
            origin=_joined(self._origin),
            seconds=_joined(self._seconds),
            metres=_joined(self._metres),
            origin_component=origin_component,
            site_component=site_component,
            otherwise=self._otherwise,
        )


def _joined[Number: np.generic](arrays: list[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """All in one array; the list lets go of them."""
    whole = np.concatenate(arrays)
    arrays.clear()
    return whole


def _check_alike(first: SparseTravel, other: SparseTravel) -> None:
    for name in ("quality", "source", "cutoff_minutes"):
        if getattr(first, name) != getattr(other, name):
            message = f"travel of two kinds of {name} is never mixed"
            raise ValueError(message)
    if first.shape[0] != other.shape[0]:
        message = f"the origins differ: {first.shape[0]} and {other.shape[0]}"
        raise ValueError(message)


def _is_length(values: Float32Array) -> bool:
    return bool(np.isfinite(values).all() and (values >= 0).all())
