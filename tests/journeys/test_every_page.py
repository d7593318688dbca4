"""Every page that any persona can reach: it answers, speaks one language and is accessible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import APIResponse, Page

from arbetshubb.demo import personas
from journeys.conftest import AXE, DESKTOP, Demo

SOURCE = Path(__file__).resolve().parents[2] / "src" / "arbetshubb"
PERSONAS = tuple(persona.username for persona in personas.PERSONAS)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MOST_PAGES = 250
SMALL_PHONE = {"width": 320, "height": 700}
NORWEGIAN = re.compile(
    r"\b(ikke|velg|lukk|åpne|søk etter|vis mer|påkrevd|tegn igjen|feil i|neste side|forrige)\b",
    re.IGNORECASE,
)
DEAD = "//a[@href='#' or not(@href)] | //form[not(@method) and not(@action) and not(@hx-get)]"


_walked: dict[str, list[str]] = {}
"""The pages that each persona has been found to reach: the walk is long, one a run is enough."""


def shape(url: str) -> str:
    """The address without its ids and values: pages of one shape are one page."""
    parts = urlsplit(url)
    path = re.sub(r"/(\d+|[0-9a-f-]{36})(?=/|$)", "/#", parts.path)
    path = re.sub(r"(?<=/hubs/).+", "#", path)
    return path + "?" + "&".join(sorted({key for key, _ in parse_qsl(parts.query)}))


def is_page(url: str, address: str) -> bool:
    """Whether it is a page of ours; a table sorted two ways at once is no page of its own."""
    parts = urlsplit(url)
    is_mixed = len(parse_qsl(parts.query)) > 1
    return url.startswith(address) and not parts.path.startswith("/static/") and not is_mixed


def is_drawn_anew(url: str) -> bool:
    """Whether the page differs from one already seen by more than the order of its rows."""
    return not re.search(r"-(sort|page|q)=", urlsplit(url).query)


def is_shown(answer: APIResponse) -> bool:
    """Whether a browser would show it rather than save it."""
    return "text/html" in answer.headers.get(
        "content-type", ""
    ) and "attachment" not in answer.headers.get("content-disposition", "")


def pages_of(demo: Demo, page: Page) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    """Every kind of page reachable by links from where the page is, as the server sends it."""
    seen: set[str] = set()
    left = [page.url]
    while left:
        url = left.pop(0).split("#")[0]
        if shape(url) in seen or not is_page(url, demo.address):
            continue
        seen.add(shape(url))
        assert len(seen) <= MOST_PAGES
        answer = page.context.request.get(url)
        assert answer.status == 200, f"{url} answers {answer.status}"
        if not is_shown(answer):
            continue
        document = lxml.html.fromstring(answer.text())
        yield url, document
        left += sorted({urljoin(url, str(link)) for link in document.xpath("//a/@href")})


def words_of(document: lxml.html.HtmlElement) -> str:
    """What a reader sees, without what the page says to be in another language."""
    for part in document.xpath("//script|//style|//template|//*[@lang and not(self::html)]"):
        part.drop_tree()
    return " ".join(document.text_content().split())


def english_only() -> list[str]:
    """English wordings of two words or more that a Swedish page must never show."""
    wordings = []
    for path in SOURCE.glob("*/locale/sv/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="sv"):
                text, swedish = message.id, message.string
                if isinstance(text, str) and re.fullmatch(r"[^%{}]+ [^%{}]+", text):
                    wordings += [text] if text != swedish else []
    return wordings


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_link_leads_somewhere_and_swedish_pages_are_swedish(demo: Demo, persona: str) -> None:
    english = english_only()
    walked: list[str] = []
    with demo.visit(persona) as page:
        for url, document in pages_of(demo, page):
            walked.append(url)
            assert document.get("lang") == "sv"
            assert len(document.xpath("//h1")) == 1, f"{url} has not one h1"
            assert not document.xpath(DEAD), url
            text = words_of(document)
            assert not [words for words in english if words in text], url
            assert not NORWEGIAN.search(text), url
    _walked[persona] = walked


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_accessible_fits_a_small_phone_and_calls_nothing_outside(
    demo: Demo, language: str
) -> None:
    seen: set[str] = set()
    trouble: list[object] = []
    for persona in PERSONAS:
        with demo.visit(persona, language=language) as page:
            listen(page, demo, trouble)
            if persona not in _walked:
                _walked[persona] = [url for url, _document in pages_of(demo, page)]
            for url in _walked[persona]:
                if shape(url) not in seen and is_drawn_anew(url):
                    seen.add(shape(url))
                    trouble += trouble_on(page, url)
    assert not trouble


def listen(page: Page, demo: Demo, trouble: list[object]) -> None:
    """Note every call outside, every broken policy and every script error."""
    page.on("request", lambda r: trouble.append(r.url) if not _is_own(r.url, demo) else None)
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))


def trouble_on(page: Page, url: str) -> list[object]:
    """What axe finds, whether the page ends at its footer and fits a small phone."""
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(url)
    if page.locator(".ui-map").count():
        page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS
    )
    below = page.evaluate(
        "document.documentElement.scrollHeight"
        " - Math.max(innerHeight, document.querySelector('footer').getBoundingClientRect().bottom"
        " + scrollY)"
    )
    page.set_viewport_size(SMALL_PHONE)  # type: ignore[arg-type]
    width = page.evaluate("document.documentElement.scrollWidth")
    return [
        *([(url, "empty below the footer", below)] if below > 1 else []),
        *([(url, "wide", width)] if width > SMALL_PHONE["width"] else []),
        *(
            (url, each["id"], [node["html"][:200] for node in each["nodes"]][:3])
            for each in found["violations"]
        ),
    ]


def _is_own(url: str, demo: Demo) -> bool:
    return url.startswith((demo.address, "data:", "blob:"))
