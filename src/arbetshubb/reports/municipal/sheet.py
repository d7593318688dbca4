"""The pages as HTML: one A4 section a municipality, with headings, tables and an alt text."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from arbetshubb.analysis.hubplan.published import Count, FlowOut
from arbetshubb.reports.municipal.content import MunicipalContent
from arbetshubb.reports.municipal.drawing import drawn
from arbetshubb.reports.municipal.picture import map_of
from arbetshubb.reports.municipal.words import PageWords, in_tonnes

_STYLE: Final = Path(__file__).with_name("sheet.css")
_MOST_ROWS: Final = 6
_MOST_PREMISES: Final = 6


def sheets(contents: Sequence[MunicipalContent], words: PageWords, *, font_faces: str = "") -> str:
    """One complete HTML document with a page for each municipality; no outside references."""
    gettext = words.language.gettext
    title = gettext("Homes, commuting and work hubs")
    if len(contents) == 1:
        title = f"{contents[0].name}: {title}"
    body = "\n".join(_page(content, words) for content in contents)
    return f"""<!doctype html>
<html lang="{escape(words.language.tag)}">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<meta name="author" content="Arbetshubb">
<meta name="generator" content="Arbetshubb">
<meta name="dcterms.created" content="{escape(words.certificate.day)}">
<style>{font_faces}{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
{body}
</body>
</html>"""


def _page(content: MunicipalContent, words: PageWords) -> str:
    # Texts stand outside the f-string, where they are found when texts are gathered.
    gettext = words.language.gettext
    kicker = gettext("For the meeting with the municipality")
    outward = gettext("Where those who live here work")
    inward = gettext("Where those who work here live")
    return f"""<section class="page">
<header>
<p class="kicker">{escape(kicker)}</p>
<h1>{escape(content.name)}</h1>
<p class="lead">{escape(_lead(content, words))}</p>
</header>
{_key_figures(content, words)}
<div class="middle">
<div class="map">{_map(content, words)}</div>
<div class="side">
{_flows(outward, content, words, is_out=True)}
{_flows(inward, content, words, is_out=False)}
{_distances(content, words)}
</div>
</div>
<div class="under">
<div>{_premises(content, words)}</div>
<div>{_statistics(content, words)}</div>
</div>
{_prompts(words)}
<footer><p>{escape(words.foot())}</p></footer>
</section>"""


def _lead(content: MunicipalContent, words: PageWords) -> str:
    values = {
        "living": words.count(content.picture.residents.people),
        "working": words.count(content.picture.workers),
    }
    return words.language.gettext(
        "Employees who live in the municipality: {living}. Employees who work here: {working}.",
        **values,
    )


def _key_figures(content: MunicipalContent, words: PageWords) -> str:
    gettext, travel = words.language.gettext, content.picture.residents
    people, hours, tonnes = travel.people, gettext("h"), gettext("tonnes CO₂e")
    emissions = in_tonnes(travel.kg_co2e)
    figures = (
        (
            gettext("Kilometres a year"),
            words.amount(travel.km, "km"),
            words.each(travel.km, people, "km"),
            words.range(travel.km, "km"),
        ),
        (
            gettext("Hours a year"),
            words.amount(travel.hours, hours),
            words.each(travel.hours, people, hours),
            words.range(travel.hours, hours),
        ),
        (
            gettext("Cost to those who travel"),
            words.kronor(travel.kronor),
            words.kronor_each(travel.kronor, people),
            words.kronor_range(travel.kronor),
        ),
        (
            gettext("Emissions a year"),
            words.amount(emissions, tonnes),
            words.each(travel.kg_co2e, people, "kg"),
            words.range(emissions, tonnes),
        ),
    )
    cells = "".join(
        f'<li><span class="label">{escape(label)}</span> <strong>{escape(value)}</strong> '
        f'<span class="detail">{escape(each)}</span> '
        f'<span class="detail">{escape(span)}</span></li>'
        for label, value, each, span in figures
    )
    heading = escape(gettext("How those who live here commute"))
    return f'<h2>{heading}</h2><ul class="figures">{cells}</ul>'


def _map(content: MunicipalContent, words: PageWords) -> str:
    svg = drawn(map_of(content, words), words)
    data = base64.b64encode(svg.encode()).decode()
    alt = escape(_alt(content, words), quote=True)
    return f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'


def _alt(content: MunicipalContent, words: PageWords) -> str:
    picture = content.picture
    shown = sum(square.people for square in picture.squares)
    return words.language.gettext(
        "Map of {name}: {squares} squares of 1 km where at least {limit} employees live, "
        "{people} in all; {hubs} hubs or places in use and {candidates} possible premises. "
        "The flows are in the tables beside.",
        name=content.name,
        squares=words.numbers.whole(len(picture.squares)),
        limit=words.certificate.limit,
        people=words.numbers.whole(shown),
        hubs=words.numbers.whole(len(content.hubs)),
        candidates=words.numbers.whole(len(content.candidates)),
    )


def _flows(caption: str, content: MunicipalContent, words: PageWords, *, is_out: bool) -> str:
    gettext = words.language.gettext
    flows = content.picture.outward if is_out else _with_own(content)
    rows = [(_other(flow, content, words, is_out=is_out), flow.people) for flow in flows]
    more = max(0, len(rows) - _MOST_ROWS)
    note = (
        words.language.ngettext(
            "and {number} more municipality", "and {number} more municipalities", more
        )
        if more
        else ""
    )
    head = (gettext("Municipality"), gettext("Employees"))
    return _table(caption, head, rows[:_MOST_ROWS], words, note=note)


def _with_own(content: MunicipalContent) -> list[FlowOut]:
    """Those who come in, after those who both live and work here."""
    own = [flow for flow in content.picture.outward if flow.work == content.name]
    return sorted([*own, *content.picture.inward], key=lambda flow: -(flow.people or 0))


def _other(flow: FlowOut, content: MunicipalContent, words: PageWords, *, is_out: bool) -> str:
    name = flow.work if is_out else flow.home
    return words.language.gettext("In the municipality") if name == content.name else name


def _distances(content: MunicipalContent, words: PageWords) -> str:
    gettext = words.language.gettext
    rows = [
        (words.distance(key), count)
        for key, count in content.picture.distances.items()
        if key != "unknown" or count != 0
    ]
    head = (gettext("One way"), gettext("Employees"))
    return _table(gettext("How far they have to work"), head, rows, words, has_bars=True)


def _table(  # noqa: PLR0913  what a small table can have
    caption: str,
    head: tuple[str, str],
    rows: Sequence[tuple[str, Count]],
    words: PageWords,
    *,
    note: str = "",
    has_bars: bool = False,
) -> str:
    most = max((count or 0 for _label, count in rows), default=0) or 1
    body = "".join(
        f'<tr><th scope="row">{escape(label)}{_bar(count, most) if has_bars else ""}</th>'
        f"{_number(count, words)}</tr>"
        for label, count in rows
    )
    if not rows:
        nobody = escape(words.language.gettext("Nobody"))
        body = f'<tr><th scope="row">{nobody}</th><td class="number">0</td></tr>'
    foot = f'<p class="note">{escape(note)}</p>' if note else ""
    return (
        f"<h2>{escape(caption)}</h2><table><thead><tr>"
        f'<th scope="col">{escape(head[0])}</th>'
        f'<th scope="col" class="number">{escape(head[1])}</th>'
        f"</tr></thead><tbody>{body}</tbody></table>{foot}"
    )


def _number(count: Count, words: PageWords) -> str:
    kind = "number few" if count is None else "number"
    return f'<td class="{kind}">{escape(words.count(count))}</td>'


def _bar(count: Count, most: int) -> str:
    share = 100 * (count or 0) / most
    return f'<span class="bar" style="width:{share:.0f}%"></span>' if share else ""


def _premises(content: MunicipalContent, words: PageWords) -> str:
    gettext = words.language.gettext
    heading = escape(gettext("Hubs and possible premises"))
    shown = content.premises[:_MOST_PREMISES]
    if not shown:
        text = escape(gettext("No hub and no premises are known in the municipality yet."))
        return f"<h2>{heading}</h2><p>{text}</p>"
    state = {True: gettext("in use"), False: gettext("possible")}
    rows = "".join(
        f'<tr><th scope="row">{escape(site.name)}</th>'
        f"<td>{escape(words.kind(site.kind.value))}</td>"
        f"<td>{escape(state[site in content.hubs])}</td></tr>"
        for site in shown
    )
    more = len(content.premises) - len(shown)
    said = words.language.ngettext("and {number} more place", "and {number} more places", more)
    note = f'<p class="note">{escape(said)}</p>' if more else ""
    head = "".join(
        f'<th scope="col">{escape(text)}</th>'
        for text in (gettext("Place"), gettext("Kind"), gettext("State"))
    )
    return (
        f'<h2>{heading}</h2><table class="premises"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{note}"
    )


def _statistics(content: MunicipalContent, words: PageWords) -> str:
    if not content.statistics:
        return ""
    rows = "".join(
        f"<div><dt>{escape(each.label)}</dt><dd>{escape(each.value)}</dd></div>"
        for each in content.statistics
    )
    sources = "; ".join(dict.fromkeys(each.source for each in content.statistics))
    heading = escape(words.language.gettext("The municipality in figures"))
    return f'<h2>{heading}</h2><dl>{rows}</dl><p class="note">{escape(sources)}</p>'


def _prompts(words: PageWords) -> str:
    heading = escape(words.language.gettext("Questions to talk about"))
    return f'<h2>{heading}</h2><ul class="prompts">{_items(words.prompts())}</ul>'


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{escape(text)}</li>" for text in texts)
