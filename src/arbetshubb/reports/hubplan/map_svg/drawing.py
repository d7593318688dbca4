"""The pieces of the hub map as SVG. Colours are attributes, so that every renderer shows them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from arbetshubb.analysis.hubplan.published import HubOut, SiteOut
from arbetshubb.reports import theme
from arbetshubb.reports.hubplan.map_svg.picture import Area, HubMark, SiteMark, Square
from arbetshubb.reports.maps.labels import Label, Point

NO_WAY: Final = "#8a8f8d"


def area_fill(step: int | None) -> str:
    """The colour of a municipality; white under the hatching when its figure is hidden."""
    return theme.PAPER if step is None else theme.REACH_STEPS[step]


def square_fill(step: int | None) -> str:
    """The colour of a cell; grey when no road leads to a hub."""
    return NO_WAY if step is None else theme.MINUTE_STEPS[step]


def area_path(area: Area, title: str = "") -> str:
    """A municipality, hatched when its figure is hidden."""
    edge = theme.MUTED if area.step is None else theme.PAPER
    return (
        f'<path d="{area.path}" fill="{area_fill(area.step)}" stroke="{edge}" '
        f'stroke-width="{0.8 if area.step is None else 1.4}" stroke-linejoin="round">'
        f"{_title(title)}</path>{hatching(area.hatching)}"
    )


def hatching(lines: str) -> str:
    """Slanting lines over what is hidden; they never catch the mouse."""
    if not lines:
        return ""
    return (
        f'<path d="{lines}" fill="none" stroke="{theme.MUTED}" stroke-width="0.7" '
        'pointer-events="none"/>'
    )


def outline_path(area: Area) -> str:
    """A municipality's border alone, on a pale ground."""
    return (
        f'<path d="{area.path}" fill="{theme.MOSS}" stroke="{theme.PAPER}" stroke-width="1.4" '
        'stroke-linejoin="round"/>'
    )


def square_rect(square: Square, title: str = "") -> str:
    """A populated cell."""
    side = max(square.side, 1.6)
    return (
        f'<rect x="{square.left:.1f}" y="{square.top:.1f}" width="{side:.1f}" '
        f'height="{side:.1f}" fill="{square_fill(square.step)}">{_title(title)}</rect>'
    )


def hub_mark(hub: HubOut, radius: float) -> str:
    """A hub around the origin: a new one is a filled disc, one that exists has a white eye."""
    colour = theme.SPRUCE if hub.is_existing else theme.CLOUDBERRY
    eye = f'<circle r="{radius * 0.38:.1f}" fill="{theme.PAPER}"/>' if hub.is_existing else ""
    return (
        f'<circle r="{radius:.1f}" fill="{colour}" stroke="{theme.PAPER}" stroke-width="2"/>{eye}'
    )


def site_mark(site: SiteOut) -> str:
    """Another place around the origin: own offices are squares, the rest small open diamonds."""
    if site.kind == "own_office":
        return (
            f'<rect x="-4" y="-4" width="8" height="8" fill="{theme.INK}" '
            f'stroke="{theme.PAPER}" stroke-width="1.2"/>'
        )
    return (
        f'<path d="M0 -4.2L4.2 0L0 4.2L-4.2 0Z" fill="{theme.PAPER}" stroke="{theme.MUTED}" '
        'stroke-width="1.3"/>'
    )


def at(point: Point, content: str) -> str:
    """The content moved to a point."""
    return f'<g transform="translate({point[0]:.1f} {point[1]:.1f})">{content}</g>'


def hub_marks(marks: Iterable[HubMark]) -> str:
    """All hubs, the largest first so that a small one is never covered."""
    ordered = sorted(marks, key=lambda mark: -mark.radius)
    return "".join(at(mark.point, hub_mark(mark.hub, mark.radius)) for mark in ordered)


def site_marks(marks: Iterable[SiteMark]) -> str:
    """All other places."""
    return "".join(at(mark.point, site_mark(mark.site)) for mark in marks)


def municipality_name(label: Label, step: int | None) -> str:
    """A quiet name straight on the colour; white on the dark ones, on paper over hatching."""
    colour = theme.PAPER if step == len(theme.REACH_STEPS) - 1 else theme.INK
    edge = label_svg(label, colour=colour) if step is None else ""
    x, y = label.text_start
    return edge or (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{label.size:.1f}" fill="{colour}" '
        f'fill-opacity="0.85">{escape(label.text)}</text>'
    )


def label_svg(label: Label, *, colour: str = theme.INK) -> str:
    """A name with a white edge, and its leader. The text keeps the width that was measured."""
    x, y = label.text_start
    common = (
        f'x="{x:.1f}" y="{y:.1f}" font-size="{label.size:.1f}" font-weight="{label.weight}" '
        f'textLength="{label.text_length:.1f}" lengthAdjust="spacingAndGlyphs"'
    )
    text = escape(label.text)
    return (
        f"{_leader(label)}"
        f'<text {common} fill="none" stroke="{theme.PAPER}" stroke-width="{label.size * 0.24:.1f}" '
        f'stroke-linejoin="round" aria-hidden="true">{text}</text>'
        f'<text {common} fill="{colour}">{text}</text>'
    )


def _leader(label: Label) -> str:
    if label.leader is None:
        return ""
    (x, y), (to_x, to_y) = label.leader
    return (
        f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{theme.INK}" '
        'stroke-width="1" fill="none"/>'
    )


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""
