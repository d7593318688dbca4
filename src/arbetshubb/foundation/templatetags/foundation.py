"""Filters for the foundation's pages."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def in_language(msgid: str) -> str:
    """A text kept as msgid, such as a persona's story, in the language of the page."""
    return gettext(msgid) if msgid else ""
