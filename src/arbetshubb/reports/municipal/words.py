"""The sentences of a municipality's page in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from arbetshubb.analysis.hubplan.published import Count, Figure
from arbetshubb.analysis.travel import Quality
from arbetshubb.reports.language import Language
from arbetshubb.reports.municipal.content import Certificate
from arbetshubb.reports.number_forms import Numbers

_KG_PER_TONNE: Final = 1000


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of all pages of one printing."""

    language: Language
    certificate: Certificate

    @property
    def numbers(self) -> Numbers:
        """The language's number formats."""
        return self.language.numbers

    @property
    def hidden(self) -> str:
        """What stands where a figure is hidden."""
        return self.language.gettext("fewer than {limit}", limit=self.certificate.limit)

    def count(self, count: Count) -> str:
        """A number of people."""
        return self.hidden if count is None else self.numbers.whole(count)

    def amount(self, figure: Figure, unit: str) -> str:
        """``1 140 000 km``."""
        return self.hidden if figure.base is None else self.numbers.unit(figure.base, unit)

    def each(self, figure: Figure, people: Count, unit: str) -> str:
        """The figure for one of ``people``."""
        if figure.base is None or not people:
            return ""
        amount = self.numbers.unit(figure.base / people, unit)
        return self.language.gettext("{amount} for each", amount=amount)

    def range(self, figure: Figure, unit: str) -> str:
        """``160–217 ton``."""
        if figure.low is None or figure.high is None:
            return ""
        return f"{self.numbers.span(figure.low, figure.high)}\u00a0{unit}"

    def kronor(self, figure: Figure) -> str:
        """``2,31 mnkr``."""
        return self.hidden if figure.base is None else self.numbers.kronor(figure.base)

    def kronor_each(self, figure: Figure, people: Count) -> str:
        """The kronor for one of ``people``."""
        if figure.base is None or not people:
            return ""
        amount = self.numbers.kronor(figure.base / people)
        return self.language.gettext("{amount} for each", amount=amount)

    def kronor_range(self, figure: Figure) -> str:
        """``2,0–2,7 mnkr``."""
        if figure.low is None or figure.high is None:
            return ""
        return self.numbers.kronor_span(figure.low, figure.high)

    def distance(self, key: str) -> str:
        """A class of distance one way."""
        if key == "unknown":
            return self.language.pgettext("distance to work", "Unknown")
        first, _, last = key.partition("-")
        if not last:
            return self.language.gettext("more than {km} km", km=first)
        return f"{first}–{last}\u00a0km"

    def kind(self, kind: str) -> str:
        """What a place is used as."""
        pgettext = self.language.pgettext
        names = {
            "hub": pgettext("kind of place", "Work hub"),
            "candidate": pgettext("kind of place", "Possible premises"),
            "health_centre": pgettext("kind of place", "Health centre"),
            "business_office": pgettext("kind of place", "Business office"),
            "library": pgettext("kind of place", "Library"),
            "other": pgettext("kind of place", "Other place"),
        }
        return names.get(kind, kind)

    def prompts(self) -> tuple[str, ...]:
        """Questions to talk about: the same everywhere, and none with an answer in it."""
        gettext = self.language.gettext
        return (
            gettext("Does the picture of where people live and work agree with what you know?"),
            gettext("Which premises could serve as a work hub, and on what terms?"),
            gettext("How do those without a car of their own get to work?"),
            gettext("Which other employers might want to share places to work?"),
            gettext("What should be followed up before the next meeting, and by whom?"),
        )

    def who(self) -> str:
        """Whose employees are counted."""
        employers = self.certificate.employers
        if len(employers) == 1:
            return self.language.gettext("Employees of {employer}", employer=employers[0])
        return self.language.gettext(
            "Employees of {count} employers together", count=len(employers)
        )

    def distances_are(self) -> str:
        """How sure the distances are."""
        if self.certificate.quality == Quality.ESTIMATE:
            return self.language.gettext("Distances are estimates.")
        return self.language.gettext("Distances by road: {source}.", source=self.certificate.source)

    def foot(self) -> str:
        """Where the figures come from, on every page."""
        return self.language.gettext(
            "{who}, {day}. {distances} Constants version {version}. Fingerprint {fingerprint}. "
            "“{hidden}” means that a figure is hidden: it is about fewer than {limit} people, or "
            "such a figure could be worked out from it. Hidden is not zero. Borders: Statistics "
            "Sweden (CC0).",
            who=self.who(),
            day=self.certificate.day,
            distances=self.distances_are(),
            version=self.certificate.constants_version,
            fingerprint=self.certificate.inputs_hash,
            hidden=self.hidden.capitalize(),
            limit=self.certificate.limit,
        )


def in_tonnes(figure: Figure) -> Figure:
    """Kilograms as tonnes; hidden stays hidden."""
    if figure.base is None or figure.low is None or figure.high is None:
        return figure
    return Figure(*(kg / _KG_PER_TONNE for kg in (figure.base, figure.low, figure.high)))
