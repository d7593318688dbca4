"""A country's travel shared between the workers of a Dask cluster, block by block of sites.

Needs the extra ``scale`` (``pip install arbetshubb[scale]``), and on every worker the same version
of this program. Dask runs whatever its scheduler is sent: keep the cluster on a network of your
own, or give a ``tls://`` address.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from arbetshubb.analysis.travel import Apply, SparseTravel
from arbetshubb.analysis.travel.within import Block

CONNECT_SECONDS: Final = 10.0
_AHEAD: Final = 2
"""Blocks given to each worker thread before its first one is fetched: enough that none waits,
few enough that answers do not pile up on the workers."""


class SchedulerNotReached(Exception):
    """Nothing answers as a Dask scheduler at the address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class ScaleNotInstalled(Exception):
    """Dask, the extra ``scale``, is not installed here."""


@contextmanager
def workers_at(scheduler: str) -> Iterator[Apply]:
    """An ``apply`` for ``travel_within`` that runs blocks on the workers of ``scheduler``.

    Args:
        scheduler: its address, such as ``tcp://10.0.0.5:8786``.

    Raises:
        ScaleNotInstalled: Dask is missing.
        SchedulerNotReached: nothing answers there within ten seconds.
    """
    distributed = _distributed()
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SchedulerNotReached(scheduler) from error
    with client:
        yield on(client)


@contextmanager
def workers_here(count: int, *, bytes_each: int | None = None) -> Iterator[Apply]:
    """The same on ``count`` worker processes of this machine, one thread each, then stopped.

    ``bytes_each`` is what a worker may take before Dask restarts it; by default an equal share of
    the machine's memory.

    Raises:
        ScaleNotInstalled: Dask is missing.
    """
    distributed = _distributed()
    with (
        distributed.LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            memory_limit=bytes_each if bytes_each is not None else "auto",
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield on(client)


def on(client: Any) -> Apply:  # Any: a ``distributed.Client``, which is not fully typed
    """An ``apply`` that runs blocks on the workers of ``client``, answers in the blocks' order.

    What all blocks share (the roads and the origins) is sent once to every worker. A block whose
    worker dies is run again on another. Left half-way, what still waits is cancelled.
    """

    def apply(
        work: Callable[[Block], SparseTravel], blocks: Sequence[Block]
    ) -> Iterator[SparseTravel]:
        shared = client.scatter(work, broadcast=True, hash=False)
        most = max(_AHEAD * sum(client.nthreads().values()), 1)
        waiting: deque[Any] = deque()
        try:
            for block in blocks:
                waiting.append(client.submit(_measured, shared, block, pure=False))
                if len(waiting) == most:
                    yield _answer(waiting)
            while waiting:
                yield _answer(waiting)
        finally:
            client.cancel(list(waiting))

    return apply


def _answer(waiting: deque[Any]) -> SparseTravel:
    """The first answer; the worker forgets it.

    Its arrays are views of one message: copied, each can be let go by itself when the columns are
    put together.
    """
    found: SparseTravel = waiting.popleft().result()
    return replace(
        found,
        origin=found.origin.copy(),
        seconds=found.seconds.copy(),
        metres=found.metres.copy(),
        origin_component=found.origin_component.copy(),
    )


def _measured(work: Callable[[Block], SparseTravel], block: Block) -> SparseTravel:
    return work(block)


def _distributed() -> Any:  # Any: an optional package without types
    try:
        import distributed  # noqa: PLC0415 - an extra that one-machine installations lack
    except ImportError as error:
        raise ScaleNotInstalled from error
    return distributed
