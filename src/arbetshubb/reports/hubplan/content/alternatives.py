"""Other plans that are best in their own way: the Pareto front."""

from __future__ import annotations

from collections.abc import Iterator

from arbetshubb.analysis.hubplan.published import AlternativeOut, PublishedPlan
from arbetshubb.reports.documents import Block, Column, Figure, Heading, Paragraph, Table
from arbetshubb.reports.hubplan import charts
from arbetshubb.reports.hubplan.words import PlanWords, names_of_sites


def blocks(plan: PublishedPlan, words: PlanWords) -> Iterator[Block]:
    """The chart and the table, when there are alternatives."""
    if not plan.alternatives:
        return
    gettext = words.language.gettext
    yield Heading(gettext("Alternatives"))
    yield Paragraph(
        gettext(
            "For each plan below there is none that is better in every way: cheaper, with more "
            "travel saved and better for the municipality worst off. Which one is right is "
            "a matter "
            "of what you value."
        )
    )
    if any(not option.saved_km.is_hidden for option in plan.alternatives):
        yield Figure(
            svg=charts.pareto_chart(plan, words),
            alt=_in_words(plan, words),
            caption=gettext(
                "Cost against travel saved; the figure in each mark is the number of hubs"
            ),
            source=gettext("the plan"),
        )
    yield _table(plan, words)


def changes(option: AlternativeOut, plan: PublishedPlan, words: PlanWords) -> str:
    """What differs from the chosen hubs: ``without X; with Y``."""
    gettext = words.language.gettext
    names = names_of_sites(plan)
    chosen = {hub.site_id for hub in plan.hubs}
    there = set(option.open)
    parts: list[str] = []
    if chosen == there:
        return gettext("the same hubs as the plan")
    if chosen - there:
        gone = ", ".join(sorted(names.get(site, site) for site in chosen - there))
        parts.append(gettext("without {names}", names=gone))
    if there - chosen:
        new = ", ".join(sorted(names.get(site, site) for site in there - chosen))
        parts.append(gettext("with {names}", names=new))
    return "; ".join(parts)


def _table(plan: PublishedPlan, words: PlanWords) -> Table:
    gettext = words.language.gettext
    rows = [_row(index, option, plan, words) for index, option in enumerate(plan.alternatives, 1)]
    return Table(
        caption=gettext("Alternatives, and what differs from the plan"),
        columns=(
            Column(gettext("Alternative"), 1.1),
            Column(gettext("Hubs"), 0.6, is_number=True),
            Column(gettext("SEK a year"), 1.1, is_number=True),
            Column(gettext("km saved"), 1.1, is_number=True),
            Column(gettext("Reach, worst off"), 1.4, is_number=True),
            Column(gettext("How sure"), 1.0),
            Column(gettext("Differs from the plan"), 2.9),
        ),
        rows=tuple(rows),
        note=words.hidden_note(),
    )


def _row(
    index: int, option: AlternativeOut, plan: PublishedPlan, words: PlanWords
) -> tuple[str, ...]:
    gettext = words.language.gettext
    name = gettext("{number} (the plan)", number=index) if option.is_chosen else str(index)
    worst = words.share(option.worst_reach)
    if option.worst_municipality:
        worst = f"{worst}, {option.worst_municipality}"
    return (
        name,
        words.numbers.whole(len(option.open)),
        words.numbers.rounded(option.cost),
        words.base(option.saved_km),
        worst,
        how_sure(option.status, option.gap, words),
        changes(option, plan, words),
    )


def how_sure(status: str, gap: float, words: PlanWords) -> str:
    """``proven best`` or ``at most 1.2% off``."""
    gettext = words.language.gettext
    if status == "optimal":
        return gettext("proven best")
    return gettext("at most {gap} off", gap=words.numbers.percent(gap, 1))


def _in_words(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    rows = [
        gettext(
            "{hubs} hubs: {cost}, {km} saved",
            hubs=len(option.open),
            cost=words.numbers.kronor(option.cost),
            km=words.amount(option.saved_km, "km"),
        )
        for option in plan.alternatives
    ]
    return gettext("Each plan’s cost a year against travel saved. {rows}.", rows="; ".join(rows))
