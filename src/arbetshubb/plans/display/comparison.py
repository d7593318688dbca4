"""Two plans side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from arbetshubb.analysis.hubplan import PublishedPlan
from arbetshubb.analysis.hubplan.published import Figure
from arbetshubb.plans.display.figures import label_of
from arbetshubb.plans.rules import options_from_json
from arbetshubb.plans.texts.figures import FIGURES
from arbetshubb.plans.texts.plan import demands_in_words, listed
from arbetshubb.ui import formats
from arbetshubb.ui.tables import CompareRow

# Whether more of the figure is better.
_IS_MORE_BETTER: Final = {
    "cost": False, "km": True, "emissions": False, "reach": True, "hours": True, "kronor": True,
    "members": True, "objective": True,
}  # fmt: skip


def compare_rows(left: PublishedPlan, right: PublishedPlan) -> list[CompareRow]:
    """Figures, the worst-off municipality, proof and demands, one row each."""
    return [
        CompareRow(
            _("Hubs"),
            formats.number(len(left.hubs)),
            formats.number(len(right.hubs)),
            formats.signed(len(right.hubs) - len(left.hubs)),
        ),
        *_figure_rows(left, right),
        *_municipality_rows(left, right),
        _word_row(_("How sure"), left, right, _sure),
        _word_row(_("Demands"), left, right, _demands),
    ]


def _figure_rows(left: PublishedPlan, right: PublishedPlan) -> Iterator[CompareRow]:
    for key, figure in FIGURES.items():
        first, second = figure.value_in(left), figure.value_in(right)
        yield _row(
            label_of(figure, left),
            first,
            second,
            unit=figure.unit,
            is_signed=figure.is_change,
            is_more_better=_IS_MORE_BETTER[key],
        )


def _municipality_rows(left: PublishedPlan, right: PublishedPlan) -> Iterator[CompareRow]:
    others = {row.name: row for row in right.municipalities}
    for row in left.municipalities:
        if row.name in others:
            yield _row(
                _("Reach a hub in %(place)s") % {"place": row.name},
                row.reach_share_plan,
                others[row.name].reach_share_plan,
                unit="percent",
            )


def _row(  # noqa: PLR0913 - a row of two values and how to write them
    label: str,
    first: Figure | float | None,
    second: Figure | float | None,
    *,
    unit: str,
    is_signed: bool = False,
    is_more_better: bool = True,
) -> CompareRow:
    change = _change(first, second)
    form = formats.FORMATS[unit]
    return CompareRow(
        label=label,
        left=formats.signed(first, unit) if is_signed else form(first),
        right=formats.signed(second, unit) if is_signed else form(second),
        difference="" if change is None else _points(change, unit),
        is_better=None if not change else (change > 0) is is_more_better,
    )


def _change(first: Figure | float | None, second: Figure | float | None) -> float | None:
    one, other = formats.value_of(first), formats.value_of(second)
    return None if one is None or other is None else other - one


def _points(change: float, unit: str) -> str:
    """Shares differ by percentage points, not by per cent."""
    if unit != "percent":
        return formats.signed(change, unit)
    return _("%(points)s percentage points") % {"points": formats.signed(100 * change)}


def _word_row(
    label: str, left: PublishedPlan, right: PublishedPlan, words: Callable[[PublishedPlan], str]
) -> CompareRow:
    return CompareRow(label, words(left), words(right))


def _sure(plan: PublishedPlan) -> str:
    if plan.gap == 0:
        return _("proven best")
    return _("at most %(share)s from the best") % {"share": formats.percent(plan.gap, 1)}


def _demands(plan: PublishedPlan) -> str:
    return listed(demands_in_words(options_from_json(plan.options))) or _("none")
