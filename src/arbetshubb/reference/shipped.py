"""Read the tables in ``data/``, which are part of the package."""

from __future__ import annotations

import csv
import io
from importlib import resources


def shipped_content(name: str) -> bytes | None:
    """The bytes of a shipped file, or ``None`` when the package has no such file."""
    file = resources.files("arbetshubb.reference") / "data" / name
    return file.read_bytes() if file.is_file() else None


def shipped_rows(name: str) -> list[dict[str, str]]:
    """The rows of a shipped CSV file by column name.

    Raises:
        FileNotFoundError: the package has no such file.
    """
    content = shipped_content(name)
    if content is None:
        raise FileNotFoundError(name)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
