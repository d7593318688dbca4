"""What the plan rests on: every assumption moved to its ends; and what is uncertain beside them."""

from __future__ import annotations

from collections.abc import Iterator

from arbetshubb.analysis.hubplan.published import PublishedPlan, SensitivityOut
from arbetshubb.reports.documents import (
    Block,
    Callout,
    Column,
    Figure,
    Heading,
    Items,
    Paragraph,
    Table,
    Tone,
)
from arbetshubb.reports.hubplan import charts
from arbetshubb.reports.hubplan.sentences import estimate_warning, is_estimate
from arbetshubb.reports.hubplan.words import PlanWords, names_of_sites
from arbetshubb.reports.number_forms import MINUS


def blocks(plan: PublishedPlan, words: PlanWords) -> Iterator[Block]:
    """Sensitivity and uncertainty."""
    gettext = words.language.gettext
    if plan.sensitivity:
        yield Heading(gettext("How sensitive the plan is"))
        yield Paragraph(_stable_or_not(plan, words))
        yield Figure(
            svg=charts.tornado_chart(plan, words),
            alt=_in_words(plan, words),
            caption=gettext(
                "The plan’s value when one assumption is at its low (light) or high (dark) end"
            ),
            source=gettext("the plan and its constants"),
        )
        yield _table(plan, words)
        if not all(row.is_searched for row in plan.sensitivity):
            yield Paragraph(
                gettext(
                    "For some assumptions the time did not suffice to search for the best hubs "
                    "anew; there the hubs may change more than is said here."
                )
            )
    yield Heading(gettext("What is uncertain"))
    if is_estimate(plan):
        yield Callout(gettext("Estimated distances."), estimate_warning(words), Tone.WARNING)
    yield Items(_uncertain(words))


def changed_hubs(changes: tuple[str, ...], plan: PublishedPlan, words: PlanWords) -> str:
    """``−Demohubb Bräcke, +Demohubb Gällö``, or that the same hubs are best."""
    if not changes:
        return words.language.gettext("same hubs")
    names = names_of_sites(plan)
    return ", ".join(
        (MINUS if change.startswith("-") else "+") + names.get(change[1:], change[1:])
        for change in changes
    )


def _stable_or_not(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    moving = [row for row in plan.sensitivity if row.changes_low or row.changes_high]
    if not moving:
        return gettext(
            "The same hubs are best whichever assumption is moved to its lowest or highest value. "
            "What they save changes, not where they should be."
        )
    return gettext(
        "The best hubs change for {changing} of {all} assumptions when one at a time is "
        "moved to its "
        "lowest or highest value: {names}.",
        changing=words.numbers.whole(len(moving)),
        all=words.numbers.whole(len(plan.sensitivity)),
        names=words.and_list([_small(words.constant(row.constant_id)) for row in moving]),
    )


def _table(plan: PublishedPlan, words: PlanWords) -> Table:
    gettext = words.language.gettext
    ordered = sorted(plan.sensitivity, key=lambda s: -abs(s.objective_high - s.objective_low))
    return Table(
        caption=gettext("Each assumption at its lowest and highest value"),
        columns=(
            Column(gettext("Assumption"), 1.9),
            Column(gettext("Lowest–highest"), 1.1, is_number=True),
            Column(gettext("Value, SEK a year"), 1.9, is_number=True),
            Column(gettext("km saved"), 1.6, is_number=True),
            Column(gettext("Best hubs at lowest"), 1.5),
            Column(gettext("Best hubs at highest"), 1.5),
        ),
        rows=tuple(_row(row, plan, words) for row in ordered),
        note=gettext(
            "Value is what the saved travel is worth less what the hubs cost. In the plan it is "
            "{value} a year.",
            value=words.numbers.kronor(plan.objective),
        ),
    )


def _row(row: SensitivityOut, plan: PublishedPlan, words: PlanWords) -> tuple[str, ...]:
    numbers = words.numbers
    between = words.language.pgettext("between two numbers", "to")
    return (
        words.constant(row.constant_id),
        f"{numbers.plain(row.low)}–{numbers.plain(row.high)}",
        f"{numbers.rounded(row.objective_low)} {between} {numbers.rounded(row.objective_high)}",
        f"{numbers.rounded(row.saved_km_low)} {between} {numbers.rounded(row.saved_km_high)}",
        changed_hubs(row.changes_low, plan, words),
        changed_hubs(row.changes_high, plan, words),
    )


def _in_words(plan: PublishedPlan, words: PlanWords) -> str:
    between = words.language.pgettext("between two numbers", "to")
    rows = [
        f"{words.constant(row.constant_id)}: {words.numbers.kronor(row.objective_low)} {between} "
        f"{words.numbers.kronor(row.objective_high)}"
        for row in plan.sensitivity
    ]
    return words.language.gettext("The plan’s value a year. {rows}.", rows="; ".join(rows))


def _uncertain(words: PlanWords) -> tuple[str, ...]:
    gettext = words.language.gettext
    return (
        gettext(
            "How many will come. Interest stated in surveys is much larger than use; the plan "
            "discounts it, but only bookings can tell."
        ),
        gettext(
            "What a hub day replaces. If more of them replace days at home than assumed, "
            "less travel "
            "is saved."
        ),
        gettext(
            "Prices and rents. They are those in the file of places, or usual prices where "
            "it has none."
        ),
        gettext(
            "How people travel. Weekly travel is described by one main way to travel for "
            "each person."
        ),
        gettext(
            "Moving house. The plan does not count on hubs making anyone move or take another job."
        ),
    )


def _small(text: str) -> str:
    """As a word within a sentence."""
    return text[:1].lower() + text[1:]
