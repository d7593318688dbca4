"""The plan in a few plain sentences: what report, map and workbook open with."""

from __future__ import annotations

from arbetshubb.analysis.hubplan.published import MunicipalityOut, PublishedPlan
from arbetshubb.analysis.travel import estimate_source, known_ways_in
from arbetshubb.reports.hubplan.words import PlanWords


def title_of(plan: PublishedPlan, words: PlanWords) -> str:
    """The result as a title: ``Nine hubs, at least one in every municipality``."""
    gettext = words.language.gettext
    number = len(plan.hubs)
    if number == 0:
        return gettext("No hub pays for itself on these conditions")
    if number == 1:
        return gettext("One hub: {name}", name=plan.hubs[0].name)
    hubs = _capital(words.number_word(number))
    places = len({hub.municipality for hub in plan.hubs})
    if places < len(plan.municipalities):
        return gettext(
            "{hubs} hubs in {places} of {all} municipalities",
            hubs=hubs,
            places=words.number_word(places),
            all=words.number_word(len(plan.municipalities)),
        )
    if number == places:
        return gettext("{hubs} hubs, one in every municipality", hubs=hubs)
    return gettext("{hubs} hubs, at least one in every municipality", hubs=hubs)


def lead_of(plan: PublishedPlan, words: PlanWords) -> str:
    """How many are new, and how sure the plan is."""
    if not plan.hubs:
        return proof_of(plan, words)
    return f"{new_and_existing(plan, words)} {proof_of(plan, words)}"


def new_and_existing(plan: PublishedPlan, words: PlanWords) -> str:
    """``New hubs: 7. Hubs that exist already: 2.``: how many of each."""
    gettext = words.language.gettext
    existing = sum(hub.is_existing for hub in plan.hubs)
    new = len(plan.hubs) - existing
    if existing == 0:
        return gettext("All of them are new.")
    if new == 0:
        return gettext("All of them exist already.")
    return gettext(
        "New hubs: {new}. Hubs that exist already: {existing}.",
        new=words.numbers.whole(new),
        existing=words.numbers.whole(existing),
    )


def proof_of(plan: PublishedPlan, words: PlanWords) -> str:
    """Whether no better plan exists, or how far from the best this one can be at most."""
    gettext = words.language.gettext
    if plan.status == "optimal" and plan.gap <= 0:
        return gettext("The plan is proven best on the conditions you gave.")
    if plan.status == "optimal":
        return gettext(
            "The plan is proven best to within the {gap} you allowed.",
            gap=words.numbers.percent(plan.gap, 2),
        )
    return gettext(
        "The time for the search ran out: the plan is at most {gap} from the best possible.",
        gap=words.numbers.percent(plan.gap, 1),
    )


def conditions_of(plan: PublishedPlan, words: PlanWords) -> tuple[str, ...]:
    """The demands that the planner made, one sentence each."""
    gettext = words.language.gettext
    options = plan.options
    whole = words.numbers.whole
    sentences: list[str] = []
    if options.get("each_municipality"):
        sentences.append(
            gettext("At least one hub in every municipality that has a place to choose.")
        )
    for key, sentence in (
        ("hubs", gettext("Exactly this many hubs: {number}.", number="{number}")),
        ("hubs_max", gettext("At most this many hubs: {number}.", number="{number}")),
        (
            "critical_mass",
            gettext("At least {number} expected members in every hub.", number="{number}"),
        ),
    ):
        value = _number(options.get(key))
        if value is not None:
            sentences.append(sentence.format(number=whole(value)))
    budget = _number(options.get("budget"))
    if budget is not None:
        amount = words.numbers.kronor(budget)
        sentences.append(
            gettext("At most {amount} a year for all hubs, without VAT.", amount=amount)
        )
    if options.get("keep_existing"):
        sentences.append(gettext("Hubs that exist today stay open."))
    sentences.append(
        gettext(
            "Reaching a hub means at most {minutes} minutes by road one way.",
            minutes=words.numbers.plain(minutes_of(plan)),
        )
    )
    return tuple(sentences)


def counterfactual(plan: PublishedPlan, words: PlanWords) -> str:
    """What would have happened without the hubs: the sentence every saving rests on."""
    return words.language.gettext(
        "Only hub days that replace a day at the ordinary workplace save travel. {share} of the "
        "hub days are taken to replace a day at home: they save nothing, and the way to the hub is "
        "counted as added travel.",
        share=words.numbers.share(plan.replaces_home_share),
    )


def estimate_warning(words: PlanWords) -> str:
    """What it means that no road network was used."""
    return words.language.gettext(
        "Distances and times are estimates from straight lines, not measured on roads. One in ten "
        "distances can be wrong by a third or more, most around lakes and in the "
        "mountains. Measure "
        "on a road network before the plan decides anything."
    )


def travel_source(plan: PublishedPlan, words: PlanWords) -> str:
    """How an estimate was made, in words; the engine and the network's date as they stand."""
    gettext, numbers = words.language.gettext, words.numbers
    estimate = estimate_source(plan.travel_source)
    if estimate is None:
        return _measured_on(plan.travel_source, words)
    factor = numbers.decimal(estimate.detour_factor, 2)
    if not estimate.known:
        return gettext("The straight line times {factor}.", factor=factor)
    return gettext(
        "The straight line times {factor}; {known} of {pairs} distances are known.",
        factor=factor,
        known=numbers.whole(estimate.known),
        pairs=numbers.whole(estimate.pairs),
    )


def _measured_on(source: str, words: PlanWords) -> str:
    known = known_ways_in(source)
    if known is None:
        return source
    return words.language.gettext(
        "{source}; {known} of {pairs} distances are known.",
        source=known.base,
        known=words.numbers.whole(known.known),
        pairs=words.numbers.whole(known.pairs),
    )


def is_estimate(plan: PublishedPlan) -> bool:
    """Whether travel was estimated rather than measured on roads."""
    return plan.travel_quality == "estimate"


def minutes_of(plan: PublishedPlan) -> float:
    """What counts as reaching a hub, minutes one way."""
    return _number(plan.options.get("within_minutes")) or 30.0


def worst_off(plan: PublishedPlan) -> MunicipalityOut | None:
    """The municipality where the smallest share reaches a hub, among those that are shown."""
    shown = [row for row in plan.municipalities if row.reach_share_plan is not None]
    return min(shown, key=lambda row: row.reach_share_plan or 0.0, default=None)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
