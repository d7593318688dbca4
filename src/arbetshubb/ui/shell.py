"""What stands around every page: verbs, who is signed in, product and version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from arbetshubb import __version__
from arbetshubb.ui.words import Words

MOST_FREQUENT: Final = 3
"""How many verbs fit at the bottom of a phone beside the menu."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One verb of the navigation. ``is_frequent``: stands at the bottom of a phone."""

    verb: str
    label: Words
    url: str
    is_current: bool = False
    is_frequent: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, and as what."""

    name: str
    role: Words
    sign_out_url: str
    organisation: Words = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything around a page. ``notice`` is a line above the header (demo, maintenance)."""

    navigation: tuple[NavItem, ...] = ()
    person: Person | None = None
    sign_in_url: str = ""
    home_url: str = "/"
    product: str = "Arbetshubb"
    version: str = field(default=__version__)
    report_email: str = ""
    notice: Words = ""

    @property
    def frequent(self) -> tuple[NavItem, ...]:
        """At most three verbs for the bottom of a phone: the marked ones, else the first."""
        marked = [item for item in self.navigation if item.is_frequent]
        return tuple((marked or list(self.navigation))[:MOST_FREQUENT])


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``shell`` and ``navigation``, from the callable in the settings.

    A setting ``ARBETSHUBB_SHELL`` names a callable ``(request) -> Shell``.
    """
    shell = shell_of(request)
    return {"shell": shell, "navigation": shell.navigation}


def shell_of(request: HttpRequest) -> Shell:
    """The shell for this request; an empty one when the settings name none."""
    path = getattr(settings, "ARBETSHUBB_SHELL", "")
    if not path:
        return Shell()
    made = import_string(path)(request)
    if not isinstance(made, Shell):
        message = f"{path} must return arbetshubb.ui.shell.Shell"
        raise TypeError(message)
    return made
