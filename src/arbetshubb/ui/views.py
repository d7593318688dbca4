"""The pages every installation has, whoever is signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law on digital public service (2018:1937) asks for."""
    return render(request, "ui/accessibility.html")
