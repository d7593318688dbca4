from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from reports.example_plan import HOSTILE, example_plan


class Reader(HTMLParser):
    """Collects tags with their attributes, and the text outside of script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text.append(data)


@pytest.fixture(scope="module")
def page(swedish: dict[str, bytes]) -> str:
    return swedish["html"].decode()


def test_the_map_asks_nothing_of_the_outside(page: str) -> None:
    without_namespace = page.replace("http://www.w3.org/2000/svg", "")
    assert "http" not in without_namespace.replace("http-equiv", "")
    assert not re.search(r"url\(|@import|//[a-z]+\.", without_namespace.split("<script>")[0])
    for tag, attributes in Reader(page).tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        for name in ("src", "href", "xlink:href", "action", "srcset"):
            value = attributes.get(name)
            assert value is None or value.startswith("#"), (tag, name, value)


def test_the_map_has_a_strict_policy_of_its_own(page: str) -> None:
    policy = next(a["content"] for t, a in Reader(page).tags if t == "meta" and "http-equiv" in a)
    assert policy
    assert policy.startswith("default-src 'none'")
    assert "connect-src" not in policy


def test_every_link_leads_somewhere_on_the_page(page: str) -> None:
    tags = Reader(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"] for t, a in tags if t == "a"} <= {f"#{name}" for name in ids}


def test_every_hub_is_on_the_map_in_the_list_and_in_the_table(page: str) -> None:
    text = "".join(Reader(page).text)
    for hub in example_plan().hubs:
        assert text.count(hub.name) >= 4
    marks = [
        a for t, a in Reader(page).tags if t == "a" and "hub" in (a.get("class") or "").split()
    ]
    assert len(marks) == 9
    assert all(mark["aria-label"] for mark in marks)


def test_the_table_says_what_the_map_says(page: str) -> None:
    text = "".join(Reader(page).text)
    for row in example_plan().municipalities:
        assert row.name in text
    for cell in example_plan().cells:
        assert cell.id in text


def test_what_is_hidden_is_hatched_and_in_the_legend(page: str) -> None:
    assert page.count("färre än 5") > 5
    assert "Berg: färre än 5" in page


def test_user_text_stays_text_on_the_map(hostile: dict[str, bytes]) -> None:
    page = hostile["html"].decode()
    reader = Reader(page)
    assert sum(tag == "script" for tag, _ in reader.tags) == 1
    assert not [a for _, a in reader.tags if any(name.startswith("on") for name in a)]
    assert HOSTILE in "".join(reader.text)
