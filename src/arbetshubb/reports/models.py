"""Files that took long to make and wait to be fetched. Only protected figures are in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import ScopedQuerySet

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class PrintedKind(models.TextChoices):
    """What the file is."""

    PDF = "pdf", _("One PDF with all municipalities")
    ZIP = "zip", _("A ZIP with one PDF for each municipality")


class PrintedFileQuerySet(ScopedQuerySet["PrintedFile"]):
    """Printed files in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """The user's own: each asks for pages of what that person may see."""
        return self.filter(owner=user.pk)

    def expired(self, *, now: datetime) -> Self:
        """Those that nobody fetches any more."""
        return self.filter(created__lt=now - PrintedFile.KEPT)


class PrintedFile(models.Model):
    """The municipal pages as one file, kept for a week."""

    KEPT = timedelta(days=7)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    kind = models.CharField(max_length=4, choices=PrintedKind.choices)
    name = models.CharField(_("file"), max_length=120)
    content = models.BinaryField()
    inputs_hash = models.CharField(max_length=16)
    created = models.DateTimeField(_("made"), auto_now_add=True)

    objects = PrintedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed file")
        verbose_name_plural = _("printed files")
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=PrintedKind.values), name="printed_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
