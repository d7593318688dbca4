"""The map of one municipality as SVG with its legend. Legible in grey by shape and dash."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from arbetshubb.reports import theme
from arbetshubb.reports.fonts import text_width
from arbetshubb.reports.maps import Label, Point
from arbetshubb.reports.municipal.picture import (
    MARK,
    SMALL,
    FlowLine,
    MunicipalMap,
    SiteMark,
)
from arbetshubb.reports.municipal.words import PageWords

LEGEND_HEIGHT: Final = 66.0
_ROW: Final = 20.0


def drawn(found: MunicipalMap, words: PageWords) -> str:
    """The picture with its legend under it."""
    frame = found.frame
    height = frame.height + LEGEND_HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width:.0f}" '
        f'height="{height:.0f}" viewBox="0 0 {frame.width:.0f} {height:.0f}" '
        f'font-family="Inter, sans-serif">'
        f'<rect width="{frame.width:.0f}" height="{frame.height:.0f}" fill="{theme.SNOW}"/>'
        f"{''.join(_neighbour(each.path) for each in found.neighbours)}"
        f'<path d="{found.ground}" fill="{theme.MOSS}" stroke="{theme.MUTED}" stroke-width="1.2" '
        'stroke-linejoin="round"/>'
        f"{''.join(_square(each.left, each.top, each.side, each.step) for each in found.squares)}"
        f"{''.join(_flow(line) for line in found.flows)}"
        f"{''.join(_site(mark) for mark in found.sites)}"
        f"{''.join(_label(label, theme.MUTED) for label in found.quiet)}"
        f"{''.join(_label(label, theme.INK) for label in found.labels)}"
        f'<rect x="0.5" y="0.5" width="{frame.width - 1:.1f}" height="{frame.height - 1:.1f}" '
        f'fill="none" stroke="{theme.LINE}"/>'
        f'<g transform="translate(0 {frame.height + 8:.1f})">'
        f"{_legend(words, frame.width)}{_scale_bar(found)}</g></svg>"
    )


def _neighbour(path: str) -> str:
    return (
        f'<path d="{path}" fill="{theme.PAPER}" stroke="{theme.LINE}" stroke-width="1" '
        'stroke-linejoin="round"/>'
    )


def _square(left: float, top: float, side: float, step: int) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{side:.1f}" height="{side:.1f}" '
        f'fill="{theme.MINUTE_STEPS[step + 1]}" stroke="{theme.PAPER}" stroke-width="0.4"/>'
    )


def _flow(line: FlowLine) -> str:
    """Out is a full spruce line, in is a dashed one in cloudberry: the dash shows in grey too."""
    (x, y), (to_x, to_y) = line.start, line.end
    colour = theme.SPRUCE if line.is_outward else theme.CLOUDBERRY
    dash = "" if line.is_outward else ' stroke-dasharray="7 4"'
    return (
        f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{colour}" '
        f'stroke-width="{line.width:.1f}" stroke-opacity="0.7" fill="none"{dash}/>'
        f"{_arrow(line, colour)}"
    )


def _arrow(line: FlowLine, colour: str) -> str:
    (x, y), (to_x, to_y) = line.start, line.end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    if length < 24:  # noqa: PLR2004  no room for a head
        return ""
    along, down = (to_x - x) / length, (to_y - y) / length
    half = line.width / 2 + 2.5
    points: list[Point] = [
        (to_x + 2 * along, to_y + 2 * down),
        (to_x - 8 * along - half * down, to_y - 8 * down + half * along),
        (to_x - 8 * along + half * down, to_y - 8 * down - half * along),
    ]
    path = "L".join(f"{a:.1f} {b:.1f}" for a, b in points)
    return f'<path d="M{path}Z" fill="{colour}"/>'


def _site(mark: SiteMark) -> str:
    x, y = mark.point
    return f'<g transform="translate({x:.1f} {y:.1f})">{_mark(mark.kind)}</g>'


def _mark(kind: str) -> str:
    """A workplace is a square, a hub a disc with an eye, premises an open diamond."""
    if kind == "office":
        return (
            f'<rect x="-3.5" y="-3.5" width="7" height="7" fill="{theme.INK}" '
            f'stroke="{theme.PAPER}" stroke-width="1"/>'
        )
    if kind == "hub":
        return (
            f'<circle r="{MARK}" fill="{theme.SPRUCE}" stroke="{theme.PAPER}" stroke-width="1.2"/>'
            f'<circle r="{MARK * 0.38:.1f}" fill="{theme.PAPER}"/>'
        )
    return (
        f'<path d="M0 -{MARK}L{MARK} 0L0 {MARK}L-{MARK} 0Z" fill="{theme.PAPER}" '
        f'stroke="{theme.CLOUDBERRY_TEXT}" stroke-width="1.6"/>'
    )


def _label(label: Label, colour: str) -> str:
    x, y = label.text_start
    common = (
        f'x="{x:.1f}" y="{y:.1f}" font-size="{label.size:.1f}" font-weight="{label.weight}" '
        f'textLength="{label.text_length:.1f}" lengthAdjust="spacingAndGlyphs"'
    )
    text, leader = escape(label.text), ""
    if label.leader is not None:
        (a, b), (to_a, to_b) = label.leader
        leader = (
            f'<path d="M{a:.1f} {b:.1f}L{to_a:.1f} {to_b:.1f}" stroke="{theme.INK}" '
            'stroke-width="0.8" fill="none"/>'
        )
    return (
        f'{leader}<text {common} fill="none" stroke="{theme.PAPER}" '
        f'stroke-width="{label.size * 0.28:.1f}" stroke-linejoin="round" aria-hidden="true">'
        f'{text}</text><text {common} fill="{colour}">{text}</text>'
    )


def _scale_bar(found: MunicipalMap) -> str:
    length = found.km_bar * 1000 * found.frame.scale
    x, y = found.frame.width - length - 44.0, 2 * _ROW + 11.0
    return (
        f'<path d="M{x} {y - 4}V{y}H{x + length:.1f}V{y - 4}" fill="none" stroke="{theme.INK}" '
        f'stroke-width="1.2"/><text x="{x + length + 5:.1f}" y="{y + 1}" font-size="{SMALL}" '
        f'fill="{theme.INK}">{found.km_bar} km</text>'
    )


def _legend(words: PageWords, width: float) -> str:
    gettext = words.language.gettext
    hidden = words.certificate.limit
    squares = [
        (_swatch(step), 14.0, text)
        for step, text in enumerate((f"{hidden}–9", "10–24", "25–49", gettext("50 or more")))
    ]
    squares[0] = (
        *squares[0][:2],
        gettext("{count} employees live in the square", count=f"{hidden}–9"),
    )
    marks = [
        (_moved(_mark("office")), 14.0, gettext("Workplace")),
        (_moved(_mark("hub")), 14.0, gettext("Hub or place in use")),
        (_moved(_mark("candidate")), 14.0, gettext("Possible premises")),
    ]
    lines = [
        (_line(FlowLine((0, 7), (26, 7), 3, is_outward=True)), 30.0, gettext("Out from here")),
        (_line(FlowLine((0, 7), (26, 7), 3, is_outward=False)), 30.0, gettext("In to here")),
    ]
    rows = (squares, marks, lines)
    return "".join(_row(keys, index * _ROW, width) for index, keys in enumerate(rows))


def _row(keys: Iterable[tuple[str, float, str]], top: float, width: float) -> str:
    x, parts = 0.0, []
    for picture, wide, text in keys:
        long = wide + 5 + text_width(text, size=SMALL) + 14
        if x + long > width + 14:
            break
        parts.append(
            f'<g transform="translate({x:.1f} {top:.1f})">{picture}<text x="{wide + 5:.1f}" '
            f'y="11" font-size="{SMALL}" fill="{theme.INK}">{escape(text)}</text></g>'
        )
        x += long
    return "".join(parts)


def _swatch(step: int) -> str:
    return f'<rect y="1" width="12" height="12" fill="{theme.MINUTE_STEPS[step + 1]}"/>'


def _moved(content: str) -> str:
    return f'<g transform="translate(7 7)">{content}</g>'


def _line(line: FlowLine) -> str:
    return _flow(line)
