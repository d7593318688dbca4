"""Composes measures to a target such as −20 % by 2030."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from arbetshubb.analysis.commuting.kinds import Measure
from arbetshubb.analysis.one_percent.acceptance import Acceptance
from arbetshubb.analysis.one_percent.effects import Effect, Taken, people_taking, year_of
from arbetshubb.analysis.one_percent.modules import Groundwork
from arbetshubb.analysis.spans import Span

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class TargetPart:
    """One measure of a plan, saved after those before it.

    Attributes:
        people: how many take it.
        share_of_accepting: of those who would; 1 for all but the last, which may be taken in part.
        saved: kg, kronor and hours a year.
    """

    measure: Measure
    people: float
    share_of_accepting: float
    saved: Effect

    @property
    def kronor_per_kg(self) -> float:
        """Kronor saved for each kilogram saved; negative: what a kilogram costs."""
        return self.saved.kronor / self.saved.kg


@dataclass(frozen=True, slots=True)
class TargetPlan:
    """Measures that together reach a target, or come as near as those who accept allow.

    Attributes:
        target_share: of ``baseline_kg``; negative is a cut.
        baseline_kg: commuting's emissions a year now.
        parts: in the order they are taken; their kg sum to ``saved_kg``.
        missing_kg: what is left of the cut when every measure is taken by all who would; 0 when
            the target is reached, and then ``saved_kg`` is the cut exactly.
        reachable_share: the cut, as a negative share, if everyone who accepts takes everything;
            low and high by the ranges of acceptance.
    """

    target_share: float
    year: int
    baseline_kg: float
    parts: tuple[TargetPart, ...]
    missing_kg: float
    reachable_share: Span

    @property
    def needed_kg(self) -> float:
        """The cut that the target asks for."""
        return -self.target_share * self.baseline_kg

    @property
    def saved_kg(self) -> float:
        """What the parts save together."""
        return sum(part.saved.kg for part in self.parts)

    @property
    def is_reached(self) -> bool:
        """Whether the parts make the target."""
        return self.missing_kg == 0.0


def compose_target(
    ground: Groundwork, *, target_share: float = -0.20, year: int = 2030
) -> TargetPlan:
    """The plan that takes the measure saving most kronor per kilogram first, then the next.

    After each measure the others are counted again on what is left of everyone's travel. No more
    people take a measure than would accept it; the last is taken by as many as the target needs.

    Raises:
        ValueError: ``target_share`` is not from -1 to 0.
    """
    if not -1.0 <= target_share <= 0.0:
        message = f"a target is a cut of at most everything, from -1 to 0, not {target_share}"
        raise ValueError(message)
    needed = -target_share * ground.total_kg
    parts = _parts(ground, _shares(ground.acceptance, "base"), needed)
    saved = sum(part.saved.kg for part in parts)
    missing = needed - saved
    reach = {end: _reach(ground, end) for end in ("base", "low", "high")}
    return TargetPlan(
        target_share=target_share,
        year=year,
        baseline_kg=ground.total_kg,
        parts=parts,
        missing_kg=missing if missing > _NOTHING * max(1.0, needed) else 0.0,
        reachable_share=Span(reach["base"], reach["low"], reach["high"]),
    )


def _shares(acceptance: Mapping[Measure, Acceptance], end: str) -> dict[Measure, float]:
    return {measure: getattr(each.taken, end) for measure, each in acceptance.items()}


def _parts(
    ground: Groundwork, accepted: Mapping[Measure, float], needed: float
) -> tuple[TargetPart, ...]:
    """The parts, until ``needed`` kg are saved or nothing more can be."""
    taken, parts, left = Taken(), [], needed
    rest = [measure for measure in ground.measures if accepted[measure] > 0]
    while rest and left > _NOTHING * max(1.0, needed):
        found = [_part(ground, taken, measure, accepted[measure]) for measure in rest]
        useful = [part for part in found if part.saved.kg > _NOTHING]
        if not useful:
            break
        best = max(useful, key=lambda part: part.kronor_per_kg)
        share = min(1.0, left / best.saved.kg)
        # Linear in the share that takes it, since the measure is the last one taken.
        parts.append(
            replace(
                best,
                people=best.people * share,
                share_of_accepting=share,
                saved=best.saved.times(share),
            )
        )
        taken = taken.and_also(best.measure, accepted[best.measure] * share)
        left -= best.saved.kg * share
        rest.remove(best.measure)
    return tuple(parts)


def _part(ground: Groundwork, taken: Taken, measure: Measure, share: float) -> TargetPart:
    then = taken.and_also(measure, share)
    before, after = (year_of(ground.sums, each, ground.price) for each in (taken, then))
    people = people_taking(ground.sums, then, measure, ground.price)
    return TargetPart(measure, people, 1.0, before - after)


def _reach(ground: Groundwork, end: str) -> float:
    """The cut when everyone who accepts takes everything, as a negative share."""
    # Twice everything is never saved, so nothing stops the parts before the measures end.
    parts = _parts(ground, _shares(ground.acceptance, end), 2.0 * ground.total_kg)
    saved = sum(part.saved.kg for part in parts)
    return -saved / ground.total_kg if ground.total_kg > 0 else 0.0
