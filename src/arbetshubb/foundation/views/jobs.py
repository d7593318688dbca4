"""Pages of long work: my jobs, one job, its progress, and stopping it."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from arbetshubb.foundation.forms import JobSearch
from arbetshubb.foundation.jobs import request_cancel, rescue_if_lost, stage_label
from arbetshubb.foundation.models import Job, JobStatus

PER_PAGE = 30


@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    """The user's jobs, newest first."""
    form = JobSearch(request.GET)
    mine = Job.objects.visible_to(request.user)
    page = Paginator(form.chosen(mine), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "foundation/jobs.html", {"form": form, "page": page, "has_any": mine.exists()}
    )


@login_required
@never_cache
def job(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One job; the page asks for its progress every second and can be left."""
    found = _job_of(request, pk)
    return render(request, "foundation/job.html", _context(found))


@login_required
@never_cache
def job_progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that changes; sends the browser to the result when it is there."""
    found = _job_of(request, pk)
    if found.status == JobStatus.DONE and found.result_url:
        return HttpResponseClientRedirect(found.result_url)
    return render(request, "foundation/job_progress.html", _context(found))


@login_required
@require_POST
def cancel_job(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask the job to stop."""
    request_cancel(_job_of(request, pk))
    return redirect("foundation:job", pk=pk)


def _job_of(request: HttpRequest, pk: uuid.UUID) -> Job:
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if rescue_if_lost(found):
        found.refresh_from_db()
    return found


def _context(job: Job) -> dict[str, object]:
    left = job.time_left()
    return {
        "job": job,
        "stage": stage_label(job),
        "seconds_left": left.total_seconds() if left else None,
    }
