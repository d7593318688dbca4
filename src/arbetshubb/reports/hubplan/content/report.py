"""The whole report: opening, one page of summary, then the chapters."""

from __future__ import annotations

from itertools import chain

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.reports.documents import Document, DocumentWords
from arbetshubb.reports.hubplan.content import (
    alternatives,
    appendix,
    commuting,
    hubs,
    outcome,
    sensitivity,
    summary,
)
from arbetshubb.reports.hubplan.sentences import lead_of, title_of
from arbetshubb.reports.hubplan.words import PlanWords


def report_of(plan: PublishedPlan, words: PlanWords) -> Document:
    """The report in the words' language, figures and charts drawn."""
    gettext = words.language.gettext
    chapters = (summary, commuting, hubs, outcome, alternatives, sensitivity, appendix)
    return Document(
        title=title_of(plan, words),
        kicker=gettext("Basis for decision: hub plan"),
        lead=lead_of(plan, words),
        subject=gettext(
            "Hub plan: where work hubs do most good, what they cost and what they give"
        ),
        language_tag=words.language.tag,
        created=plan.created,
        facts=_facts(plan, words),
        blocks=tuple(chain.from_iterable(part.blocks(plan, words) for part in chapters)),
        words=DocumentWords(
            table=words.language.pgettext("numbered in a document", "Table"),
            figure=words.language.pgettext("numbered in a document", "Figure"),
            source=words.language.pgettext("under a picture", "Source"),
            # The places are filled by the document writers, page by page.
            page_of=gettext("Page {page} of {pages}", page="{page}", pages="{pages}"),
        ),
    )


def _facts(plan: PublishedPlan, words: PlanWords) -> tuple[tuple[str, str], ...]:
    gettext = words.language.gettext
    number = len(plan.employers)
    return (
        (gettext("Date"), words.numbers.date(plan.created)),
        (gettext("Registry number"), gettext("given when registered")),
        (gettext("Employees in the study"), words.count(plan.employees)),
        (
            gettext("Employers"),
            ", ".join(plan.employers) if number <= 2 else words.numbers.whole(number),  # noqa: PLR2004
        ),
    )
