"""What a text cell means: numbers, yes and no, words out of a list. Swedish and English forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]+")
_MINUS: Final = str.maketrans("−–‒", "---")
_UNIT: Final = re.compile(r"\s*(kr|sek|kronor|:-)\s*$", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[+-]?(\d{1,3}( \d{3})+|\d+)([.,]\d+)?")
_POINTS_THEN_COMMA: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+")
_COMMAS_THEN_POINT: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+")

_YES: Final = frozenset({"ja", "j", "yes", "y", "sant", "true", "x", "1"})
_NO: Final = frozenset({"nej", "n", "no", "falskt", "false", "0"})


def number_in(text: str) -> float | None:
    """The number written in ``text``, or ``None`` when it is not one number.

    Understands decimal comma and point, spaces of any kind between thousands, the real minus
    sign and a trailing ``kr``. ``1,234`` is 1.234, as a Swede reads it.
    """
    plain = _SPACES.sub(" ", _UNIT.sub("", text)).translate(_MINUS).strip()
    plain = plain.replace("- ", "-")
    if _PLAIN.fullmatch(plain):
        return float(plain.replace(" ", "").replace(",", "."))
    if _POINTS_THEN_COMMA.fullmatch(plain):
        return float(plain.replace(".", "").replace(",", "."))
    if _COMMAS_THEN_POINT.fullmatch(plain):
        return float(plain.replace(",", ""))
    return None


def whole_number_in(text: str) -> int | None:
    """The whole number written in ``text``, or ``None``; ``12,0`` is whole."""
    number = number_in(text)
    if number is None or not number.is_integer():
        return None
    return int(number)


def yes_or_no_in(text: str) -> bool | None:
    """Whether ``text`` says yes or no, in Swedish or English; ``None`` when neither."""
    word = folded(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    return None


def folded(text: str) -> str:
    """The text without case, accents, spaces, underscores and dashes, for comparing names.

    ``Antal platser, högst`` and ``antal_platser_hogst`` fold to the same.
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if char.isalnum())


def vocabulary_of[T](words: Mapping[T, tuple[str, ...]]) -> Mapping[str, T]:
    """A vocabulary for ``word_of``: what each of the words, folded, stands for."""
    return {folded(word): meaning for meaning, many in words.items() for word in many}


def choices_of[T](words: Mapping[T, tuple[str, ...]]) -> Mapping[str, str]:
    """The words to choose from, as parameters of a problem.

    Each meaning's English word stands first in ``words`` and its Swedish word second.
    """
    return {
        "choices": ", ".join(many[0] for many in words.values()),
        "choices_sv": ", ".join(many[1] for many in words.values()),
    }


def word_of[T](text: str, vocabulary: Mapping[str, T]) -> T | None:
    """What ``text`` stands for in a vocabulary whose keys are ``folded``, or ``None``."""
    return vocabulary.get(folded(text))
