"""Chooses the language of a request: the cookie's, else the account's, else Swedish."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageMiddleware:
    """Django's own would let a browser's English override the service's language, Swedish."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in its language."""
        language = chosen_language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        remember_language(request, response)
        return response


def chosen_language(request: HttpRequest) -> str:
    """One of ``LANGUAGES``."""
    choices = (
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        getattr(request.user, "language", ""),
    )
    known = dict(settings.LANGUAGES)
    return next((choice for choice in choices if choice in known), settings.LANGUAGE_CODE)


def remember_language(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a language chosen just now with the account, for other browsers and for jobs."""
    cookie = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie is None or cookie.value not in dict(settings.LANGUAGES):
        return
    if request.user.is_authenticated:
        request.user.language = cookie.value
        request.user.save(update_fields=["language"])
