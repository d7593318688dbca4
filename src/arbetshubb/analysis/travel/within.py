"""Travel within a cut-off from any engine, site by site, so that a country fits in memory.

The work is cut in blocks of sites that know nothing of each other: they may run one after another,
in threads, or on several machines (``apply``; integrations/roads/scale.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from arbetshubb.analysis.places import Sweref
from arbetshubb.analysis.travel.router import Router
from arbetshubb.analysis.travel.sparse import SparseTravel, side_by_side

SITES_AT_ONCE: Final = 64
"""A dense engine then holds 110,000 × 64 pairs, 120 MB."""

type Block = Sequence[Sweref]
type Apply = Callable[[Callable[[Block], SparseTravel], Sequence[Block]], Iterable[SparseTravel]]
"""Like the built-in ``map``: a function of every block, in order. What it is given pickles."""


class TravelCancelled(Exception):
    """Whoever asked for the travel took it back."""


class WaysFrom(Protocol):
    """Many origins made ready once, to be measured to block after block of sites."""

    def within(self, sites: Block, *, cutoff_minutes: float) -> SparseTravel:
        """Travel from all the origins to ``sites`` of at most ``cutoff_minutes``."""
        ...

    def block_bytes(self, sites: int) -> int:
        """Memory that measuring so many sites at once takes at most, beside the engine's own."""
        ...


@runtime_checkable
class SparseRouter(Protocol):
    """An engine that need not hold a dense matrix to give a sparse one."""

    def ways_from(self, origins: Sequence[Sweref]) -> WaysFrom:
        """The origins, made ready."""
        ...


def travel_within(  # noqa: PLR0913 - what to measure, and how it is run
    router: Router | SparseRouter,
    origins: Sequence[Sweref],
    destinations: Sequence[Sweref],
    *,
    cutoff_minutes: float,
    block: int = SITES_AT_ONCE,
    apply: Apply = map,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> SparseTravel:
    """One-way travel of at most ``cutoff_minutes``, without ever holding the dense matrix.

    The answer does not depend on ``block`` or ``apply``. At the end a third of it stands beside the
    whole for a moment.

    Args:
        router: any engine; one with ``ways_from`` (``GraphRouter``) never makes a dense block.
        origins: homes, the rows.
        destinations: sites, the columns.
        cutoff_minutes: longer ways are left out.
        block: sites at once.
        apply: how the blocks are run, like ``map``; ``ThreadPoolExecutor().map`` also does.
        progress: told the share of sites done, rising to 1.
        cancel: asked between blocks; once it answers yes, ``TravelCancelled`` is raised.

    Raises:
        TravelCancelled: ``cancel`` answered yes.
        ValueError: ``block`` is under 1, or the engine mixed quality or source between blocks.
    """
    if block < 1:
        message = f"a block must hold 1 site or more, not {block}"
        raise ValueError(message)
    # An empty block is kept: it carries the engine's quality and source.
    starts = range(0, max(len(destinations), 1), block)
    blocks = [destinations[start : start + block] for start in starts]
    work = BlockOfSites(ways_from(router, origins), cutoff_minutes)

    def told() -> Iterator[SparseTravel]:
        for done, part in enumerate(apply(work, blocks), start=1):
            yield part
            if progress is not None:
                progress(done / len(blocks))
            if cancel is not None and cancel():
                raise TravelCancelled

    return side_by_side(told())


def ways_from(router: Router | SparseRouter, origins: Sequence[Sweref]) -> WaysFrom:
    """The origins made ready, once for all blocks of sites."""
    if isinstance(router, SparseRouter):
        return router.ways_from(origins)
    return _DenseWays(router, origins)


@dataclass(frozen=True, slots=True)
class BlockOfSites:
    """One block's work, the same for every block but for its sites; it can be sent to a worker."""

    ways: WaysFrom
    cutoff_minutes: float

    def __call__(self, sites: Block) -> SparseTravel:
        """Travel to the sites of one block."""
        return self.ways.within(sites, cutoff_minutes=self.cutoff_minutes)


@dataclass(frozen=True, slots=True)
class _DenseWays:
    router: Router
    origins: Sequence[Sweref]

    def within(self, sites: Block, *, cutoff_minutes: float) -> SparseTravel:
        matrix = self.router.travel(self.origins, sites)
        return SparseTravel.from_dense(matrix, cutoff_minutes)

    def block_bytes(self, sites: int) -> int:
        # The matrix, its mask and, if every pair is kept, the indices and values of the entries.
        return len(self.origins) * sites * (17 + 3 + 16 + 12)
