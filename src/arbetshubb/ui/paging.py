"""Which page links stand under a long list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page by number; number 0 is a gap."""

    number: int
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of a pager."""

    previous_url: str
    next_url: str
    pages: tuple[PageLink, ...]


def page_links(page: Page[Any], *, name: str, parameters: Mapping[str, str]) -> PageLinks:
    """Links to the pages around ``page``, keeping the rest of the address."""

    def url(number: int) -> str:
        return "?" + urlencode({**parameters, name: number})

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return PageLinks(
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
        pages=tuple(
            PageLink(number, url(number), is_current=number == page.number)
            if isinstance(number, int)
            else PageLink(0)
            for number in shown
        ),
    )
