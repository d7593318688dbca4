"""A part of the search space, and what can be concluded in it without optimising."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray
from arbetshubb.analysis.siting.evaluate import MEMBER_DUST, SEAT_DUST, whole_seats
from arbetshubb.analysis.siting.problem import SitingProblem
from arbetshubb.analysis.siting.reduction import NOBODY, ChoiceLists, choice_lists


@dataclass(frozen=True, eq=False)
class Limits:
    """Which sites are decided, and how many seats each has if it is open; all ``[site]``."""

    shut: BoolArray
    opened: BoolArray
    seats_least: IntArray
    seats_most: IntArray

    @property
    def undecided(self) -> BoolArray:
        """Sites neither surely open nor surely shut."""
        return ~self.shut & ~self.opened

    @property
    def is_possible(self) -> bool:
        """False when a site would have to be both open and shut."""
        return not (self.shut & self.opened).any()

    def deciding(self, site: int, *, is_open: bool) -> Limits:
        """These limits with one more site decided."""
        chosen = np.zeros(len(self.shut), dtype=np.bool_)
        chosen[site] = True
        if is_open:
            return replace(self, opened=self.opened | chosen)
        return replace(self, shut=self.shut | chosen)

    def seating_at_most(self, site: int, seats: int) -> Limits:
        """These limits with no more than ``seats`` at the site."""
        most = self.seats_most.copy()
        most[site] = seats
        return replace(self, seats_most=most)

    def seating_at_least(self, site: int, seats: int) -> Limits:
        """These limits with the site open and at least ``seats`` there."""
        least = self.seats_least.copy()
        least[site] = seats
        return replace(self.deciding(site, is_open=True), seats_least=least)


@dataclass(frozen=True, eq=False)
class Reach:
    """Members and load at each site if it is open, at least and at most; all ``[site]``."""

    members_least: FloatArray
    members_most: FloatArray
    load_least: FloatArray
    load_most: FloatArray


def all_limits(problem: SitingProblem) -> Limits:
    """The whole search space of the problem."""
    return Limits(problem.forbidden, problem.forced, problem.seats_min, problem.seats_max)


def reach_of(lists: ChoiceLists, *, sites: int) -> Reach:
    """What each site gets from those who like it best, and from all who may come."""
    live = lists.order != NOBODY
    first = lists.order[:, 0] if lists.order.shape[1] else np.empty(0, dtype=np.int64)

    def least(amount: FloatArray) -> FloatArray:
        firsts = amount[:, 0] if len(first) else np.empty(0)
        return np.bincount(first, firsts, sites).astype(np.float64)

    def most(amount: FloatArray) -> FloatArray:
        return np.bincount(lists.order[live], amount[live], sites).astype(np.float64)

    return Reach(least(lists.members), most(lists.members), least(lists.load), most(lists.load))


def tightened(problem: SitingProblem, limits: Limits) -> tuple[Limits, ChoiceLists, Reach]:
    """The limits with all that follows from who can come where, until nothing more follows."""
    while True:
        lists = choice_lists(problem, shut=limits.shut, opened=limits.opened)
        reach = reach_of(lists, sites=problem.sites)
        # Twice the dust, and on the safe side: these sums are added in another order.
        surely = reach.load_least - SEAT_DUST
        # Paid by the load, a seat begun is not a seat bought: only whole ones are sure.
        bought = whole_seats(surely) if problem.pays_whole_seats else np.floor(surely)
        least = np.maximum(limits.seats_least, bought.astype(np.int64))
        needed = np.maximum(problem.seats_min, whole_seats(reach.load_most + 2 * SEAT_DUST))
        most = np.minimum(limits.seats_most, needed)
        too_few = reach.members_most < problem.minimum_members - 2 * MEMBER_DUST
        too_full = whole_seats(surely) > limits.seats_most
        shut = limits.shut | too_few | too_full | (least > most)
        is_news = bool((shut & ~limits.shut).any())
        limits = Limits(shut, limits.opened, least, np.maximum(most, least))
        if not is_news or not limits.is_possible:
            return limits, lists, reach
