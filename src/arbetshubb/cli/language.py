"""Swedish or English on the command line, without the web's settings."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.utils import translation

LANGUAGES: Final = ("sv", "en")
DEFAULT_LANGUAGE: Final = "sv"

_SOURCE: Final = Path(__file__).resolve().parents[1]


def speak(language: str) -> None:
    """Let everything that is printed from here on be in ``language``."""
    if not settings.configured:
        settings.configure(
            USE_I18N=True,
            LANGUAGE_CODE=DEFAULT_LANGUAGE,
            LANGUAGES=[(code, code) for code in LANGUAGES],
            LOCALE_PATHS=sorted(_SOURCE.glob("*/locale")),
            INSTALLED_APPS=[],
        )
        # django.setup() would do the same and import half the web, which takes half a second.
        apps.populate(settings.INSTALLED_APPS)
    translation.activate(language)
    # argparse speaks through the standard library, which takes the language from here.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("django", str(Path(__file__).parent / "locale"))
    gettext.textdomain("django")


def language_in(arguments: Sequence[str]) -> str:
    """The language asked for, found before the arguments are parsed so that help can use it."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name != "--language":
            continue
        following = arguments[index + 1] if index + 1 < len(arguments) else ""
        wanted = value or following
        return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE
