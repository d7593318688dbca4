"""What a chart is on a page, and how a Vega-Lite specification becomes a safe SVG.

The specifications are plain Vega-Lite; ``vl-convert`` draws them without a browser or network.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from xml.etree import ElementTree as ET

import vl_convert
from django.core.cache import cache as django_cache
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language

from arbetshubb.ui.build_fonts import FONTS
from arbetshubb.ui.charts.theme import CONFIG, WIDTH, number_locale, time_locale
from arbetshubb.ui.tables import DataTable
from arbetshubb.ui.words import Words

type Spec = dict[str, Any]
"""A Vega-Lite specification (its schema is JSON)."""

LINK: Final = "https://link.invalid/"
"""Stands for a link while drawing: relative addresses would become absolute, to another host."""
SVG: Final = "http://www.w3.org/2000/svg"
XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"
DAYS_KEPT: Final = 30
_DRAWING_VERSION: Final = 1  # raise when drawings of the same specification change


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart. ``svg`` holds no style attribute, script or outside address."""

    id: str
    title: str
    svg: SafeString
    table: DataTable
    source: str = ""
    summary: str = ""


def drawn(  # noqa: PLR0913  the parts of a chart
    title: Words,
    spec: Spec,
    table: DataTable,
    *,
    source: Words = "",
    summary: Words = "",
    links: tuple[tuple[str, str], ...] = (),
) -> Chart:
    """The chart of a specification without size and type, which are the same for all.

    Args:
        title: what the chart shows, its heading.
        spec: Vega-Lite; ``href`` fields hold ``LINK`` and the index in ``links``.
        table: the same figures.
        source: a line under it.
        summary: what the picture tells, for those who do not see it.
        links: address and name of each link in the picture.
    """
    plain = _picture({"width": WIDTH, **spec, "config": CONFIG}, get_language() or "sv")
    svg = _finished(plain, label=f"{title}. {summary}".rstrip(". ") + ".", links=links)
    return Chart(
        id=f"chart-{slugify(str(title))}",
        title=str(title),
        svg=svg,
        table=table,
        source=str(source),
        summary=str(summary),
    )


def _picture(spec: Spec, language: str) -> str:
    """The drawing, kept by what it is drawn from."""
    text = json.dumps(spec, sort_keys=True, ensure_ascii=False, default=str)
    digest = hashlib.sha256(f"{_DRAWING_VERSION}{language}{text}".encode()).hexdigest()
    kept = django_cache.get_or_set(
        f"ui-chart-{digest}", lambda: _draw(spec, language), timeout=DAYS_KEPT * 86_400
    )
    return str(kept)


def _draw(spec: Spec, language: str) -> str:
    _use_our_type()
    svg: str = vl_convert.vegalite_to_svg(
        spec,
        format_locale=number_locale(language),
        time_format_locale=time_locale(language),
        allowed_base_urls=[],
    )
    return svg


@cache
def _use_our_type() -> None:
    """Measure texts in Inter. Without the files the nearest typeface is measured."""
    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))


def _finished(svg: str, *, label: str, links: tuple[tuple[str, str], ...]) -> SafeString:
    """The drawing as one image to a screen reader, with nothing our security policy blocks."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)  # noqa: S314  drawn by ourselves a moment ago
    own = hashlib.sha256(f"{svg}{label}".encode()).hexdigest()[:8]
    for element in root.iter():
        _with_own_ids(element, own)
        _without_aria(element)
        _without_style(element)
        if XLINK_HREF in element.attrib:
            _linked(element, links)
    root.set("role", "group" if links else "img")
    root.set("aria-label", label)
    root.set("focusable", "false")
    return mark_safe(ET.tostring(root, encoding="unicode"))  # noqa: S308  texts are escaped by ET


def _with_own_ids(element: ET.Element, own: str) -> None:
    """Vega numbers the clips of every drawing alike: two on a page would cut each other."""
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, f"{own}-{value}")
        elif value.startswith("url(#"):
            element.set(name, f"url(#{own}-{value.removeprefix('url(#')}")


def _without_aria(element: ET.Element) -> None:
    """Vega's own roles: the picture is one image, its figures are in the table."""
    for name in [name for name in element.attrib if name == "role" or name.startswith("aria-")]:
        del element.attrib[name]


def _without_style(element: ET.Element) -> None:
    """Style attributes are blocked by the policy: those that are presentation attributes move."""
    style = element.attrib.pop("style", "")
    for name, value in re.findall(r"([a-z-]+)\s*:\s*([^;]+)", style):
        if name in _PRESENTATION:
            element.set(name, value.strip())


_PRESENTATION: Final = frozenset(
    {"fill", "stroke", "opacity", "font-family", "font-size", "font-weight", "font-style", "cursor"}
)


def _linked(element: ET.Element, links: tuple[tuple[str, str], ...]) -> None:
    index = element.attrib.pop(XLINK_HREF).removeprefix(LINK)
    if not index.isdigit() or int(index) >= len(links):
        return
    url, name = links[int(index)]
    element.set("href", url)
    element.set("aria-label", name)
