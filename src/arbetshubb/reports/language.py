"""Words and numbers of one document in one language, whatever language its reader's screen has.

The catalogue is this package's own ``locale``; English is the msgids. It is read with the standard
library, so that the command line can write reports without starting the web.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from arbetshubb.reports.number_forms import Numbers

LANGUAGES: Final = ("sv", "en")
_LOCALE: Final = Path(__file__).parent / "locale"


class UnknownLanguage(ValueError):
    """Reports are written in Swedish and English only."""


class CatalogueNotCompiled(RuntimeError):
    """The translations have not been compiled; a report must not silently come out in English."""


@dataclass(frozen=True, eq=False)
class Language:
    """What a document needs to speak: translated sentences and formatted numbers.

    Values are put into ``{name}`` places after translation, so that they are never translated.
    """

    code: str
    numbers: Numbers
    catalogue: gettext.NullTranslations

    @property
    def tag(self) -> str:
        """The BCP 47 tag that documents carry."""
        return {"sv": "sv-SE", "en": "en-GB"}[self.code]

    def gettext(self, message: str, **values: object) -> str:
        """The sentence in this language with its values put in."""
        return self.catalogue.gettext(message).format(**values)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """The same for a short message that means different things in different places."""
        return self.catalogue.pgettext(context, message).format(**values)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """The singular or plural sentence; ``{number}`` is the formatted number."""
        text = self.catalogue.ngettext(one, many, number)
        return text.format(number=self.numbers.whole(number), **values)


@cache
def language(code: str) -> Language:
    """The language with this code.

    Raises:
        UnknownLanguage: there is no such language.
        CatalogueNotCompiled: its ``.mo`` file is missing.
    """
    if code not in LANGUAGES:
        message = f"no reports in language {code!r}, only {', '.join(LANGUAGES)}"
        raise UnknownLanguage(message)
    return Language(code, Numbers(code), _catalogue(code))


def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    try:
        return gettext.translation("django", _LOCALE, languages=[code])
    except FileNotFoundError as missing:
        message = f"compile the catalogues first (make install): no {code} texts in {_LOCALE}"
        raise CatalogueNotCompiled(message) from missing
