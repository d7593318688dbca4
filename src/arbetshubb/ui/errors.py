"""Error pages in the shell: what happened, and what to do next. Used as Django's handlers."""

from __future__ import annotations

import logging
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

HEADINGS: Final = {
    400: _("We could not read what you sent"),
    403: _("You may not see this page"),
    404: _("There is no such page"),
    500: _("Something went wrong with us"),
}
ADVICE: Final = {
    400: _("Go back, check what you filled in and try again."),
    403: _("Sign in with another role, or ask whoever manages roles in your organisation."),
    404: _("The address may be old or mistyped. Use the menu to find what you are looking for."),
    500: _("Nothing you had saved is lost. Try again in a while; we have been told about it."),
}
logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    del exception  # says how the request was malformed: no help to the reader
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; the sentence given to ``PermissionDenied`` is shown."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _page(request, 403, reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    del exception  # would show addresses and models
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; falls back to a page without shell when the shell itself is what failed."""
    try:
        return _page(request, 500)
    except Exception:
        logger.exception("the shell failed while showing an error")
        page = render_to_string("ui/error_plain.html", _context(500))
        return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form was sent with an old or missing token."""
    logger.warning("CSRF check failed: %s", reason)
    return _page(
        request, 403, reason=str(_("The page had been open too long. Reload it and send it again."))
    )


def _page(request: HttpRequest, status: int, *, reason: str = "") -> HttpResponse:
    return render(request, "ui/error.html", _context(status, reason=reason), status=status)


def _context(status: int, *, reason: str = "") -> dict[str, object]:
    return {
        "status": status,
        "error_heading": HEADINGS[status],
        "reason": reason or ADVICE[status],
    }
