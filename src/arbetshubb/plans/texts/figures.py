"""“Why this figure?”: what each figure means, how it is made and on which constants it rests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.hubplan.published import ConstantOut, Figure, PublishedPlan
from arbetshubb.plans.rules import negated

type Shown = Figure | float | None

_DEMAND: Final = (
    "stated_interest", "realisation", "hub_days_per_member", "replaces_home_share",
    "hub_decay_half_minutes", "hub_gain_half_minutes", "hub_max_minutes",
)  # fmt: skip
_YEAR: Final = ("workdays_per_year",)
_TIMES: Final = ("bus_time_factor", "train_time_factor", "bicycle_speed", "walk_speed")
_EMISSIONS: Final = (
    "car_default_wtw", "car_ev_nordic_el", "bus_rural_default", "train_electric_nordic",
    "walk_cycle",
)  # fmt: skip
_FARES: Final = ("milersattning_own_car", "bus_fare", "train_fare", "bicycle_cost")
_VALUES: Final = (
    "time_value_commute_car", "time_value_commute_bus", "time_value_commute_train",
    "time_value_commute_walk_cycle", "co2_value_asek7",
)  # fmt: skip
_COSTS: Final = ("coworking_flex_month", "hub_peak_factor", "hub_seats_min", "hub_seats_max")


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure of a plan: its name, unit, meaning, formula and the constants behind it."""

    key: str
    label: Promise
    unit: str
    meaning: Promise
    formula: Promise
    constants: tuple[str, ...]
    value_in: Callable[[PublishedPlan], Shown]
    is_change: bool = False


FIGURES: Final[dict[str, Explained]] = {
    row.key: row
    for row in (
        Explained(
            "cost", _("Costs a year"), "kronor",
            _(
                "What all open hubs together cost the employers in a year, excluding VAT. What is"
                " saved by shorter travel is not taken off."
            ),
            _(
                "The sum over hubs of the fixed cost, the cost of each seat times seats, and the"
                " cost of a used day times days. Seats are those that the busiest day needs. Where"
                " a place has no price of its own, the constants below stand in."
            ),
            _COSTS, lambda plan: plan.cost,
        ),
        Explained(
            "km", _("Less commuting"), "km",
            _("Kilometres in a year that people no longer travel, there and back."),
            _(
                "For each person: the chance of becoming a member, times the days a week that"
                " would else have been office days times twice the way to the office, less all hub"
                " days times twice the way to the hub; times working weeks in a year. Today's hub"
                " use is taken off, so the figure is what changes."
            ),
            _DEMAND + _YEAR, lambda plan: plan.saved.km,
        ),
        Explained(
            "emissions", _("Emissions"), "tonnes",
            _(
                "Change of emissions from commuting in a year, in carbon dioxide equivalents over"
                " the life cycle of the fuel."
            ),
            _(
                "The kilometres no longer travelled by each means of travel, times the emissions"
                " of a kilometre with it."
            ),
            _DEMAND + _YEAR + _EMISSIONS, lambda plan: negated(plan.saved.kg_co2e), is_change=True,
        ),
        Explained(
            "reach", _("Reach a hub in time"), "percent",
            _(
                "The share of employees who live within the minutes that you chose from a hub, by"
                " road and one way."
            ),
            _(
                "Employees in a square from which at least one open hub can be reached in time,"
                " divided by all employees."
            ),
            (), lambda plan: plan.reach_share_plan,
        ),
        Explained(
            "hours", _("Time saved"), "hours",
            _("Hours in a year that people no longer spend on travel."),
            _(
                "As for kilometres, with the time of the trip by the means of travel that each"
                " person uses today."
            ),
            _DEMAND + _YEAR + _TIMES, lambda plan: plan.saved.hours,
        ),
        Explained(
            "kronor", _("Travel cost saved"), "kronor",
            _("Kronor in a year that employees no longer pay for their travel."),
            _("The kilometres no longer travelled, times what a kilometre costs the traveller."),
            _DEMAND + _YEAR + _FARES, lambda plan: plan.saved.kronor,
        ),
        Explained(
            "members", _("Members"), "number",
            _("How many people are expected to use the hubs regularly. Nobody is appointed."),
            _(
                "For each person who may work remotely: the share that say they would use a hub,"
                " times the share of them that do, less with every minute to the hub and more with"
                " every minute saved. People who use a hub today are counted as they are."
            ),
            _DEMAND, lambda plan: plan.members,
        ),
        Explained(
            "objective", _("Benefit less cost"), "kronor",
            _(
                "What the search makes as large as possible: the value of time, travel cost and"
                " emissions saved, less what the hubs cost. It is used to choose between plans"
                " and is no budget figure."
            ),
            _(
                "Hours saved times the value of an hour, travel cost saved, and emissions avoided"
                " times their value to society; less the cost of the hubs."
            ),
            _DEMAND + _YEAR + _FARES + _TIMES + _EMISSIONS + _VALUES + _COSTS,
            lambda plan: plan.objective,
        ),
    )
}  # fmt: skip

FIRST_FOUR: Final = ("cost", "km", "emissions", "reach")


def constants_behind(figure: Explained, plan: PublishedPlan) -> tuple[ConstantOut, ...]:
    """The constants of the plan that the figure rests on, in the order of the explanation."""
    used = {constant.id: constant for constant in plan.constants}
    return tuple(used[key] for key in figure.constants if key in used)
