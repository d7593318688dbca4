"""The example workbook for a file of known distances, every column explained in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop

from arbetshubb.distances.rules.known_file import ACCURACY_WORDS, KNOWN_COLUMNS
from arbetshubb.tables.templates import TemplateColumn, write_template
from arbetshubb.tables.texts import in_english, in_swedish

EXPLANATIONS: Final[Mapping[str, str]] = {
    "from": gettext_noop(
        "Where the way starts: a locality, a 1 km square such as N7010E482, coordinates or the id"
        " of a place. It holds for the whole square."
    ),
    "to": gettext_noop("The place it leads to: its id or its name in the list of places."),
    "km": gettext_noop("Kilometres by road, one way."),
    "minutes": gettext_noop("Minutes by car, one way. Empty: they follow from the kilometres."),
    "source": gettext_noop("Who knows it and how, for example a road map with its date."),
    "valid_from": gettext_noop("Since when it holds, as 2026-11-22. Empty: today."),
    "accuracy": gettext_noop(
        "Measured or approximate. An approximate distance corrects an estimate, never a measured"
        " road network. Empty: measured."
    ),
}
_EXAMPLES: Final[Mapping[str, tuple[str | float, ...]]] = {
    "from": ("Hammerdal", "N7010E482"),
    "to": ("kontor-ostersund", "Demokontor Östersund"),
    "km": (72, 12.5),
    "minutes": ("", 17),
    "source": ("Exempel: vägvisare", "Exempel: körd sträcka"),
    "valid_from": ("2026-01-01", "2026-01-01"),
}


def known_template(language: str = "sv") -> bytes:
    """An XLSX workbook to fill in, its header and choices in ``sv`` or ``en``."""
    swedish = language == "sv"
    words = {is_rough: many[swedish] for is_rough, many in ACCURACY_WORDS.items()}
    examples = {**_EXAMPLES, "accuracy": (words[True], words[False])}
    columns = [
        TemplateColumn(
            name=column.name,
            name_sv=column.aliases[0],
            explanation_en=in_english(EXPLANATIONS[column.name]),
            explanation_sv=in_swedish(EXPLANATIONS[column.name]),
            is_required=column.is_required,
            choices=tuple(words.values()) if column.name == "accuracy" else (),
            examples=examples[column.name],
        )
        for column in KNOWN_COLUMNS
    ]
    return write_template(columns, swedish=swedish)
