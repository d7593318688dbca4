"""The example workbook for a file of people, with every column explained in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop

from arbetshubb.people.rules import MODE_WORDS, PEOPLE_COLUMNS
from arbetshubb.tables.templates import TemplateColumn, write_template
from arbetshubb.tables.texts import in_english, in_swedish

_YES_NO_SV: Final = ("ja", "nej")
_YES_NO_EN: Final = ("yes", "no")

EXPLANATIONS: Final[Mapping[str, str]] = {
    "person_id": gettext_noop(
        "A running number or pseudonym. Never a name or a personal identity number."
    ),
    "employer": gettext_noop("The employer's name, the same in every row of that employer."),
    "unit": gettext_noop("The unit the person belongs to."),
    "home": gettext_noop(
        "Where the person lives: postcode, locality, lat,lon or SWEREF 99 TM n,e. Never a street "
        "address. It becomes a square of 1 km; nothing finer is kept."
    ),
    "workplace": gettext_noop(
        "The id of a site in the file of sites. Empty: the nearest own office."
    ),
    "office_days": gettext_noop(
        "Days at the workplace in an ordinary week now. If all three columns of days are empty: "
        "3 for those who may work remotely, else 5."
    ),
    "home_days": gettext_noop(
        "Days at home in an ordinary week now. If all three columns of days are empty: 2 for "
        "those who may work remotely, else 0."
    ),
    "hub_days": gettext_noop("Days at a work hub in an ordinary week now. Empty: 0."),
    "mode": gettext_noop("How the person mostly travels to work. Empty: car."),
    "remote_eligible": gettext_noop("Whether the tasks allow remote work. Empty: yes."),
    "complex_issue": gettext_noop(
        "Whether the person drives a complex issue together with other organisations. Empty: no."
    ),
    "protected_identity": gettext_noop(
        "Yes for a person with protected identity. The row is then not read at all."
    ),
}

_EXAMPLES: Final[Mapping[str, tuple[str | float, ...]]] = {
    "person_id": ("1001", "1002", "1003", "1004"),
    "employer": ("Exempelregionen",) * 4,
    "unit": ("Ekonomi", "Ekonomi", "Utveckling", "Mottagning"),
    "home": ("Svenstavik", "63.18,14.63", "7024000,473000", "Strömsund"),
    "workplace": ("kontor-1", "kontor-1", "", "kontor-2"),
    "office_days": (3, 2.5, "", 5),
    "home_days": (2, 2.5, "", ""),
    "hub_days": ("", "", "", ""),
}
_CHOSEN_SV: Final[Mapping[str, tuple[str, ...]]] = {
    "mode": ("bil", "elbil", "buss", "bil"),
    "remote_eligible": ("ja", "ja", "ja", "nej"),
    "complex_issue": ("nej", "nej", "ja", ""),
    "protected_identity": ("nej", "nej", "nej", "nej"),
}
_CHOSEN_EN: Final[Mapping[str, tuple[str, ...]]] = {
    "mode": ("car", "electric_car", "bus", "car"),
    "remote_eligible": ("yes", "yes", "yes", "no"),
    "complex_issue": ("no", "no", "yes", ""),
    "protected_identity": ("no", "no", "no", "no"),
}


def people_template(language: str = "sv") -> bytes:
    """An XLSX workbook to fill in, its header and choices in ``sv`` or ``en``.

    Its examples fit those of ``places.template``: the two can be planned with as they are.
    """
    swedish = language == "sv"
    chosen = _CHOSEN_SV if swedish else _CHOSEN_EN
    yes_no = _YES_NO_SV if swedish else _YES_NO_EN
    choices: dict[str, tuple[str, ...]] = dict.fromkeys(
        ("remote_eligible", "complex_issue", "protected_identity"), yes_no
    )
    choices["mode"] = tuple(words[swedish] for words in MODE_WORDS.values())
    columns = [
        TemplateColumn(
            name=column.name,
            name_sv=column.aliases[0],
            explanation_en=in_english(EXPLANATIONS[column.name]),
            explanation_sv=in_swedish(EXPLANATIONS[column.name]),
            is_required=column.is_required,
            choices=choices.get(column.name, ()),
            examples=chosen.get(column.name) or _EXAMPLES[column.name],
        )
        for column in PEOPLE_COLUMNS
    ]
    return write_template(columns, swedish=swedish)
