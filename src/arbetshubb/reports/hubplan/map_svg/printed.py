"""The hub map as one SVG picture with its legend, for documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.reports import theme
from arbetshubb.reports.fonts import text_width
from arbetshubb.reports.hubplan.map_svg import drawing
from arbetshubb.reports.hubplan.map_svg.picture import WIDTH, HubMark, MapPicture, picture_of
from arbetshubb.reports.hubplan.words import PlanWords

_LABEL_SIZE = 15.0
_LEGEND_SIZE = 13.0
_ROW = 24.0
_SWATCH = 26.0


@dataclass(frozen=True, slots=True)
class _Key:
    """One entry of the legend: a small drawing and its text."""

    drawing: str
    width: float
    text: str


def printed_map(plan: PublishedPlan, words: PlanWords) -> str:
    """Reach by municipality with the hubs and their names."""
    picture = picture_of(plan)
    lettering = picture.lettering(_LABEL_SIZE)
    legend, height = _legend(picture, words)
    frame = picture.frame
    steps = {area.name: area.step for area in picture.areas}
    names = "".join(
        drawing.municipality_name(label, steps[label.key]) for label in lettering.municipalities
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width:.0f}" '
        f'height="{frame.height + height:.0f}" viewBox="0 0 {frame.width:.0f} '
        f'{frame.height + height:.0f}" font-family="Inter, sans-serif">'
        f"{''.join(drawing.area_path(area) for area in picture.areas)}{names}"
        f"{drawing.site_marks(m for m in picture.sites if m.site.kind == 'own_office')}"
        f"{drawing.hub_marks(picture.hubs)}"
        f"{''.join(drawing.label_svg(label) for label in lettering.hubs)}"
        f'<g transform="translate(0 {frame.height:.0f})">{legend}</g></svg>'
    )


def _legend(picture: MapPicture, words: PlanWords) -> tuple[str, float]:
    """The legend and its height."""
    title = (
        f'<text x="14" y="18" font-size="{_LEGEND_SIZE}" font-weight="600" fill="{theme.INK}">'
        f"{escape(words.reach_title())}</text>"
    )
    keys = [
        _Key(_swatch(drawing.area_fill(step)), _SWATCH, text)
        for step, text in enumerate(words.share_classes())
    ]
    if any(area.step is None for area in picture.areas):
        keys.append(_Key(_hatched_swatch(), _SWATCH, words.hidden))
    marks = [
        _Key(_mark(drawing.hub_mark(mark.hub, 7)), 18, words.existing_or_new(mark.hub))
        for mark in _one_of_each(picture)
    ]
    offices = [mark for mark in picture.sites if mark.site.kind == "own_office"][:1]
    marks += [
        _Key(_mark(drawing.site_mark(mark.site)), 18, words.kind("own_office")) for mark in offices
    ]
    first, rows = _flow(keys, 14, 28)
    second, more = _flow(marks, 14, 28 + rows * _ROW)
    return title + first + second, 28 + (rows + more) * _ROW + 6


def _one_of_each(picture: MapPicture) -> Iterable[HubMark]:
    by_status = {mark.hub.is_existing: mark for mark in picture.hubs}
    return by_status.values()


def _flow(keys: Iterable[_Key], left: float, top: float) -> tuple[str, int]:
    """The entries side by side, starting a new row where the paper ends; and how many rows."""
    x, row, parts = left, 0, []
    for key in keys:
        width = key.width + 6 + text_width(key.text, size=_LEGEND_SIZE) + 16
        if x + width > WIDTH and x > left:
            x, row = left, row + 1
        parts.append(
            f'<g transform="translate({x:.1f} {top + row * _ROW:.1f})">{key.drawing}'
            f'<text x="{key.width + 6:.1f}" y="12" font-size="{_LEGEND_SIZE}" '
            f'fill="{theme.INK}">{escape(key.text)}</text></g>'
        )
        x += width
    return "".join(parts), row + 1 if parts else 0


def _swatch(fill: str) -> str:
    return (
        f'<rect width="{_SWATCH}" height="14" rx="2" fill="{fill}" stroke="{theme.LINE}" '
        'stroke-width="1"/>'
    )


def _hatched_swatch() -> str:
    lines = "".join(f"M{x} 14L{x + 14} 0" for x in (-2, 4, 10))
    return _swatch(drawing.area_fill(None)) + drawing.hatching(
        lines + "M16 14L26 4M22 14L26 10M0 6L6 0"
    )


def _mark(content: str) -> str:
    return f'<g transform="translate(9 8)">{content}</g>'
