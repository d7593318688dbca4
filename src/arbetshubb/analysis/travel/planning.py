"""What travel within a cut-off will take, from a few sites measured first."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel.within import SITES_AT_ONCE, WaysFrom

BYTES_AN_ENTRY: Final = 12
_TRIAL_SITES: Final = 60
_TRIALS: Final = 6
_NORMAL_95: Final = 1.96


@dataclass(frozen=True, slots=True)
class TravelPlan:
    """What a run is expected to take; ``high`` is the upper end of a 95 % interval.

    Attributes:
        origins: rows.
        sites: columns.
        block: sites measured at once by one worker.
        blocks: how many times.
        workers: blocks measured at once.
        entries: pairs within the cut-off.
        entries_high: at most so many, in 39 cases of 40.
        answer_bytes: the sparse travel with ``entries_high``.
        gathering_bytes: while a third of it stands beside the whole.
        worker_bytes: what each worker writes in, beside the roads themselves.
        seconds: the measuring, if every worker has its processors to itself.
        seconds_high: at most so long, in 39 cases of 40.
    """

    origins: int
    sites: int
    block: int
    blocks: int
    workers: int
    entries: int
    entries_high: int
    answer_bytes: int
    gathering_bytes: int
    worker_bytes: int
    seconds: float
    seconds_high: float


def plan_travel(  # noqa: PLR0913 - the same as travel_within asks, and a clock
    ways: WaysFrom,
    sites: Sequence[Sweref],
    *,
    cutoff_minutes: float,
    clock: Callable[[], float],
    workers: int = 1,
    block: int = SITES_AT_ONCE,
) -> TravelPlan:
    """What ``travel_within`` to ``sites`` will take, judged by a sample of at most 60 of them.

    Args:
        ways: the origins made ready (``ways_from``).
        sites: all the columns, at least one.
        cutoff_minutes: longer ways are left out.
        clock: seconds that pass, such as ``time.perf_counter``.
        workers: how many blocks will be measured at once.
        block: sites at once.

    Raises:
        ValueError: there are no sites.
    """
    if not sites:
        message = "there is nothing to plan without sites"
        raise ValueError(message)
    chosen = np.random.default_rng(0).permutation(len(sites))[:_TRIAL_SITES]
    ways.within([sites[chosen[0]]], cutoff_minutes=cutoff_minutes)  # compiles and warms up
    entries, seconds = [], []
    for part in np.array_split(chosen, min(_TRIALS, len(chosen))):
        started = clock()
        found = ways.within([sites[number] for number in part], cutoff_minutes=cutoff_minutes)
        seconds.append((clock() - started) / len(part))
        entries.extend(np.diff(found.indptr).tolist())
    expected, high = _scaled(entries, len(sites))
    time, time_high = _scaled(seconds, len(sites) / workers)
    origins = found.shape[0]
    fixed = (len(sites) + 1) * 8 + 4 * (origins + len(sites))
    answer = math.ceil(high) * BYTES_AN_ENTRY + fixed
    return TravelPlan(
        origins=origins,
        sites=len(sites),
        block=block,
        blocks=math.ceil(len(sites) / block),
        workers=workers,
        entries=round(expected),
        entries_high=math.ceil(high),
        answer_bytes=answer,
        gathering_bytes=answer + answer // 3,
        worker_bytes=ways.block_bytes(min(block, len(sites))),
        seconds=time,
        seconds_high=time_high,
    )


def _scaled(each: Sequence[float], count: float) -> tuple[float, float]:
    """``count`` times the mean, and the upper end of its 95 % interval."""
    mean = float(np.mean(each))
    error = float(np.std(each, ddof=1)) / math.sqrt(len(each)) if len(each) > 1 else 0.0
    return mean * count, (mean + _NORMAL_95 * error) * count
