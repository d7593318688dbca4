"""How a hub plan is said: names of codes, hidden figures, figures with their range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from arbetshubb.analysis.hubplan.published import (
    ConstantOut,
    Count,
    Figure,
    HubOut,
    PublishedPlan,
)
from arbetshubb.reference.wording import Wording, constant_wording
from arbetshubb.reports.hubplan import constant_names
from arbetshubb.reports.language import Language, language
from arbetshubb.reports.number_forms import Numbers

DISTANCE_CLASSES: Final = ("0-5", "5-10", "10-30", "30-70", "70-100", "100-")
_RANGE_OF_YEARS: Final = re.compile(r"(?<=\b\d{4})-(?=\d{4}\b|$)")
"""The hyphen of ``2024-2026`` and ``2021-``, not of a date."""


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The words of one plan in one language."""

    language: Language
    limit: int

    @property
    def numbers(self) -> Numbers:
        """The language's number formats."""
        return self.language.numbers

    @property
    def hidden(self) -> str:
        """What stands where a figure is hidden."""
        return self.language.gettext("fewer than {limit}", limit=self.limit)

    def hidden_note(self) -> str:
        """What a hidden figure means, for the foot of a table."""
        return self.language.gettext(
            "“Fewer than {limit}” means that the figure is hidden: it describes fewer than {limit} "
            "people, or another hidden figure could be worked out from it.",
            limit=self.limit,
        )

    def count(self, count: Count) -> str:
        """A number of people."""
        return self.hidden if count is None else self.numbers.whole(count)

    def share(self, share: float | None) -> str:
        """A share of people as per cent."""
        return self.hidden if share is None else self.numbers.share(share)

    def base(self, figure: Figure) -> str:
        """A figure alone, three significant digits, no unit."""
        return self._shown(figure, lambda base, _low, _high: self.numbers.rounded(base))

    def with_range(self, figure: Figure) -> str:
        """``24 (18–31)``."""
        return self._shown(
            figure,
            lambda base, low, high: (
                f"{self.numbers.rounded(base)} ({self.numbers.span(low, high)})"
            ),
        )

    def range(self, figure: Figure, unit: str) -> str:
        """``160–217 ton``, or the word for hidden."""
        return self._shown(
            figure, lambda _base, low, high: f"{self.numbers.span(low, high)}\u00a0{unit}"
        )

    def amount(self, figure: Figure, unit: str) -> str:
        """``1 140 000 km``."""
        return self._shown(figure, lambda base, _low, _high: self.numbers.unit(base, unit))

    def kronor(self, figure: Figure) -> str:
        """``2,31 mnkr``."""
        return self._shown(figure, lambda base, _low, _high: self.numbers.kronor(base))

    def kronor_range(self, figure: Figure) -> str:
        """``2,0–2,7 mnkr``."""
        return self._shown(figure, lambda _base, low, high: self.numbers.kronor_span(low, high))

    def number_word(self, number: int) -> str:
        """``nine`` up to twelve, digits above."""
        words = self._number_words()
        return words[number] if number < len(words) else self.numbers.whole(number)

    def existing_or_new(self, hub: HubOut) -> str:
        """The two sorts of hub in a plan."""
        pgettext = self.language.pgettext
        return (
            pgettext("hub in a plan", "Exists")
            if hub.is_existing
            else pgettext("hub in a plan", "New")
        )

    def kind(self, kind: str) -> str:
        """What a place is used as."""
        pgettext = self.language.pgettext
        names = {
            "own_office": pgettext("kind of place", "Own office"),
            "hub": pgettext("kind of place", "Work hub"),
            "candidate": pgettext("kind of place", "Possible premises"),
            "health_centre": pgettext("kind of place", "Health centre"),
            "business_office": pgettext("kind of place", "Business office"),
            "library": pgettext("kind of place", "Library"),
            "other": pgettext("kind of place", "Other place"),
        }
        return names.get(kind, kind)

    def status(self, status: str) -> str:
        """Whether a place that the plan does not open can be used."""
        pgettext = self.language.pgettext
        names = {
            "existing": pgettext("status of a place", "In use today"),
            "candidate": pgettext("status of a place", "Not in the plan"),
            "closed": pgettext("status of a place", "Shut"),
        }
        return names.get(status, status)

    def mode(self, mode: str) -> str:
        """A way to travel."""
        pgettext = self.language.pgettext
        names = {
            "car": pgettext("way to travel", "Car"),
            "electric_car": pgettext("way to travel", "Electric car"),
            "bus": pgettext("way to travel", "Bus"),
            "train": pgettext("way to travel", "Train"),
            "bicycle": pgettext("way to travel", "Bicycle"),
            "walk": pgettext("way to travel", "Walking"),
        }
        return names.get(mode, mode)

    def distance(self, key: str) -> str:
        """A class of distance one way: ``10–30 km``."""
        if key == "unknown":
            return self.language.pgettext("distance to work", "Unknown")
        first, _, last = key.partition("-")
        if not last:
            return self.language.gettext("more than {km} km", km=first)
        return f"{first}–{last}\u00a0km"

    def demand(self, demand: str) -> str:
        """A demand on the plan, as it stands in a sentence."""
        pgettext = self.language.pgettext
        names = {
            "budget": pgettext("demand on a plan", "the budget"),
            "hubs_min": pgettext("demand on a plan", "the least number of hubs"),
            "hubs_max": pgettext("demand on a plan", "the largest number of hubs"),
            "each_municipality": pgettext("demand on a plan", "a hub in every municipality"),
            "critical_mass": pgettext("demand on a plan", "the critical mass"),
            "capacity": pgettext("demand on a plan", "the number of seats"),
            "forced": pgettext("demand on a plan", "hubs that must be open"),
            "forbidden": pgettext("demand on a plan", "places that must not be opened"),
        }
        return names.get(demand, demand)

    def constant(self, constant_id: str) -> str:
        """A constant's name; its id when we have no name for it."""
        return constant_names.name_of(self.language, constant_id)

    def unit(self, constant: ConstantOut) -> str:
        """A constant's unit."""
        return constant_names.unit_of(self.language, constant)

    def wording(self, constant: ConstantOut) -> Wording:
        """A constant's source, price year and how sure it is, fit for a cell of their own."""
        wording = constant_wording(constant, self.language.code)
        return replace(
            wording,
            price_year=_RANGE_OF_YEARS.sub("–", wording.price_year),
            confidence=wording.confidence.capitalize(),
        )

    def reach_title(self) -> str:
        """What the colours of the map mean."""
        return self.language.gettext("Share of employees that reach a hub in time")

    def share_classes(self) -> tuple[str, ...]:
        """The five classes of the map."""
        tail = "%" if self.language.code == "en" else "\u00a0%"
        return tuple(f"{low}–{low + 20}{tail}" for low in range(0, 100, 20))

    def minute_classes(self) -> tuple[str, ...]:
        """The five classes of cells."""
        gettext = self.language.gettext
        return (
            gettext("under 15 min"),
            "15–30\u00a0min",
            "30–45\u00a0min",
            "45–60\u00a0min",
            gettext("60 min or more"),
        )

    def and_list(self, names: list[str]) -> str:
        """``a, b and c``."""
        if len(names) < 2:  # noqa: PLR2004  nothing to join
            return "".join(names)
        both = self.language.pgettext("between the last two of a list", "and")
        return f"{', '.join(names[:-1])} {both} {names[-1]}"

    def _shown(self, figure: Figure, form: Callable[[float, float, float], str]) -> str:
        if figure.base is None or figure.low is None or figure.high is None:
            return self.hidden
        return form(figure.base, figure.low, figure.high)

    def _number_words(self) -> tuple[str, ...]:
        pgettext = self.language.pgettext
        return (
            pgettext("number word", "no"),
            pgettext("number word", "one"),
            pgettext("number word", "two"),
            pgettext("number word", "three"),
            pgettext("number word", "four"),
            pgettext("number word", "five"),
            pgettext("number word", "six"),
            pgettext("number word", "seven"),
            pgettext("number word", "eight"),
            pgettext("number word", "nine"),
            pgettext("number word", "ten"),
            pgettext("number word", "eleven"),
            pgettext("number word", "twelve"),
        )


def words_for(plan: PublishedPlan, code: str) -> PlanWords:
    """The words for this plan."""
    return PlanWords(language(code), plan.disclosure_limit)


def names_of_sites(plan: PublishedPlan) -> dict[str, str]:
    """Every site's name by its id: open hubs and the others."""
    others = {site.site_id: site.name for site in plan.other_sites}
    return others | {hub.site_id: hub.name for hub in plan.hubs}
