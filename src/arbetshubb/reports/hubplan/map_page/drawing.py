"""The page's SVG: layers that can be switched, marks that keep their size when zoomed."""

from __future__ import annotations

from html import escape

from arbetshubb.reports.hubplan.map_svg import drawing
from arbetshubb.reports.hubplan.map_svg.picture import HubMark, Lettering, MapPicture, SiteMark
from arbetshubb.reports.hubplan.words import PlanWords

WIDE_LABEL = 14.0
NARROW_LABEL = 24.0
"""In map units: readable when the map is as narrow as a phone."""
NARROW_MARK = 1.7


def map_svg(picture: MapPicture, words: PlanWords, *, name: str) -> str:
    """The whole map; ``name`` is what it is called for those who cannot see it."""
    width, height = picture.frame.width, picture.frame.height
    return (
        f'<svg id="drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} '
        f'{height:.0f}" role="group" aria-label="{escape(name)}"><g id="view">'
        f'<g class="ground">{"".join(drawing.outline_path(area) for area in picture.areas)}</g>'
        f'<g class="layer-reach">{_areas(picture, words)}</g>'
        f'<g class="layer-cells">{_cells(picture, words)}</g>'
        f"{_names(picture, picture.lettering(WIDE_LABEL), 'wide')}"
        f"{_names(picture, picture.lettering(NARROW_LABEL, mark_scale=NARROW_MARK), 'narrow')}"
        f'<g class="layer-sites">{"".join(_site(mark, words) for mark in picture.sites)}</g>'
        f'<g class="layer-hubs">{_hubs(picture, words)}</g>'
        "</g></svg>"
    )


def hub_text(mark: HubMark, words: PlanWords) -> str:
    """A hub in one sentence."""
    hub = mark.hub
    return words.language.gettext(
        "{name}, {municipality}: {status}, {seats} seats, members {members}",
        name=hub.name,
        municipality=hub.municipality,
        status=words.existing_or_new(hub).lower(),
        seats=words.numbers.whole(hub.seats),
        members=words.with_range(hub.members),
    )


def _areas(picture: MapPicture, words: PlanWords) -> str:
    return "".join(
        drawing.area_path(area, f"{area.name}: {words.share(area.share)}") for area in picture.areas
    )


def _cells(picture: MapPicture, words: PlanWords) -> str:
    return "".join(
        drawing.square_rect(square, cell_text(square.cell.people, square.cell.minutes, words))
        for square in picture.squares
    )


def cell_text(people: int, minutes: float | None, words: PlanWords) -> str:
    """A cell in one sentence."""
    gettext = words.language.gettext
    if minutes is None:
        return gettext("{people} employees, no road to any hub", people=words.numbers.whole(people))
    return gettext(
        "{people} employees, {minutes} minutes to the nearest hub",
        people=words.numbers.whole(people),
        minutes=words.numbers.whole(minutes),
    )


def _site(mark: SiteMark, words: PlanWords) -> str:
    site = mark.site
    text = f"{site.name}, {site.municipality}: {words.kind(site.kind)}, {words.status(site.status)}"
    content = f'<g class="mark"><title>{escape(text)}</title>{drawing.site_mark(site)}</g>'
    return drawing.at(mark.point, content)


def _hubs(picture: MapPicture, words: PlanWords) -> str:
    """Each hub is a link to its line in the list, so that it works with keys and without script."""
    number_of = {mark.hub.site_id: number for number, mark in enumerate(picture.hubs, 1)}
    parts: list[str] = []
    for mark in sorted(picture.hubs, key=lambda each: -each.radius):
        number = number_of[mark.hub.site_id]
        text = escape(hub_text(mark, words))
        parts.append(
            drawing.at(
                mark.point,
                f'<a class="mark hub" id="mark-{number}" href="#hub-{number}" aria-label="{text}">'
                f'<circle class="halo" r="{mark.radius + 7:.1f}"/>'
                f"<title>{text}</title>{drawing.hub_mark(mark.hub, mark.radius)}</a>",
            )
        )
    return "".join(parts)


def _names(picture: MapPicture, lettering: Lettering, width: str) -> str:
    points = {mark.hub.site_id: mark.point for mark in picture.hubs}
    steps = {area.name: area.step for area in picture.areas}
    hubs = "".join(_steady(points[label.key], drawing.label_svg(label)) for label in lettering.hubs)
    quiet = "".join(
        _steady(picture.middles[label.key], drawing.municipality_name(label, steps[label.key]))
        for label in lettering.municipalities
    )
    return (
        f'<g class="names {width}" aria-hidden="true"><g class="quiet-names">{quiet}</g>'
        f'<g class="layer-hubs">{hubs}</g></g>'
    )


def _steady(point: tuple[float, float], content: str) -> str:
    """The content keeps its size around a point while the map is zoomed."""
    x, y = point
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><g class="steady">'
        f'<g transform="translate({-x:.1f} {-y:.1f})">{content}</g></g></g>'
    )
