"""Tags for the pages of the mapping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from arbetshubb.mapping.pages import PAGES

register = template.Library()


@register.inclusion_tag("mapping/parts/pages.html", takes_context=True)
def room_pages(context: Mapping[str, Any]) -> dict[str, object]:  # Any: a template's context
    """The room's other pages as cards, without the one that is shown."""
    here = context["request"].path
    return {"pages": [page for page in PAGES if page.url != here]}
