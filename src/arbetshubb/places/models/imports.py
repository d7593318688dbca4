"""Files of places that have been read and wait for a person to look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.places.models.places import KEEPERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class ImportStatus(models.TextChoices):
    """How far an import has come."""

    FAULTY = "faulty", pgettext_lazy("status of an import", "Has errors")
    CHECKED = "checked", pgettext_lazy("status of an import", "Checked")
    APPLIED = "applied", pgettext_lazy("status of an import", "Applied")
    ABANDONED = "abandoned", pgettext_lazy("status of an import", "Abandoned")


class PlaceImportQuerySet(ScopedQuerySet["PlaceImport"]):
    """Imports in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user keeps the places."""
        return self.filter(organisation__in=organisation_ids(user, *KEEPERS))


class PlaceImport(models.Model):
    """A file of places that has been read and waits for a person to look at it and apply it.

    ``sites`` holds the good rows as plain values, ``details`` what else they say by site id, and
    ``problems`` what was wrong; ``basis`` is a digest of the places that the differences were shown
    against.
    """

    file_name = models.CharField(_("file"), max_length=200)
    created = models.DateTimeField(_("uploaded"), auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=12, choices=ImportStatus.choices)
    sites = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    basis = models.CharField(max_length=64, blank=True)
    applied = models.DateTimeField(null=True)

    objects = PlaceImportQuerySet.as_manager()

    class Meta:
        ordering = ("-created",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="place_import_status_known",
                condition=models.Q(status__in=ImportStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
