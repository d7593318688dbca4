"""The first page: the answer, four figures, what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from arbetshubb.analysis.hubplan.published import Figure, PublishedPlan
from arbetshubb.reports.documents import (
    Block,
    Callout,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Tone,
)
from arbetshubb.reports.hubplan.sentences import (
    conditions_of,
    counterfactual,
    estimate_warning,
    is_estimate,
    minutes_of,
    new_and_existing,
    proof_of,
    worst_off,
)
from arbetshubb.reports.hubplan.words import PlanWords


def blocks(plan: PublishedPlan, words: PlanWords) -> Iterator[Block]:
    """The summary and the question it answers."""
    gettext = words.language.gettext
    yield Heading(gettext("Summary"))
    yield KeyFigures(gettext("The plan in four figures"), key_figures(plan, words))
    yield Paragraph(_proposal(plan, words))
    yield Paragraph(_gives(plan, words))
    yield Callout(gettext("What is compared?"), counterfactual(plan, words))
    if is_estimate(plan):
        yield Callout(gettext("Estimated distances."), estimate_warning(words), Tone.WARNING)
    yield PageBreak()
    yield Heading(gettext("What the matter is about"))
    yield Paragraph(
        gettext(
            "The question is which work hubs to open, and how large, so that employees who live "
            "far from their workplace can work near home some days a week. This paper is a basis "
            "for decision and proposes nothing beyond the plan itself. The plan was asked to meet "
            "these conditions:"
        )
    )
    yield Items(conditions_of(plan, words))
    if plan.binding:
        demands = words.and_list([words.demand(demand) for demand in plan.binding])
        yield Paragraph(
            gettext(
                "What decides the plan most, and would change it if moved: {demands}.",
                demands=demands,
            )
        )


def key_figures(plan: PublishedPlan, words: PlanWords) -> tuple[KeyFigure, ...]:
    """Cost, travel, emissions and reach."""
    gettext = words.language.gettext
    tonnes = _negative(_scaled(plan.saved.kg_co2e, 1e-3))
    return (
        KeyFigure(
            gettext("Costs a year"),
            words.kronor(plan.cost),
            gettext("{range}, without VAT", range=words.kronor_range(plan.cost)),
        ),
        KeyFigure(
            gettext("Less commuting a year"),
            words.amount(plan.saved.km, "km"),
            gettext(
                "{range}. Days that would else be at home save nothing",
                range=words.range(plan.saved.km, "km"),
            ),
        ),
        KeyFigure(
            gettext("Emissions a year"),
            words.amount(tonnes, _tonnes_unit(words)),
            words.range(_scaled(plan.saved.kg_co2e, 1e-3), gettext("tonnes")),
        ),
        KeyFigure(
            gettext(
                "Reach a hub within {minutes} min", minutes=words.numbers.plain(minutes_of(plan))
            ),
            words.share(plan.reach_share_plan),
            _reach_detail(plan, words),
        ),
    )


def _proposal(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    if not plan.hubs:
        return gettext(
            "No place is worth what it costs on these conditions. Change the budget, the critical "
            "mass or the places to choose from, and make a new plan."
        )
    names = words.and_list([hub.name for hub in plan.hubs])
    seats = words.numbers.whole(sum(hub.seats for hub in plan.hubs))
    return gettext(
        "The plan opens or keeps {names}: {seats} seats in all. {sorts} The hubs are expected to "
        "have {members} members. {proof}",
        names=names,
        seats=seats,
        sorts=new_and_existing(plan, words),
        members=words.with_range(plan.members),
        proof=proof_of(plan, words),
    )


def _gives(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    sentences = [
        gettext(
            "Today {today} of the employees reach a hub in time; with the plan {later} do.",
            today=words.share(plan.reach_share_today),
            later=words.share(plan.reach_share_plan),
        )
    ]
    worst = worst_off(plan)
    if worst and worst.reach_share_plan is not None:
        sentences.append(
            gettext(
                "Lowest of the municipalities that can be shown is {municipality}: {share}.",
                municipality=worst.name,
                share=words.share(worst.reach_share_plan),
            )
        )
    sentences.append(
        gettext(
            "Travel saved is {hours} a year for those who travel, and {kronor} in travel costs.",
            hours=words.amount(plan.saved.hours, gettext("hours")),
            kronor=words.kronor(plan.saved.kronor),
        )
    )
    return " ".join(sentences)


def _reach_detail(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    worst = worst_off(plan)
    today = gettext("today {share}", share=words.share(plan.reach_share_today))
    if worst is None:
        return today
    return gettext(
        "{today}; lowest shown in {municipality}: {share}",
        today=today,
        municipality=worst.name,
        share=words.share(worst.reach_share_plan),
    )


def _tonnes_unit(words: PlanWords) -> str:
    return words.language.gettext("tonnes CO₂e")


def _scaled(figure: Figure, factor: float) -> Figure:
    if figure.base is None or figure.low is None or figure.high is None:
        return figure
    return Figure(figure.base * factor, figure.low * factor, figure.high * factor)


def _negative(figure: Figure) -> Figure:
    """A saving as a change."""
    if figure.base is None or figure.low is None or figure.high is None:
        return figure
    return Figure(-figure.base, -figure.low, -figure.high)
