"""How much of the time for a plan is left, and whether anybody still wants it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from arbetshubb.analysis.hubplan.errors import PlanCancelled

type Progress = Callable[[str, float], None]
type Cancel = Callable[[], bool]


@dataclass(slots=True)
class Running:
    """One run of the planner: its clock, whom it tells how far it came, who may stop it.

    ``tell`` never goes backwards within a stage.
    """

    time_limit: float
    progress: Progress | None = None
    cancel: Cancel | None = None
    started: float = field(default_factory=perf_counter)
    _share: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return perf_counter() - self.started

    @property
    def left(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self.time_limit - self.seconds)

    def tell(self, stage: str, share: float) -> None:
        """Report that ``share`` (0–1) of a stage is done.

        Raises:
            PlanCancelled: the plan is not wanted any more.
        """
        if self.is_cancelled():
            raise PlanCancelled
        share = max(self._share.get(stage, 0.0), min(1.0, share))
        self._share[stage] = share
        if self.progress is not None:
            self.progress(stage, share)

    def is_cancelled(self) -> bool:
        """Whether whoever asked wants it to stop."""
        return self.cancel is not None and self.cancel()
