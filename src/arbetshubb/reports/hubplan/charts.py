"""The charts of a hub plan, as SVG. Every chart has its table beside it.

Every text is formatted here, so that numbers look the same as in the tables.
"""

from __future__ import annotations

from typing import Final

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.reports import theme
from arbetshubb.reports.hubplan.vega import Spec, by_kind, draw, text_after, x_axis, y_axis
from arbetshubb.reports.hubplan.words import PlanWords
from arbetshubb.reports.number_forms import MILLION

_MOST_BARS: Final = 10


def distance_chart(plan: PublishedPlan, words: PlanWords) -> str:
    """Kilometres a year by how far people have to work, the table's rows as bars."""
    rows: list[Spec] = [
        {
            "name": words.distance(row.key),
            "value": (row.travel.km.base or 0.0) / MILLION,
            "label": _label(row.travel.km.base, words, per=MILLION, places=2),
        }
        for row in plan.today_by_distance
    ]
    order = [row["name"] for row in rows]
    bars = {
        "mark": {"type": "bar", "color": theme.SPRUCE, "height": 17, "cornerRadiusEnd": 2},
        "encoding": {
            "x": x_axis("value", words.language.gettext("million km a year")),
            "y": y_axis(order),
        },
    }
    return draw(words, rows, [bars, text_after("value", order)], rows=len(rows))


def reach_chart(plan: PublishedPlan, words: PlanWords) -> str:
    """Share that reaches a hub in time today (ring) and with the plan (disc), by municipality."""
    gettext = words.language.gettext
    rows: list[Spec] = []
    for row in plan.municipalities:
        today, later = row.reach_share_today, row.reach_share_plan
        is_hidden = today is None or later is None
        rows.append(
            {
                "name": row.name,
                "today": None if is_hidden else 100 * (today or 0.0),
                "plan": None if is_hidden else 100 * (later or 0.0),
                "label": words.hidden if is_hidden else words.share(later),
                "at": 0.0 if is_hidden else max(100 * (today or 0.0), 100 * (later or 0.0)),
            }
        )
    order = [row["name"] for row in rows]
    axis = x_axis("plan", gettext("per cent of the employees that live there"), domain=[0, 100])
    line = {
        "mark": {"type": "rule", "color": theme.REACH_STEPS[2], "strokeWidth": 4},
        "encoding": {"x": axis | {"field": "today"}, "x2": {"field": "plan"}, "y": y_axis(order)},
    }
    ring = {
        "mark": {"type": "point", "filled": False, "color": theme.INK, "size": 70, "fill": "white"},
        "encoding": {"x": axis | {"field": "today"}, "y": y_axis(order)},
    }
    disc = {
        "mark": {"type": "point", "filled": True, "color": theme.SPRUCE, "size": 110, "opacity": 1},
        "encoding": {"x": axis, "y": y_axis(order)},
    }
    return draw(words, rows, [line, ring, disc, text_after("at", order, offset=11)], rows=len(rows))


def members_chart(plan: PublishedPlan, words: PlanWords) -> str:
    """Expected members of each hub with their range, and the critical mass as a line."""
    rows: list[Spec] = [
        {
            # A hidden hub has no mark: the words stand with its name.
            "name": f"{hub.name} ({words.hidden})" if hub.members.is_hidden else hub.name,
            "base": hub.members.base,
            "low": hub.members.low,
            "high": hub.members.high,
            "at": hub.members.high or 0.0,
            "label": "" if hub.members.is_hidden else words.base(hub.members),
        }
        for hub in plan.hubs
    ]
    order = [row["name"] for row in rows]
    axis = x_axis("base", words.language.gettext("members"))
    band = {
        "mark": {"type": "rule", "color": theme.CLOUDBERRY, "strokeWidth": 6, "opacity": 0.35},
        "encoding": {"x": axis | {"field": "low"}, "x2": {"field": "high"}, "y": y_axis(order)},
    }
    dot = {
        "mark": {
            "type": "point",
            "filled": True,
            "color": theme.CLOUDBERRY,
            "size": 100,
            "opacity": 1,
        },
        "encoding": {"x": axis, "y": y_axis(order)},
    }
    layers = [band, dot, text_after("at", order)]
    mass = plan.options.get("critical_mass")
    if isinstance(mass, int | float) and not isinstance(mass, bool):
        layers += _target(float(mass), words)
    return draw(words, rows, layers, rows=len(rows))


