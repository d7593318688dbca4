"""What the colours and marks of the map mean, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from arbetshubb.reports import theme
from arbetshubb.reports.hubplan.map_svg import MapPicture, drawing
from arbetshubb.reports.hubplan.words import PlanWords


def legend_of(picture: MapPicture, words: PlanWords) -> str:
    """Every layer's keys; they are shown and hidden with their layers."""
    gettext = words.language.gettext
    shares = [
        _key(f'<rect width="22" height="14" fill="{drawing.area_fill(step)}"/>', text)
        for step, text in enumerate(words.share_classes())
    ]
    lines = drawing.hatching("M-2 14L12 0M4 14L18 0M10 14L22 2M16 14L22 8M0 6L6 0")
    shares.append(_key(f'<rect width="22" height="14" fill="{theme.PAPER}"/>{lines}', words.hidden))
    minutes = [
        _key(f'<rect x="4" width="14" height="14" fill="{drawing.square_fill(step)}"/>', text)
        for step, text in enumerate((*words.minute_classes(),))
    ]
    no_way = f'<rect x="4" width="14" height="14" fill="{drawing.NO_WAY}"/>'
    minutes.append(_key(no_way, gettext("no road")))
    hubs = [
        _key(f'<g transform="translate(11 7)">{drawing.hub_mark(mark.hub, 6)}</g>', text)
        for text, mark in {words.existing_or_new(m.hub): m for m in picture.hubs}.items()
    ]
    sites = [
        _key(f'<g transform="translate(11 7)">{drawing.site_mark(mark.site)}</g>', text)
        for text, mark in {_sort_of_site(m.site.kind, words): m for m in picture.sites}.items()
    ]
    groups = (
        _keys("reach", words.reach_title(), shares),
        _keys("cells", gettext("Minutes by road to the nearest hub"), minutes),
        _keys("hubs", gettext("Hubs: larger with more members"), hubs),
        _keys("sites", gettext("Other places"), sites),
    )
    return f'<div class="legend">{"".join(groups)}</div>'


def _sort_of_site(kind: str, words: PlanWords) -> str:
    return words.kind(kind) if kind == "own_office" else words.kind("candidate")


def _keys(layer: str, title: str, keys: Iterable[str]) -> str:
    return (
        f'<div class="layer-{layer} keys"><p>{escape(title)}</p><ul>'
        f"{''.join(f'<li>{key}</li>' for key in keys)}</ul></div>"
    )


def _key(content: str, text: str) -> str:
    return (
        '<svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">'
        f"{content}</svg>{escape(text)}"
    )
