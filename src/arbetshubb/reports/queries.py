"""Gathers what stands on the municipal pages from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from arbetshubb.mapping.flow_queries import municipal_for
from arbetshubb.mapping.rules.choice import Scope
from arbetshubb.places.queries import sites
from arbetshubb.reference.municipalities import municipalities
from arbetshubb.reports.language import language
from arbetshubb.reports.municipal.content import (
    Certificate,
    MunicipalContent,
    premises_in,
)
from arbetshubb.reports.municipal.words import PageWords
from arbetshubb.reports.municipal_statistics import statistics_of

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User


@dataclass(frozen=True, slots=True)
class MunicipalPages:
    """The pages of one printing: every municipality of the county, in the order of their codes."""

    contents: tuple[MunicipalContent, ...]
    words: PageWords

    def of(self, code: str) -> MunicipalContent | None:
        """The page of one municipality."""
        return next((each for each in self.contents if each.code == code), None)


def municipal_pages(user: User, scope: Scope, *, code: str) -> MunicipalPages | None:
    """The pages in language ``code``; ``None`` when there is nobody, or too few, to show."""
    found = municipal_for(user, scope)
    picture = found.picture
    if picture is None:
        return None
    words = PageWords(
        language(code),
        Certificate(
            employers=found.answer.employers,
            day=timezone.localdate().isoformat(),
            quality=picture.quality,
            source=picture.source,
            constants_version=picture.constants_version,
            inputs_hash=picture.inputs_hash,
            limit=picture.limit,
        ),
    )
    known = sites()
    rows = {row.name: row for row in municipalities()}
    contents = tuple(
        MunicipalContent(
            code=rows[each.name].code,
            picture=each,
            seat=rows[each.name].seat,
            premises=premises_in(each.name, known),
            statistics=statistics_of(user, rows[each.name], words.language),
        )
        for each in found.municipalities
    )
    return MunicipalPages(contents, words)
