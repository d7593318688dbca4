"""The key figures of a plan as cards, and the fuller list behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.analysis.hubplan.published import AlternativeOut, Figure, HubOut
from arbetshubb.plans.models import Scenario
from arbetshubb.plans.rules import options_from_json, rounded
from arbetshubb.plans.texts.constants import (
    constant_label,
    constant_number,
    constant_range,
    constant_unit,
    wording,
)
from arbetshubb.plans.texts.figures import FIGURES, FIRST_FOUR, Explained, constants_behind
from arbetshubb.plans.texts.plan import reach_sentence
from arbetshubb.ui import formats
from arbetshubb.ui.figures import FigureCard, figure_card


def first_cards(scenario: Scenario, plan: PublishedPlan) -> list[FigureCard]:
    """The four figures at the top of the page."""
    return [card_of(scenario, plan, FIGURES[key]) for key in FIRST_FOUR]


def other_cards(scenario: Scenario, plan: PublishedPlan) -> list[FigureCard]:
    """The figures further down."""
    return [
        card_of(scenario, plan, figure) for key, figure in FIGURES.items() if key not in FIRST_FOUR
    ]


def card_of(
    scenario: Scenario, plan: PublishedPlan, figure: Explained, *, with_why: bool = True
) -> FigureCard:
    """One figure with its range, comparison and the way to its reasons."""
    return figure_card(
        label_of(figure, plan),
        _shown(figure, plan),
        unit=figure.unit,
        compared=compared(plan, figure.key),
        why_url=reverse("plans:why", args=[scenario.pk, figure.key]) if with_why else "",
        is_signed=figure.is_change,
    )


def _shown(figure: Explained, plan: PublishedPlan) -> Figure | float | None:
    """Three digits are what the assumptions carry; a share of people is exact."""
    value = figure.value_in(plan)
    return value if figure.unit == "percent" else rounded(value)


def label_of(figure: Explained, plan: PublishedPlan) -> str:
    """The label; reach names its minutes."""
    if figure.key != "reach":
        return str(figure.label)
    minutes = options_from_json(plan.options).within_minutes
    return _("Reach a hub within %(minutes)s") % {"minutes": formats.minutes(minutes)}


def compared(plan: PublishedPlan, key: str) -> str:
    """What the figure is held against; empty when there is nothing to hold it against."""
    today, of_today = plan.today, _("of %(today)s today")
    made: dict[str, Callable[[], str]] = {
        "cost": lambda: _("all hubs, excluding VAT"),
        "km": lambda: (
            _("of %(today)s today; days that would else be at home save nothing")
            % {"today": formats.km(rounded(today.km))}
        ),
        "emissions": lambda: of_today % {"today": formats.tonnes(rounded(today.kg_co2e))},
        "reach": lambda: _compared_reach(plan),
        "hours": lambda: of_today % {"today": formats.hours(rounded(today.hours))},
        "kronor": lambda: of_today % {"today": formats.kronor(rounded(today.kronor))},
        "members": lambda: (
            _("of %(people)s employees") % {"people": formats.number(plan.employees)}
        ),
    }
    return made[key]() if key in made else ""


def _compared_reach(plan: PublishedPlan) -> str:
    today = _("today %(share)s") % {"share": formats.percent(plan.reach_share_today)}
    return "; ".join(part for part in (today, reach_sentence(plan)) if part)


def hub_cards(hub: HubOut) -> list[FigureCard]:
    """The figures of one hub."""
    return [
        figure_card(
            _("Members"),
            hub.members,
            compared=_("%(days)s hub days a week") % {"days": formats.number(hub.days_per_week, 1)},
        ),
        figure_card(_("Seats"), hub.seats, compared=_("for the busiest day of the week")),
        figure_card(_("Costs a year"), hub.cost, unit="kronor", compared=_("excluding VAT")),
        figure_card(
            _("Less commuting"),
            rounded(hub.saved.km),
            unit="km",
            compared=_("a year, by its members"),
        ),
    ]


def alternative_cards(row: AlternativeOut, plan: PublishedPlan) -> list[FigureCard]:
    """The figures of an alternative, held against the plan."""
    return [
        figure_card(
            _("Costs a year"),
            row.cost,
            unit="kronor",
            compared=_against(row.cost, plan.cost.base, "kronor"),
        ),
        figure_card(
            _("Less commuting"),
            rounded(row.saved_km),
            unit="km",
            compared=_against(row.saved_km.base, plan.saved.km.base, "km"),
        ),
        figure_card(
            _("Reach where it is lowest"),
            row.worst_reach,
            unit="percent",
            compared=row.worst_municipality,
        ),
        figure_card(
            _("Benefit less cost"),
            rounded(row.objective),
            unit="kronor",
            compared=_against(row.objective, plan.objective, "kronor"),
        ),
    ]


def _against(value: float | None, planned: float | None, unit: str) -> str:
    if value is None or planned is None:
        return ""
    return _("%(change)s against the plan") % {
        "change": formats.signed(rounded(value - planned), unit)
    }


@dataclass(frozen=True, slots=True)
class ConstantRow:
    """A constant as a table row."""

    label: str
    value: str
    range: str
    unit: str
    year: str
    source: str
    confidence: str
    is_moved: bool


def constant_rows(
    figure: Explained, plan: PublishedPlan, moved: Sequence[str]
) -> list[ConstantRow]:
    """The constants behind a figure; ``moved`` are those the planner has changed."""
    return [
        ConstantRow(
            label=constant_label(row.id),
            value=constant_number(row.value),
            range=constant_range(row),
            unit=constant_unit(row),
            year=words.price_year,
            source=words.source,
            confidence=words.confidence,
            is_moved=row.id in moved,
        )
        for row in constants_behind(figure, plan)
        for words in (wording(row),)
    ]
