"""Coming in and going out: local accounts, and the personas of the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from arbetshubb.foundation.forms import SignInForm
from arbetshubb.foundation.navigation import landing_for
from arbetshubb.foundation.queries import personas

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form for user name and password."""
    if request.user.is_authenticated:
        return redirect(_next_page(request))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        login(request, form.get_user())
        return redirect(_next_page(request))
    context = {"form": form, "next": _asked_page(request), "has_demo": settings.ARBETSHUBB_DEMO}
    return render(request, "foundation/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("foundation:home")


@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """The personas as cards; exists only in the demonstration."""
    _only_in_demo()
    context = {"personas": personas(), "next": _asked_page(request)}
    return render(request, "foundation/demo.html", context)


@require_POST
def be_persona(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as a persona; exists only in the demonstration."""
    _only_in_demo()
    user = get_object_or_404(personas(), username=username)
    login(request, user, backend=MODEL_BACKEND)
    return redirect(_next_page(request))


def arrive(request: HttpRequest) -> HttpResponse:
    """Send whoever has signed in to the page they came for."""
    if not request.user.is_authenticated:
        return redirect("foundation:home")
    return redirect(landing_for(request.user))


def _only_in_demo() -> None:
    if not settings.ARBETSHUBB_DEMO:
        raise Http404


def _next_page(request: HttpRequest) -> str:
    return _asked_page(request) or reverse("foundation:arrive")


def _asked_page(request: HttpRequest) -> str:
    """The page asked for before signing in; empty unless it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else ""
