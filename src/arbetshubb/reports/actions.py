"""Asking for all municipal pages at once, and the job that makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.jobs import JobFailed, RunningJob, job_kind, start_job
from arbetshubb.mapping.rules.choice import Scope
from arbetshubb.reports.models import PrintedFile, PrintedKind
from arbetshubb.reports.municipal.write import file_name, pdf_pages, zip_of_pages
from arbetshubb.reports.queries import MunicipalPages, municipal_pages

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Job, User

JOB_KIND: Final = "reports.municipal"
NOBODY: Final = "nobody_to_show"


def print_municipal_pages(user: User, *, scope: Scope, kind: PrintedKind, code: str) -> Job:
    """Ask for the pages of all municipalities in language ``code`` as one file."""
    return start_job(
        JOB_KIND,
        {"scope": scope.value, "kind": kind.value, "code": code},
        owner=user,
        title=gettext("Pages for the meetings with the municipalities"),
    )


@job_kind(
    JOB_KIND, stages={"counting": _("The commuting is counted"), "drawing": _("Pages are drawn")}
)
def make_municipal_pages(running: RunningJob, *, scope: str, kind: str, code: str) -> str:
    """Make the file and keep it for its owner; the address of its page."""
    running.report("counting", 0.05)
    PrintedFile.objects.expired(now=timezone.now()).delete()
    pages = municipal_pages(running.owner, Scope(scope), code=code)
    if pages is None:
        raise JobFailed(NOBODY, _("There are too few people to show. Import staff first."))
    running.stop_if_cancelled()
    content = _zip(running, pages) if kind == PrintedKind.ZIP else _pdf(running, pages)
    kept = PrintedFile.objects.create(
        owner=running.owner,
        kind=kind,
        name=file_name(
            pages.words.language.pgettext("part of a file name", "all"), pages.words, kind
        ),
        content=content,
        inputs_hash=pages.words.certificate.inputs_hash,
    )
    return reverse("reports:municipal_ready", args=[kept.pk])


def _pdf(running: RunningJob, pages: MunicipalPages) -> bytes:
    running.report("drawing", 0.2)
    return pdf_pages(pages.contents, pages.words)


def _zip(running: RunningJob, pages: MunicipalPages) -> bytes:
    def tell(done: int) -> None:
        running.report("drawing", 0.1 + 0.9 * done / len(pages.contents))
        running.stop_if_cancelled()

    return zip_of_pages(pages.contents, pages.words, on_page=tell)
