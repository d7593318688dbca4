"""What stands around every page: verbs, who is signed in, product and version."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from arbetshubb import __version__
from arbetshubb.ui.words import Words

MOST_ABREAST: Final = 6
"""How many items the header holds in one row; when there are more, those of a verb share one."""

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
class NavGroup:
    """Items that share a place in the header: the first gives its name, the rest stand under it."""

    items: tuple[NavItem, ...]

    @property
    def label(self) -> Words:
        """What the group is called."""
        return self.items[0].label

    @property
    def url(self) -> str:
        """Where it leads."""
        return self.items[0].url

    @property
    def is_current(self) -> bool:
        """Whether the page belongs to it."""
        return any(item.is_current for item in self.items)


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
    def groups(self) -> tuple[NavGroup, ...]:
        """The header's row: every item by itself, or by verb when they are too many."""
        if len(self.navigation) <= MOST_ABREAST:
            return tuple(NavGroup((item,)) for item in self.navigation)
        verbs = dict.fromkeys(item.verb for item in self.navigation)
        return tuple(
            NavGroup(tuple(item for item in self.navigation if item.verb == verb)) for verb in verbs
        )

    @property
    def beside(self) -> tuple[NavItem, ...]:
        """The items that share a group with this page; none when it is alone."""
        here = next((group for group in self.groups if group.is_current), None)
        return here.items if here is not None and len(here.items) > 1 else ()

    @property
    def frequent(self) -> tuple[NavItem, ...]:
        """At most three verbs for the bottom of a phone: the marked ones, else the first.

        The item that names a group is current on every page of the group.
        """
        marked = [item for item in self.navigation if item.is_frequent]
        chosen = (marked or list(self.navigation))[:MOST_FREQUENT]
        here = {group.items[0] for group in self.groups if group.is_current}
        return tuple(replace(item, is_current=True) if item in here else item for item in chosen)


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
