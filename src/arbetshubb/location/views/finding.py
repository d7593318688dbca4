"""What a request asks for and may have."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from arbetshubb.foundation.access import Role, signed_in
from arbetshubb.foundation.models import Organisation
from arbetshubb.location.models import LocationCheck, Post
from arbetshubb.location.permissions import (
    may_change_check,
    may_change_post,
    working_organisation,
)


def organisation_or_403(request: HttpRequest, *roles: Role) -> Organisation:
    """The organisation that the user works for in one of ``roles``."""
    found = working_organisation(signed_in(request), *roles)
    if found is None:
        raise PermissionDenied
    return found


def check_or_404(request: HttpRequest, pk: int) -> LocationCheck:
    """A check that the user may read."""
    return get_object_or_404(LocationCheck.objects.visible_to(request.user).in_full(), pk=pk)


def draft_or_403(request: HttpRequest, pk: int) -> LocationCheck:
    """A draft that the user may change."""
    check = check_or_404(request, pk)
    if not may_change_check(request.user, check):
        raise PermissionDenied
    return check


def post_or_404(request: HttpRequest, pk: int) -> Post:
    """A vacancy that the user may read."""
    return get_object_or_404(Post.objects.visible_to(request.user), pk=pk)


def own_post_or_403(request: HttpRequest, pk: int) -> Post:
    """A vacancy that the user may change."""
    post = post_or_404(request, pk)
    if not may_change_post(request.user, post):
        raise PermissionDenied
    return post