def pareto_chart(plan: PublishedPlan, words: PlanWords) -> str:
    """Cost against kilometres saved for every alternative, the chosen one marked and named."""
    gettext = words.language.gettext
    rows = [
        {
            "cost": option.cost / MILLION,
            "km": (option.saved_km.base or 0.0) / 1000,
            "hubs": str(len(option.open)),
            "kind": "chosen" if option.is_chosen else "other",
            "label": gettext("the plan") if option.is_chosen else "",
        }
        for option in plan.alternatives
        if not option.saved_km.is_hidden
    ]
    scale = {"zero": False, "nice": True, "padding": 22}
    x = {
        "field": "cost",
        "type": "quantitative",
        "title": gettext("cost, million SEK a year"),
        "scale": scale,
    }
    y = {
        "field": "km",
        "type": "quantitative",
        "title": gettext("travel saved, thousand km a year"),
        "scale": scale,
        "axis": {"grid": True, "tickCount": 5},
    }
    colour = by_kind(theme.CLOUDBERRY, theme.SPRUCE)
    position = {"x": x, "y": y}
    layers: list[Spec] = [
        {
            "mark": {"type": "line", "color": theme.REACH_STEPS[2], "strokeWidth": 1.5},
            "encoding": position,
        },
        {
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 340},
            "encoding": position | {"color": colour, "shape": by_kind("square", "circle")},
        },
        {
            "mark": {"type": "text", "color": "white", "fontSize": 11, "fontWeight": 600},
            "encoding": position | {"text": {"field": "hubs"}},
        },
        {
            "mark": {"type": "text", "dy": 20, "fontWeight": 600, "color": theme.CLOUDBERRY_TEXT},
            "encoding": position | {"text": {"field": "label"}},
        },
    ]
    return draw(words, rows, layers, height=300)


def tornado_chart(plan: PublishedPlan, words: PlanWords) -> str:
    """How the plan's value moves when one assumption is at its low and at its high end."""
    gettext = words.language.gettext
    widest = sorted(plan.sensitivity, key=lambda s: -abs(s.objective_high - s.objective_low))[
        :_MOST_BARS
    ]
    rows: list[Spec] = []
    for row in widest:
        for end, value, constant in (
            ("low", row.objective_low, row.low),
            ("high", row.objective_high, row.high),
        ):
            change = (value - plan.objective) / MILLION
            rows.append(
                {
                    "name": words.constant(row.constant_id),
                    "kind": end,
                    "value": change,
                    "right": words.numbers.plain(constant) if change > 0 else "",
                    "left": words.numbers.plain(constant) if change < 0 else "",
                }
            )
    order = [words.constant(row.constant_id) for row in widest]
    x = x_axis("value", gettext("change of the plan’s value, million SEK a year"))
    x["scale"] = {"padding": 46}
    y = y_axis(order)
    bar = {
        "mark": {"type": "bar", "height": 16},
        "encoding": {
            "x": x,
            "y": y,
            "color": {
                "field": "kind",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": ["low", "high"], "range": [theme.MINUTE_STEPS[1], theme.LAKE]},
            },
        },
    }
    texts = [
        {
            "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 11},
            "encoding": {"x": x, "y": y, "text": {"field": field}},
        }
        for field, align, shift in (("right", "left", 5), ("left", "right", -5))
    ]
    zero = {
        "mark": {"type": "rule", "color": theme.INK, "strokeWidth": 1},
        "data": {"values": [{}]},
        "encoding": {"x": {"datum": 0, "type": "quantitative"}},
    }
    return draw(words, rows, [bar, zero, *texts], rows=len(widest))


def _target(mass: float, words: PlanWords) -> list[Spec]:
    """The critical mass as a dashed line with its name on top."""
    x = {"datum": mass, "type": "quantitative"}
    text = words.language.gettext("critical mass {members}", members=words.numbers.plain(mass))
    once: Spec = {"values": [{}]}  # else the line would be drawn once for every hub
    return [
        {
            "data": once,
            "mark": {"type": "rule", "color": theme.INK, "strokeDash": [4, 3]},
            "encoding": {"x": x},
        },
        {
            "data": once,
            "mark": {"type": "text", "align": "left", "dx": 4, "dy": -8, "fontSize": 11},
            "encoding": {"x": x, "y": {"value": 0}, "text": {"value": text}},
        },
    ]


def _label(value: float | None, words: PlanWords, *, per: float, places: int) -> str:
    return words.hidden if value is None else words.numbers.decimal(value / per, places)
