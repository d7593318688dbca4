"""Reads the environment and collects every mistake; knows nothing of Django.

A wrong or missing value never falls back to something unsafe: it is left empty, so that whatever
uses it fails, and the doors (``config.doors``) refuse to open with the whole list of mistakes.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

YES: Final = frozenset({"1", "true", "yes", "on"})
NO: Final = frozenset({"", "0", "false", "no", "off"})
SHORTEST_KEY: Final = 40


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong variable: what is wrong with it and what to do."""

    variable: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.variable}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Address:
    """Where browsers find the product."""

    scheme: str
    host: str
    origin: str

    @property
    def is_https(self) -> bool:
        """Whether browsers come encrypted."""
        return self.scheme == "https"


@dataclass
class Environment:
    """The variables of the process and the mistakes found while reading them."""

    variables: Mapping[str, str]
    mistakes: list[Mistake] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        """The value without surrounding blanks."""
        return self.variables.get(name, default).strip()

    def switch(self, name: str) -> bool:
        """Whether the variable is on; anything but a plain yes or no is a mistake."""
        value = self.text(name).lower()
        if value in YES:
            return True
        if value not in NO:
            self.wrong(name, f"“{value}” is neither yes nor no. Write 1 or 0.")
        return False

    def choice(self, name: str, options: tuple[str, ...], default: str) -> str:
        """One of ``options``, written in any case."""
        value = self.text(name, default).upper() or default
        if value in options:
            return value
        self.wrong(name, f"“{value}” is not known. Choose one of {', '.join(options)}.")
        return default

    def words(self, name: str) -> list[str]:
        """The comma-separated parts of the value."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def key(self, name: str, *, stand_in: str) -> str:
        """A long secret; ``stand_in`` when the variable is absent, which may be empty."""
        value = self.text(name)
        if not value and stand_in:
            return stand_in
        if len(value) < SHORTEST_KEY:
            self.wrong(
                name,
                f"is missing or shorter than {SHORTEST_KEY} characters. Make one with"
                " `python -c 'import secrets; print(secrets.token_urlsafe(50))'`, keep it, and"
                " give it to web and worker alike.",
            )
            return ""
        return value

    def address(self, name: str, *, stand_in: str) -> Address | None:
        """The public address, such as ``https://arbetshubb.example``."""
        value = self.text(name) or stand_in
        parts = urlsplit(value)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.path in {"", "/"}:
            return Address(parts.scheme, parts.hostname, f"{parts.scheme}://{parts.netloc}")
        what = f"“{value}” is not an address" if value else "is missing"
        self.wrong(name, f"{what}. Write where browsers find it, like https://arbetshubb.example.")
        return None

    def folder(self, name: str, default: Path) -> Path:
        """A folder that exists afterwards and can be written to."""
        path = Path(self.text(name) or default).expanduser().resolve()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.wrong(name, f"{path} cannot be made ({error.strerror}). Name a writable folder.")
        return path

    def file(self, name: str) -> str:
        """The path of a file that must exist when it is named; empty when it is not."""
        value = self.text(name)
        if value and not Path(value).expanduser().is_file():
            self.wrong(name, f"there is no file {value}. Name one that exists, or leave it out.")
        return value

    def file_or_folder(self, name: str) -> str:
        """The path of a file or folder that must exist when it is named; empty when it is not."""
        value = self.text(name)
        if value and not Path(value).expanduser().exists():
            self.wrong(name, f"there is no file or folder {value}. Name one that exists.")
        return value

    def date(self, name: str, *, is_needed: bool) -> str:
        """A day written as 2026-11-24; empty when it is neither given nor needed."""
        value = self.text(name)
        if not value and not is_needed:
            return ""
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            what = f"“{value}” is not a day" if value else "is missing"
            self.wrong(name, f"{what}. Write an ordinary weekday as 2026-11-24.")
            return ""

    def wrong(self, name: str, sentence: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(name, sentence))


def kept_secret(path: Path) -> str:
    """The secret kept in ``path``, made on the first call; only its owner may read it.

    It serves the demonstration and development, where nobody has set a key, so that web and
    worker share one and no key is written in the code.
    """
    if not path.exists():
        _make_secret(path)
    return path.read_text(encoding="ascii")


def derived_key(secret: str, purpose: str) -> str:
    """A key for one purpose from a secret; empty from an empty secret."""
    if not secret:
        return ""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def _make_secret(path: Path) -> None:
    """Write a secret beside ``path`` and link it there, so that nobody ever reads half of one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    draft = Path(name)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first: its secret counts
    finally:
        draft.unlink()
