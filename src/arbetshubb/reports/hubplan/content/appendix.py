"""Method, data quality, constants with sources, and the calculation's own particulars."""

from __future__ import annotations

from collections.abc import Iterator

from arbetshubb.analysis.hubplan.published import ConstantOut, PublishedPlan
from arbetshubb.reports.documents import Block, Column, Entries, Heading, Items, Paragraph, Table
from arbetshubb.reports.hubplan.content.alternatives import how_sure
from arbetshubb.reports.hubplan.sentences import is_estimate, travel_source
from arbetshubb.reports.hubplan.words import PlanWords


def blocks(plan: PublishedPlan, words: PlanWords) -> Iterator[Block]:
    """What one needs to repeat and question the plan."""
    gettext = words.language.gettext
    yield Heading(gettext("Method"))
    yield Items(_method(plan, words))
    yield Heading(gettext("Data and their quality"))
    yield Entries(data_quality(plan, words))
    yield Heading(gettext("Constants and their sources"))
    yield Paragraph(
        gettext("Sources are given as they stand in the table of constants."), is_quiet=True
    )
    yield _constants(plan, words)
    yield Heading(gettext("About the calculation"))
    yield Paragraph(gettext("With these particulars the same plan can be made again."))
    yield Table(
        caption=gettext("The calculation’s particulars"),
        columns=(Column(gettext("What"), 1.0), Column(gettext("Value"), 2.4)),
        rows=birth_certificate(plan, words),
    )


def birth_certificate(plan: PublishedPlan, words: PlanWords) -> tuple[tuple[str, str], ...]:
    """Inputs, constants, proof and time: what makes the plan's figures traceable."""
    gettext = words.language.gettext
    return (
        (gettext("Made"), plan.created.replace("T", " ")),
        (gettext("Made with"), f"Arbetshubb {plan.product_version}"),
        (gettext("Inputs (hash)"), plan.inputs_hash),
        (gettext("Constants (version)"), plan.constants_version),
        (gettext("Proof"), how_sure(plan.status, plan.gap, words)),
        (gettext("Value of the plan"), words.numbers.kronor(plan.objective)),
        (gettext("Highest possible value"), words.numbers.kronor(plan.bound)),
        (gettext("Gap"), words.numbers.percent(plan.gap, 3)),
        (gettext("Time of the search"), f"{words.numbers.decimal(plan.seconds, 1)}\u00a0s"),
        (gettext("Smallest group shown"), words.numbers.whole(plan.disclosure_limit)),
        (gettext("Schema"), plan.schema),
    )


def data_quality(plan: PublishedPlan, words: PlanWords) -> tuple[tuple[str, str], ...]:
    """Where data come from and how good they are."""
    gettext = words.language.gettext
    travel = gettext("measured on a road network") if not is_estimate(plan) else gettext(
        "estimated from straight lines"
    )  # fmt: skip
    return (
        (
            gettext("Employees."),
            gettext(
                "{people} employees of {employers} employers. A home is known as a 1 km cell only.",
                people=words.count(plan.employees),
                employers=words.numbers.whole(len(plan.employers)),
            ),
        ),
        (
            gettext("Distances and times."),
            gettext(
                "{travel}. {source}", travel=_capital(travel), source=travel_source(plan, words)
            ),
        ),
        (
            gettext("Small groups."),
            gettext(
                "Figures for fewer than {limit} people are hidden here and in every file. "
                "{people} employees live in cells too small to be shown on the map.",
                limit=plan.disclosure_limit,
                people=_capital(words.count(plan.hidden_cells_people)),
            ),
        ),
    )


def _method(plan: PublishedPlan, words: PlanWords) -> tuple[str, ...]:
    gettext = words.language.gettext
    return (
        gettext(
            "Commuting: each employee’s way to work and back, times the days a week at the "
            "workplace, times the working weeks of a year. Kilometres give time, cost and "
            "emissions "
            "by the way to travel."
        ),
        gettext(
            "Demand: the share of those who may work remotely that say they are interested, "
            "discounted to what usually comes of it, falling with the way to the hub and "
            "rising with "
            "the way that is saved."
        ),
        gettext(
            "Choice: everybody goes to the open hub that is best for them. Nobody is sent "
            "elsewhere "
            "to fill a hub."
        ),
        gettext(
            "The best hubs: the set of hubs with the highest value of saved travel less cost that "
            "meets the conditions, found by exact optimisation. The proof says that no set can be "
            "better than the bound."
        ),
        gettext(
            "Ranges: each constant is moved to its low and high value, and what each does alone is "
            "put together as for independent errors. The range is no probability."
        ),
        gettext(
            "Hub days that replace home days ({share}) save nothing.",
            share=words.numbers.share(plan.replaces_home_share),
        ),
    )


def _constants(plan: PublishedPlan, words: PlanWords) -> Table:
    gettext = words.language.gettext
    return Table(
        caption=gettext("Constants used, with range and source"),
        columns=(
            Column(gettext("Constant"), 1.7),
            Column(gettext("Value"), 0.8, is_number=True),
            Column(gettext("Low–high"), 1.0, is_number=True),
            Column(gettext("Unit"), 1.2),
            Column(gettext("Price year"), 1.1),
            Column(gettext("How sure"), 0.75),
            Column(gettext("Source"), 2.1),
        ),
        rows=tuple(_constant(constant, words) for constant in plan.constants),
    )


def _constant(constant: ConstantOut, words: PlanWords) -> tuple[str, ...]:
    numbers, wording = words.numbers, words.wording(constant)
    same = constant.low == constant.high
    return (
        words.constant(constant.id),
        numbers.plain(constant.value),
        "–" if same else f"{numbers.plain(constant.low)}–{numbers.plain(constant.high)}",
        words.unit(constant),
        wording.price_year or "–",
        wording.confidence,
        wording.source or "–",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
