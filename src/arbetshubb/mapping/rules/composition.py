"""A target composed by hand: how many people take each measure, and what that gives together.

Measures are taken one after the other; each saves on what those before it have left, so
nothing is counted twice. No more people take a measure than there are left who can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arbetshubb.analysis.one_percent import Effect, Groundwork, Measure
from arbetshubb.analysis.one_percent.effects import Taken, people_taking, year_of


@dataclass(frozen=True, slots=True)
class CompositionPart:
    """One measure of a composition.

    Attributes:
        asked: how many people were asked for.
        people: how many take it: no more than are left.
        accepting: how many of those left would take it in the end.
        saved: kg, kronor and hours a year, after the measures before it.
        reached_share: of all emissions, saved by it and those before it.
    """

    measure: Measure
    asked: int
    people: float
    accepting: float
    saved: Effect
    reached_share: float

    @property
    def is_more_than_can(self) -> bool:
        """Whether more were asked for than there are who can."""
        return self.asked > self.people + 0.5

    @property
    def is_more_than_would(self) -> bool:
        """Whether more take it than would by what people say."""
        return self.people > self.accepting + 0.5


@dataclass(frozen=True, slots=True)
class Composition:
    """Measures together, against a cut of ``cut_share`` of ``baseline_kg``."""

    cut_share: float
    year: int
    baseline_kg: float
    parts: tuple[CompositionPart, ...]

    @property
    def needed_kg(self) -> float:
        """What the target asks for."""
        return self.cut_share * self.baseline_kg

    @property
    def saved_kg(self) -> float:
        """What the parts save together."""
        return sum(part.saved.kg for part in self.parts)

    @property
    def saved_share(self) -> float:
        """The same, of all emissions."""
        return self.saved_kg / self.baseline_kg if self.baseline_kg else 0.0

    @property
    def saved_kronor(self) -> float:
        """Kronor a year saved, whoever pays; negative: it costs."""
        return sum(part.saved.kronor for part in self.parts)

    @property
    def employer_kronor(self) -> float:
        """Kronor a year that the employer saves; negative: it costs."""
        return sum(part.saved.employer_kronor for part in self.parts)

    @property
    def hours(self) -> float:
        """Hours a year saved on the way; negative: it takes longer."""
        return sum(part.saved.hours for part in self.parts)

    @property
    def missing_kg(self) -> float:
        """What remains to the target; 0 when it is reached."""
        return max(0.0, self.needed_kg - self.saved_kg)

    @property
    def is_reached(self) -> bool:
        """Whether the parts make the target, but for rounding people to whole ones."""
        return self.missing_kg <= 0.0005 * self.baseline_kg


def compose(
    ground: Groundwork,
    wanted: Mapping[Measure, int],
    *,
    order: Sequence[Measure],
    cut_share: float,
    year: int,
) -> Composition:
    """What it gives when ``wanted[measure]`` people take each measure, in ``order``.

    O(measures · patterns).
    """
    taken, parts, reached = Taken(), [], 0.0
    for measure in order:
        asked = wanted.get(measure, 0)
        can = people_taking(ground.sums, taken.and_also(measure, 1.0), measure, ground.price)
        share = min(1.0, asked / can) if can else 0.0
        then = taken.and_also(measure, share)
        saved = year_of(ground.sums, taken, ground.price) - year_of(ground.sums, then, ground.price)
        if share:
            taken, reached = then, reached + saved.kg
        parts.append(
            CompositionPart(
                measure=measure,
                asked=asked,
                people=can * share,
                accepting=can * ground.acceptance[measure].taken.base,
                saved=saved if share else Effect(0.0, 0.0, 0.0, 0.0),
                reached_share=reached / ground.total_kg if ground.total_kg else 0.0,
            )
        )
    return Composition(cut_share, year, ground.total_kg, tuple(parts))
