"""Travel saved, and what the plan gives each municipality: all of them, also the hidden."""

from __future__ import annotations

from collections.abc import Iterator

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.reports.documents import (
    Block,
    Callout,
    Column,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from arbetshubb.reports.hubplan import charts
from arbetshubb.reports.hubplan.sentences import counterfactual, minutes_of
from arbetshubb.reports.hubplan.words import PlanWords, names_of_sites


def blocks(plan: PublishedPlan, words: PlanWords) -> Iterator[Block]:
    """Savings in all, then by municipality."""
    gettext = words.language.gettext
    yield Heading(gettext("Travel saved"))
    yield Callout(gettext("Compared with what?"), counterfactual(plan, words))
    yield _saved_table(plan, words)
    yield Heading(gettext("What each municipality gets"))
    yield Paragraph(
        gettext(
            "All municipalities are shown, so that it can be judged whether they are treated "
            "equally. People are counted where they live."
        )
    )
    yield Figure(
        svg=charts.reach_chart(plan, words),
        alt=_reach_in_words(plan, words),
        caption=gettext(
            "Share that reaches a hub within {minutes} minutes: today (ring) and with the "
            "plan (disc)",
            minutes=words.numbers.plain(minutes_of(plan)),
        ),
        source=gettext("the plan"),
    )
    yield _municipality_table(plan, words)


def _saved_table(plan: PublishedPlan, words: PlanWords) -> Table:
    gettext = words.language.gettext

    def row(name: str, unit: str, field: str) -> tuple[str, ...]:
        saved, today = getattr(plan.saved, field), getattr(plan.today, field)
        share = "–"
        if saved.base is not None and today.base:
            share = words.numbers.percent(saved.base / today.base, 1)
        return (name, words.amount(today, unit), words.amount(saved, unit),
                words.range(saved, unit), share)  # fmt: skip

    return Table(
        caption=gettext("Travel in a year: today, and what the plan saves"),
        columns=(
            Column(gettext("What"), 1.3),
            Column(gettext("Today"), 1.3, is_number=True),
            Column(gettext("Saved"), 1.2, is_number=True),
            Column(gettext("Range"), 1.7, is_number=True),
            Column(gettext("Share of today"), 0.9, is_number=True),
        ),
        rows=(
            row(gettext("Distance"), "km", "km"),
            row(gettext("Travel time"), gettext("hours"), "hours"),
            row(gettext("Travel cost"), gettext("SEK"), "kronor"),
            row(gettext("Emissions"), "kg CO₂e", "kg_co2e"),
        ),
        note=gettext(
            "Saved is travel that no longer takes place, less the travel to hubs. A "
            "negative figure "
            "would mean that travel grows."
        ),
    )


def _municipality_table(plan: PublishedPlan, words: PlanWords) -> Table:
    gettext = words.language.gettext
    names = names_of_sites(plan)
    rows = [
        (
            row.name,
            words.count(row.employees),
            words.share(row.reach_share_today),
            words.share(row.reach_share_plan),
            words.base(row.members),
            words.base(row.saved.km),
            words.base(row.saved.kg_co2e),
            ", ".join(names.get(hub, hub) for hub in row.hubs) or "–",
        )
        for row in plan.municipalities
    ]
    total = (
        words.language.pgettext("last row of a table", "All"),
        words.count(plan.employees),
        words.share(plan.reach_share_today),
        words.share(plan.reach_share_plan),
        words.base(plan.members),
        words.base(plan.saved.km),
        words.base(plan.saved.kg_co2e),
        "",
    )
    return Table(
        caption=gettext("Outcome by the municipality people live in"),
        columns=(
            Column(gettext("Municipality"), 1.2),
            Column(gettext("Employees"), 1.1, is_number=True),
            Column(gettext("Reach today"), 1.05, is_number=True),
            Column(gettext("Reach with the plan"), 1.05, is_number=True),
            Column(gettext("Members"), 1.05, is_number=True),
            Column(gettext("km saved"), 1.1, is_number=True),
            Column(gettext("kg CO₂e saved"), 1.05, is_number=True),
            Column(gettext("Hubs"), 1.9),
        ),
        rows=(*rows, total),
        note=words.hidden_note(),
        has_total=True,
    )


def _reach_in_words(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    rows = [
        gettext(
            "{municipality}: {today} today, {later} with the plan",
            municipality=row.name,
            today=words.share(row.reach_share_today),
            later=words.share(row.reach_share_plan),
        )
        for row in plan.municipalities
    ]
    return "; ".join(rows) + "."
