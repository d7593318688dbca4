"""What files of surveys and of business trips have in common: read, then applied or put aside."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.roles import READERS
from arbetshubb.people.models import ImportStatus

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class ReadFileQuerySet[M: models.Model](ScopedQuerySet[M]):
    """Files in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations whose mapping the user sees."""
        return self.filter(organisation__in=organisation_ids(user, *READERS))

    def of(self, organisation: Organisation) -> Self:
        """Those of one organisation."""
        return self.filter(organisation=organisation)

    def applied(self) -> Self:
        """Those that count."""
        return self.filter(status=ImportStatus.APPLIED)

    def expired(self, *, now: datetime) -> Self:
        """Still holding rows after their time."""
        waiting = [ImportStatus.CHECKED, ImportStatus.FAULTY]
        old = self.filter(status__in=waiting, created__lt=now - ReadFile.KEPT)
        return old.exclude(rows__isnull=True, problems=[])


class ReadFile(models.Model):
    """One uploaded file; ``rows`` are kept only until it is applied or ``KEPT`` has passed."""

    KEPT = timedelta(hours=24)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=200)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    label = models.CharField(_("name"), max_length=80)
    created = models.DateTimeField(_("uploaded"), auto_now_add=True)
    applied = models.DateTimeField(null=True)
    status = models.CharField(_("status"), max_length=10, choices=ImportStatus.choices)
    rows = models.JSONField(null=True, default=None, encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    row_count = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["-year", "-created"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the wave is called, with its year once."""
        return self.label if str(self.year) in self.label else f"{self.label} {self.year}"
