"""Save and forget vacancies with the reach they had that day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from arbetshubb.foundation.audit import record_change
from arbetshubb.location.models import Post
from arbetshubb.location.permissions import may_change_post, may_save_post
from arbetshubb.location.queries.alternatives import hash_of

if TYPE_CHECKING:
    from arbetshubb.foundation.models import Organisation, User

type Plain = Mapping[str, Any]  # Any: plain JSON


class NotYourPost(PermissionError):
    """The vacancy is another's, or the user saves none in the organisation."""


@transaction.atomic
def save_post(  # noqa: PLR0913 - the columns of a vacancy
    user: User,
    organisation: Organisation,
    *,
    name: str,
    rules: Plain,
    figures: Plain,
    advert_sv: str,
    advert_en: str,
) -> Post:
    """A vacancy with its figures frozen.

    Raises:
        NotYourPost: the user saves none in the organisation.
        ValidationError: a value is wrong.
    """
    if not may_save_post(user, organisation):
        raise NotYourPost
    post = Post(
        organisation=organisation,
        name=name,
        rules=dict(rules),
        figures=dict(figures),
        figures_hash=hash_of(dict(figures)),
        advert_sv=advert_sv,
        advert_en=advert_en,
        created_by=user,
    )
    post.full_clean()
    post.save()
    record_change(actor=user, thing=post, verb="created", after={"name": name})
    return post


@transaction.atomic
def write_advert(user: User, post: Post, *, swedish: str, english: str) -> Post:
    """The vacancy with the texts its owner wants to use; the figures stay as they were.

    Raises:
        NotYourPost: the vacancy is another's.
    """
    locked = _locked(user, post)
    if (locked.advert_sv, locked.advert_en) == (swedish, english):
        return locked
    locked.advert_sv, locked.advert_en = swedish, english
    locked.full_clean()
    locked.save(update_fields=["advert_sv", "advert_en"])
    record_change(actor=user, thing=locked, verb="changed", after={"name": locked.name})
    return locked


@transaction.atomic
def delete_post(user: User, post: Post) -> None:
    """Take a vacancy away.

    Raises:
        NotYourPost: the vacancy is another's.
    """
    locked = _locked(user, post)
    record_change(actor=user, thing=locked, verb="deleted", before={"name": locked.name})
    locked.delete()


def _locked(user: User, post: Post) -> Post:
    locked = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if not may_change_post(user, locked):
        raise NotYourPost
    return locked
