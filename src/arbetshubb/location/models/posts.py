"""Saved vacancies: the rules of a post, its reach that day and the advertisement's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import Role, ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.location.roles import KEEPERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class PostQuerySet(ScopedQuerySet["Post"]):
    """Saved vacancies in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """All of the organisation for HR, planners, administrators and controllers; else one's own.

        A manager sees the vacancies that the manager has saved.
        """
        everything = organisation_ids(user, *KEEPERS, Role.CONTROLLER)
        own = models.Q(created_by=user.pk, organisation__in=organisation_ids(user))
        return self.filter(models.Q(organisation__in=everything) | own)


class Post(models.Model):
    """A vacancy with its rules and what they reached when it was saved.

    ``rules`` are the form's plain values; ``figures`` the frozen reach with its sources.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name"), max_length=160)
    rules = models.JSONField()
    figures = models.JSONField()
    figures_hash = models.CharField(max_length=64)
    advert_sv = models.TextField(_("text in Swedish"), max_length=4000, blank=True)
    advert_en = models.TextField(_("text in English"), max_length=4000, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(_("saved"), auto_now_add=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        ordering = ("-created", "-pk")
        indexes: ClassVar = [models.Index(fields=["organisation", "-created"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the vacancy."""
        return reverse("location:post", args=[self.pk])
