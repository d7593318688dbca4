"""A page that needs roads which cannot be read says so, instead of failing without a word."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arbetshubb.foundation.jobs import JobFailed

log = logging.getLogger(__name__)


class BrokenRoadsMiddleware:
    """Answers 503 with the sentence of what went wrong and what to do.

    The same roads are used by jobs, where ``JobFailed`` ends the job with its sentence; here it
    ends a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as ever."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of what went wrong; every other exception goes its way."""
        if not isinstance(exception, JobFailed):
            return None
        log.error("A page could not be drawn: %s", exception.code)
        context = {"sentence": exception.sentence}
        return render(request, "distances/unavailable.html", context, status=503)
