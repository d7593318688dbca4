"""The siting problem: what may be opened, what it costs, whom it serves and what must hold.

One immutable value describes every case; how it is solved lives in ``solve.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NoReturn

import numpy as np
import numpy.typing as npt

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray

UNLIMITED_SEATS: Final = 2**31 - 1


@dataclass(frozen=True, eq=False)
class SitingProblem:
    """Choose sites to open so that value less cost is largest.

    Demand ``d`` (a group of people) goes to the open site *it* likes best: the one with the
    lowest ``dislike[d, site]`` (ties: lowest site index). ``nan`` in ``dislike`` means it would
    never go there. A demand none of whose sites is open stays where it is today: value 0, no
    members, no load. The plan never moves people to fill a quota.

    Attributes:
        value: ``[demand, site]`` value if the demand goes there, kronor a year; may be negative.
        dislike: ``[demand, site]`` what people choose by, usually minutes; ``nan`` = never.
        members: ``[demand, site]`` expected members there (>= 0); default 1 for each demand.
        load: ``[demand, site]`` seats needed there (>= 0); default 0.
        fixed_cost: ``[site]`` kronor a year for an open site.
        seat_cost: ``[site]`` kronor a year for each seat bought.
        seats_min, seats_max: ``[site]`` whole seats an open site has; it has at least its load.
        minimum_members: ``[site]`` expected members an open site must reach (critical mass).
        municipality: ``[site]`` index of the site's municipality, -1 for none.
        minimum_per_municipality: ``[municipality]`` least number of open sites in each.
        forced, forbidden: ``[site]`` must be open / must not be open.
        budget: most kronor a year for all open sites (fixed and seats); ``None`` = no limit.
        hubs_min, hubs_max: least and most number of open sites.
        names: ``[site]`` names used in explanations.
        pays_whole_seats: whether ``seat_cost`` is paid for the load rounded up to whole seats, or
            for the load itself (seats bought as passes, by their average over the year); at least
            for ``seats_min`` either way. Capacity is counted in whole seats always.

    Fields left out are filled in, so that every array has its full shape afterwards, and the
    arrays are made read-only. Infinite ``dislike`` is read as ``nan``.

    Raises:
        ValueError: shapes disagree, a cost is negative or not finite, or a limit is impossible.
    """

    value: FloatArray
    dislike: FloatArray
    fixed_cost: FloatArray
    members: FloatArray = field(default_factory=lambda: np.empty((0, 0)))
    load: FloatArray = field(default_factory=lambda: np.empty((0, 0)))
    seat_cost: FloatArray = field(default_factory=lambda: np.empty(0))
    seats_min: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    seats_max: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    minimum_members: FloatArray = field(default_factory=lambda: np.empty(0))
    municipality: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    minimum_per_municipality: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    forced: BoolArray = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    forbidden: BoolArray = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    budget: float | None = None
    hubs_min: int = 0
    hubs_max: int | None = None
    names: tuple[str, ...] = ()
    pays_whole_seats: bool = True

    def __post_init__(self) -> None:
        """Fill in what was left out, then check that the parts agree."""
        value = np.array(self.value, dtype=np.float64)
        if value.ndim != 2:  # noqa: PLR2004 - a matrix has two axes
            _refuse(f"value must be a [demand, site] matrix, it has shape {value.shape}")
        sites = value.shape[1]
        self._fill_matrices(value)
        self._fill_sites(sites)
        self._fill_municipalities()
        self._check_limits()
        if not self.names:
            object.__setattr__(self, "names", tuple(str(site) for site in range(sites)))
        object.__setattr__(self, "names", tuple(self.names))
        if len(self.names) != sites:
            _refuse(f"names has {len(self.names)} names for {sites} sites")

    def _fill_matrices(self, value: FloatArray) -> None:
        shape = value.shape
        dislike = _full(self.dislike, shape, np.nan, "dislike").astype(np.float64)
        if np.isneginf(dislike).any():
            _refuse("dislike must not be minus infinity")
        dislike[np.isinf(dislike)] = np.nan
        never = np.isnan(dislike)
        for name, matrix in (
            ("value", value),
            ("members", _full(self.members, shape, 1.0, "members")),
            ("load", _full(self.load, shape, 0.0, "load")),
        ):
            # What would be gained where nobody goes has no meaning, so it may be nan there.
            known = np.where(never, 0.0, matrix)
            _check_finite(known, name, least=None if name == "value" else 0.0)
            self._set(name, known)
        self._set("dislike", dislike)

    def _fill_sites(self, sites: int) -> None:
        fixed_cost = _full(self.fixed_cost, (sites,), None, "fixed_cost").astype(np.float64)
        seat_cost = _full(self.seat_cost, (sites,), 0.0, "seat_cost").astype(np.float64)
        mass = _full(self.minimum_members, (sites,), 0.0, "minimum_members").astype(np.float64)
        least = _whole(_full(self.seats_min, (sites,), 0, "seats_min"), "seats_min")
        most = _whole(_full(self.seats_max, (sites,), UNLIMITED_SEATS, "seats_max"), "seats_max")
        for name, array in (
            ("fixed_cost", fixed_cost),
            ("seat_cost", seat_cost),
            ("minimum_members", mass),
            ("seats_min", least),
            ("seats_max", most),
        ):
            _check_finite(array, name, least=0.0)
            self._set(name, array)
        if (least > most).any():
            _refuse(f"seats_min is above seats_max at site {int(np.argmax(least > most))}")
        for name in ("forced", "forbidden"):
            self._set(name, _full(getattr(self, name), (sites,), 0, name).astype(np.bool_))

    def _fill_municipalities(self) -> None:
        sites = self.value.shape[1]
        where = _whole(_full(self.municipality, (sites,), -1, "municipality"), "municipality")
        least = _whole(
            np.asarray(self.minimum_per_municipality).reshape(-1), "minimum_per_municipality"
        )
        if (where < -1).any():
            _refuse("municipality must be an index, or -1 for none")
        _check_finite(least, "minimum_per_municipality", least=0.0)
        known = int(where.max(initial=-1)) + 1
        if 0 < len(least) < known:
            _refuse(f"minimum_per_municipality has {len(least)} entries for {known} municipalities")
        self._set("municipality", where)
        self._set("minimum_per_municipality", least if len(least) else np.zeros(known, np.int64))

    def _check_limits(self) -> None:
        if self.budget is not None and not self.budget >= 0:
            _refuse(f"budget must be zero or more kronor, not {self.budget}")
        if self.budget == np.inf:
            object.__setattr__(self, "budget", None)
        if self.hubs_min < 0:
            _refuse(f"hubs_min must be zero or more, not {self.hubs_min}")
        if self.hubs_max is not None and self.hubs_max < 0:
            _refuse(f"hubs_max must be zero or more, not {self.hubs_max}")

    def _set(self, name: str, array: npt.NDArray[np.generic]) -> None:
        array.setflags(write=False)
        object.__setattr__(self, name, array)

    @property
    def demands(self) -> int:
        """How many groups of people there are."""
        return int(self.value.shape[0])

    @property
    def sites(self) -> int:
        """How many sites may be chosen among."""
        return int(self.value.shape[1])

    @cached_property
    def reluctance(self) -> FloatArray:
        """``[demand, site]`` dislike with infinity for never, the form that sorts."""
        return np.where(np.isnan(self.dislike), np.inf, self.dislike)

    @cached_property
    def reluctance_by_site(self) -> FloatArray:
        """``[site, demand]`` the same, laid out so that picking sites copies whole rows."""
        return np.ascontiguousarray(self.reluctance.T)

    @cached_property
    def preference(self) -> IntArray:
        """``[demand, rank]`` sites from best to least liked; those never gone to come last."""
        return self.reluctance.argsort(axis=1, kind="stable")

    @cached_property
    def rank_by_site(self) -> IntArray:
        """``[site, demand]`` place of the site on the list; number of sites for never."""
        rank = np.empty(self.value.shape, dtype=np.int64)
        np.put_along_axis(rank, self.preference, np.arange(self.sites)[None, :], axis=1)
        return np.ascontiguousarray(np.where(np.isfinite(self.reluctance), rank, self.sites).T)

    @cached_property
    def worth_by_site(self) -> FloatArray:
        """``[site, demand]`` value less the seats it needs, bought by fractions."""
        return np.ascontiguousarray((self.value - self.seat_cost * self.load).T)


def _full(
    given: npt.ArrayLike, shape: tuple[int, ...], default: float | None, name: str
) -> npt.NDArray[np.generic]:
    array = np.array(given)
    if array.shape == shape:
        return array
    if array.size == 0 and default is not None:
        return np.full(shape, default)
    return _refuse(f"{name} must have shape {shape}, it has {array.shape}")


def _whole(array: npt.NDArray[np.generic], name: str) -> IntArray:
    numbers = array.astype(np.float64)
    whole = np.isfinite(numbers) & (numbers == np.round(numbers))
    if not whole.all():
        _refuse(f"{name} must hold whole numbers")
    return numbers.astype(np.int64)


def _check_finite(array: npt.NDArray[np.generic], name: str, *, least: float | None) -> None:
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        _refuse(f"{name} must be finite")
    if least is not None and (numbers < least).any():
        _refuse(f"{name} must be {least:g} or more")


def _refuse(message: str) -> NoReturn:
    raise ValueError(message)
