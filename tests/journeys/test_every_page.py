"""Every page that any persona can reach: it answers, speaks one language and is accessible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from arbetshubb.demo import personas
from journeys.conftest import AXE, Demo

SOURCE = Path(__file__).resolve().parents[2] / "src" / "arbetshubb"
PERSONAS = tuple(persona.username for persona in personas.PERSONAS)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MOST_PAGES = 200
NORWEGIAN = re.compile(
    r"\b(ikke|velg|lukk|åpne|søk etter|vis mer|påkrevd|tegn igjen|feil i|neste side|forrige)\b",
    re.IGNORECASE,
)


def links(page: Page) -> set[str]:
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return set(found)


def shape(url: str) -> str:
    """The address without its ids and values: pages of one shape are one page."""
    parts = urlsplit(url)
    path = re.sub(r"/(\d+|[0-9a-f-]{36})(?=/|$)", "/#", parts.path)
    path = re.sub(r"(?<=/places/)(?!import|new|export|#)[^/]+(?=/)", "#", path)
    return path + "?" + "&".join(sorted({key for key, _ in parse_qsl(parts.query)}))


def is_page(url: str, address: str) -> bool:
    parts = urlsplit(url)
    return url.startswith(address) and not parts.path.startswith("/static/")


def walk(demo: Demo, page: Page) -> Iterator[str]:
    """Visit every kind of page reachable by links from where the page is."""
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
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        if "attachment" in answer.headers.get("content-disposition", ""):
            continue
        page.goto(url)
        yield url
        left += sorted(urljoin(url, link) for link in links(page))


def english_only() -> list[str]:
    """English wordings of two words or more that a Swedish page must never show."""
    wordings = []
    for path in SOURCE.glob("*/locale/sv/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="sv"):
                text = (
                    message.id
                    if isinstance(message.id, str)
                    else message.id[0]
                    if message.id
                    else ""
                )
                swedish = message.string if isinstance(message.string, str) else ""
                if " " in text and "%" not in text and "{" not in text and text != swedish:
                    wordings.append(text)
    return wordings


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_link_leads_somewhere_and_swedish_pages_are_swedish(demo: Demo, persona: str) -> None:
    english = english_only()
    with demo.visit(persona) as page:
        for url in walk(demo, page):
            text = page.inner_text("body")
            assert page.get_attribute("html", "lang") == "sv"
            assert page.locator("h1").count() == 1, f"{url} has not one h1"
            assert not [words for words in english if words in text], url
            assert not NORWEGIAN.search(text), url
            dead = page.locator(
                "a[href='#'], a:not([href]), "
                "button[type=button]:not([id]):not([class]):not([data-action])"
            )
            assert dead.count() == 0, f"{url}: {dead.first.evaluate('node => node.outerHTML')}"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("persona", PERSONAS)
def test_axe_finds_nothing_on_any_page(demo: Demo, persona: str, language: str) -> None:
    with demo.visit(persona, language=language, bypass_csp=True) as page:
        page.context.add_init_script(path=AXE)
        broken = {}
        for url in walk(demo, page):
            result = page.evaluate(
                "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS
            )
            if result["violations"]:
                broken[url] = [
                    (v["id"], [node["html"][:200] for node in v["nodes"]][:3])
                    for v in result["violations"]
                ]
        assert not broken


@pytest.mark.parametrize("persona", ["petra", "agnes"])
def test_no_page_is_wider_than_a_small_phone(demo: Demo, persona: str) -> None:
    wide = []
    with demo.visit(persona, viewport={"width": 320, "height": 700}) as page:
        for url in walk(demo, page):
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide.append((url, width))
    assert not wide


@pytest.mark.parametrize("persona", ["petra"])
def test_no_page_calls_anything_outside_or_breaks_its_policy(demo: Demo, persona: str) -> None:
    outside, complaints = [], []
    with demo.visit(persona) as page:
        page.on("request", lambda r: outside.append(r.url) if not _is_own(r.url, demo) else None)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for _url in walk(demo, page):
            page.wait_for_load_state("networkidle")
    assert not outside
    assert not complaints


def _is_own(url: str, demo: Demo) -> bool:
    return url.startswith((demo.address, "data:", "blob:"))
