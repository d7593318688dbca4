"""One-per-cent modules as they may be shown: counts of people coarse, small ones hidden.

How many could take a measure is a count of people, and two measures' counts may differ by a few;
so counts are rounded to the nearest five and never shown under the limit. How many make one per
cent is no count of people but a quotient of sums, and stands as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from arbetshubb.analysis.disclosure import DEFAULT_LIMIT, rounded
from arbetshubb.analysis.hubplan.published import Count
from arbetshubb.analysis.one_percent import Measure, Module
from arbetshubb.analysis.spans import Span

NOTHING: Final = Span(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """One measure. When ``people`` is hidden or none, nothing else is said.

    Attributes:
        people: drivers who could take it and would save by it, to the nearest five.
        needed: how many make one per cent; ``None`` when there are not so many.
        accepting: how many would in the end, low to high; hidden when it could be one to four.
        stated, respondents: the share that says so and the answers it rests on (0: a constant).
        is_enough: whether those who would make one per cent.
        is_way_checked: whether it was looked up that there is a way.
    """

    measure: Measure
    people: Count
    needed: int | None = None
    kg: Span = NOTHING
    kronor: float = 0.0
    traveller_kronor: float = 0.0
    employer_kronor: float = 0.0
    hours: float = 0.0
    kronor_per_kg: float = 0.0
    accepting: Count = None
    accepting_low: Count = None
    accepting_high: Count = None
    stated: float = 0.0
    taken: float = 0.0
    respondents: int = 0
    share: float = 0.0
    saved_kg: float = 0.0
    is_enough: bool = False
    is_way_checked: bool = True

    @property
    def is_hidden(self) -> bool:
        """Whether too few people could take it to say anything."""
        return self.people is None

    @property
    def is_possible(self) -> bool:
        """Whether anybody could take it."""
        return self.people != 0


def module_rows(
    modules: Sequence[Module], *, total_kg: float, limit: int = DEFAULT_LIMIT
) -> tuple[ModuleRow, ...]:
    """The modules in the same order, protected; those that nobody can take come last.

    ``total_kg`` is all commuting's emissions a year.
    """
    rows = [_row(module, total_kg, limit) for module in modules]
    return tuple(sorted(rows, key=lambda row: (not row.is_possible, row.is_hidden)))


def coarse(people: float, limit: int) -> Count:
    """The people to the nearest five; hidden when there are fewer than the limit."""
    whole = round(people)
    if whole < limit:
        return 0 if whole == 0 else None
    return int(rounded([whole])[0])


def _expected(people: float, limit: int) -> Count:
    """How many are expected; few are not told apart."""
    whole = round(people)
    return None if 0 < whole < limit else whole


def _row(module: Module, total_kg: float, limit: int) -> ModuleRow:
    people = coarse(module.people, limit)
    if not people:
        return ModuleRow(module.measure, people, is_way_checked=module.is_way_checked)
    return ModuleRow(
        measure=module.measure,
        people=people,
        needed=module.people_for_one_percent,
        kg=module.kg_per_person,
        kronor=module.kronor_per_person,
        traveller_kronor=module.traveller_kronor_per_person,
        employer_kronor=module.employer_kronor_per_person,
        hours=module.hours_per_person,
        kronor_per_kg=module.kronor_per_kg,
        accepting=_expected(module.accepting.base, limit),
        accepting_low=_expected(module.accepting.low, limit),
        accepting_high=_expected(module.accepting.high, limit),
        stated=module.acceptance.stated.base,
        taken=module.acceptance.taken.base,
        respondents=module.acceptance.respondents,
        share=module.share_of_emissions.base,
        saved_kg=module.share_of_emissions.base * total_kg,
        is_enough=module.is_enough,
        is_way_checked=module.is_way_checked,
    )
