"""Only the pages of ui, and some that fail, for tests of the shell."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

REASON = "Bara planerare ser planer."


def forbidden_page(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(REASON)


def broken_page(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("", include("arbetshubb.ui.urls")),
    path("forbidden/", forbidden_page),
    path("broken/", broken_page),
]
handler400 = "arbetshubb.ui.errors.bad_request"
handler403 = "arbetshubb.ui.errors.forbidden"
handler404 = "arbetshubb.ui.errors.not_found"
handler500 = "arbetshubb.ui.errors.server_error"
