"""How people commute today: totals and breakdowns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from arbetshubb.analysis.hubplan.published import PublishedPlan, Travel, TravelRow
from arbetshubb.reports.documents import Block, Column, Figure, Heading, Paragraph, Table
from arbetshubb.reports.hubplan import charts
from arbetshubb.reports.hubplan.words import PlanWords


def blocks(plan: PublishedPlan, words: PlanWords) -> Iterator[Block]:
    """Commuting today, before any new hub."""
    gettext = words.language.gettext
    yield Heading(gettext("Commuting today"))
    yield Paragraph(_in_short(plan, words))
    yield Heading(gettext("By municipality"), 2)
    yield _table(
        plan, words, gettext("Commuting in a year, by the municipality people live in"),
        gettext("Municipality"), plan.today_by_municipality, str,
    )  # fmt: skip
    yield Heading(gettext("By distance to work"), 2)
    yield Figure(
        svg=charts.distance_chart(plan, words),
        alt=_distances_in_words(plan, words),
        caption=gettext("Kilometres a year by distance to work, one way"),
        source=gettext("the employers’ data, Arbetshubb’s calculation"),
    )
    yield _table(
        plan, words, gettext("Commuting in a year, by distance to work one way"),
        gettext("Distance to work"), plan.today_by_distance, words.distance,
    )  # fmt: skip
    yield Heading(gettext("By way to travel"), 2)
    yield _table(
        plan, words, gettext("Commuting in a year, by the main way to travel"),
        gettext("Way to travel"), plan.today_by_mode, words.mode,
    )  # fmt: skip
    yield Paragraph(
        gettext("Commuting by unit and the flows between municipalities are in the workbook."),
        is_quiet=True,
    )


def travel_columns(words: PlanWords, first: str) -> tuple[Column, ...]:
    """The columns of every table of travel."""
    gettext = words.language.gettext
    return (
        Column(first, 1.7),
        Column(gettext("Employees"), 1.15, is_number=True),
        Column(gettext("km"), 1.25, is_number=True),
        Column(gettext("hours"), 1.0, is_number=True),
        Column(gettext("SEK"), 1.3, is_number=True),
        Column(gettext("kg CO₂e"), 1.2, is_number=True),
    )


def travel_cells(words: PlanWords, name: str, travel: Travel) -> tuple[str, ...]:
    """One row of it."""
    figures = (travel.km, travel.hours, travel.kronor, travel.kg_co2e)
    return (name, words.count(travel.people), *(words.base(figure) for figure in figures))


def _in_short(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    today = plan.today
    return gettext(
        "The {people} employees travel {km} a year to and from work. It takes {hours}, costs "
        "{kronor} and emits {tonnes} of greenhouse gases. The range, from what is uncertain in the "
        "constants, is {range}.",
        people=words.count(today.people),
        km=words.amount(today.km, "km"),
        hours=words.amount(today.hours, gettext("hours")),
        kronor=words.kronor(today.kronor),
        tonnes=words.amount(today.kg_co2e, "kg CO₂e"),
        range=words.range(today.km, "km"),
    )


def _table(  # noqa: PLR0913, PLR0917  one shape of table, three breakdowns
    plan: PublishedPlan,
    words: PlanWords,
    caption: str,
    first: str,
    rows: tuple[TravelRow, ...],
    name: Callable[[str], str],
) -> Table:
    total = words.language.pgettext("last row of a table", "All")
    return Table(
        caption=caption,
        columns=travel_columns(words, first),
        rows=(
            *(travel_cells(words, name(row.key), row.travel) for row in rows),
            travel_cells(words, total, plan.today),
        ),
        note=f"{_rounding(words)} {words.hidden_note()}",
        has_total=True,
    )


def _rounding(words: PlanWords) -> str:
    return words.language.gettext(
        "Rounded to three digits, so rows need not sum to the total exactly."
    )


def _distances_in_words(plan: PublishedPlan, words: PlanWords) -> str:
    """The chart read aloud."""
    rows = [
        f"{words.distance(row.key)}: {words.amount(row.travel.km, 'km')}"
        for row in plan.today_by_distance
    ]
    return words.language.gettext("Bars of kilometres a year. {rows}.", rows="; ".join(rows))
