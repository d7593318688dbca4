"""Why a figure is what it is: what it was reckoned from, with versions, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arbetshubb.analysis.commuting.rates import STATE_KEYS
from arbetshubb.analysis.constants import Constant, ConstantTable
from arbetshubb.analysis.pricing import TRAVEL_KEYS
from arbetshubb.analysis.spans import FULL_CAR_COST
from arbetshubb.mapping.queries import Mapping
from arbetshubb.mapping.rules.travel_picture import TravelPicture
from arbetshubb.mapping.texts import CONSTANT_WORDS, distances_text
from arbetshubb.mapping.travel_queries import TravelBasis
from arbetshubb.mapping.travel_words import CONSTANT_LABELS, quality_sentence
from arbetshubb.reference.wording import Wording, constant_wording
from arbetshubb.ui import formats
from arbetshubb.ui.tables import Column, DataTable


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a birth certificate."""

    label: str
    value: str


def provenance(answer: Mapping) -> list[Fact]:
    """Who is counted, how the distances were found and which versions were used."""
    picture = answer.picture
    if picture is None:
        return []
    facts = [
        Fact(_("Employees counted"), formats.number(picture.total.people)),
        Fact(_("Employers"), ", ".join(answer.employers)),
        Fact(_("Distances"), distances_text(picture)),
        Fact(_("Version of the constants"), picture.constants_version),
        Fact(_("Fingerprint of what was reckoned from"), picture.inputs_hash),
        Fact(_("Fewest people shown"), formats.number(picture.limit)),
    ]
    if answer.left_out:
        facts.insert(
            1, Fact(_("Not counted, unknown workplace"), _few(answer.left_out, picture.limit))
        )
    return facts


def travel_provenance(picture: TravelPicture, basis: TravelBasis) -> list[Fact]:
    """Who is counted in travel and emissions, from what, and which versions were used."""
    facts = [
        Fact(_("Employees counted"), formats.number(picture.total.people)),
        Fact(_("Organisation"), basis.organisation.name),
        Fact(_("Distances"), quality_sentence(picture)),
        Fact(_("Roads"), picture.source),
    ]
    if picture.respondents:
        facts.append(Fact(_("Answers used"), formats.number(picture.respondents)))
    if basis.response is not None:
        facts += [
            Fact(_("Answers for each employee"), formats.percent(basis.response.rate)),
            Fact(
                _("How much uneven weights widen the interval"),
                formats.number(basis.response.design_effect, 2),
            ),
        ]
    return [
        *facts,
        Fact(_("Version of the constants"), picture.constants_version),
        Fact(_("Fingerprint of what was reckoned from"), picture.inputs_hash),
    ]


def state_constants(table: ConstantTable) -> list[Constant]:
    """The constants that travel and emissions rest on, in the order of the formula."""
    return [table[key] for key in dict.fromkeys((*STATE_KEYS, FULL_CAR_COST)) if key in table]


def used_constants(table: ConstantTable) -> list[Constant]:
    """The constants that commuting rests on, in the order of the formula."""
    return [table[key] for key in (*TRAVEL_KEYS, FULL_CAR_COST) if key in table]


def assumption_table(
    table: ConstantTable, *, constants: Sequence[Constant] | None = None
) -> DataTable:
    """The constants with their ranges and sources; those of commuting if no others are given."""
    return DataTable(
        id="constants",
        caption=_("What kilometres, hours and emissions are reckoned with"),
        columns=(
            Column("id", _("Assumption"), value=constant_label),
            Column("value", _("Value"), kind="text", value=_value),
            Column("low", _("Range"), kind="text", value=_range, is_sortable=False),
            Column("price_year", _("Year"), value=lambda each: wording(each).price_year),
            Column("confidence", _("How sure"), value=lambda each: wording(each).confidence),
            Column(
                "source",
                _("Source"),
                value=lambda each: wording(each).source,
                is_sortable=False,
            ),
        ),
        rows=used_constants(table) if constants is None else constants,
        per_page=0,
        is_caption_hidden=True,
    )


def constant_label(constant: Constant) -> str:
    """What the constant is called on screen."""
    words = CONSTANT_WORDS.get(constant.id)
    if words is None:
        return str(CONSTANT_LABELS.get(constant.id, constant.id))
    return str(words.label)


def constant_unit(constant: Constant) -> str:
    """The constant's unit on screen."""
    words = CONSTANT_WORDS.get(constant.id)
    return str(words.unit) if words else wording(constant).unit


def wording(constant: Constant) -> Wording:
    """The constant's source, year and how sure it is in the reader's language."""
    return constant_wording(constant, get_language() or "en")


def _value(constant: Constant) -> str:
    return f"{_digits(constant.value)}{formats.NBSP}{constant_unit(constant)}"


def _range(constant: Constant) -> str:
    if constant.low == constant.high:
        return ""
    return f"{_digits(constant.low)}–{_digits(constant.high)}"


def _digits(value: float) -> str:
    return formats.number(value, 0 if float(value).is_integer() else 1)


def _few(people: int, limit: int) -> str:
    return formats.number(None if people < limit else people)
