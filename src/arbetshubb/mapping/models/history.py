"""Frozen pictures of an organisation's commuting, and consents to be compared with another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.roles import READERS
from arbetshubb.mapping.rules.frozen import Frozen, frozen_from_json
from arbetshubb.people.models import ImportBatch

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class SnapshotQuerySet(ScopedQuerySet["Snapshot"]):
    """Frozen pictures in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user reads the mapping."""
        return self.filter(organisation__in=organisation_ids(user, *READERS))

    def of(self, organisation: Organisation) -> Self:
        """Those of one organisation, oldest first."""
        return self.filter(organisation=organisation).order_by("taken", "pk")


class Snapshot(models.Model):
    """One organisation's commuting as it was after an import.

    ``picture`` holds coarse, protected figures only (``rules.frozen``). ``batch`` is empty for a
    picture of people who were there before pictures were kept.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.SET_NULL, related_name="+")
    taken = models.DateTimeField(_("date"))
    picture = models.JSONField(encoder=DjangoJSONEncoder)
    constants_version = models.CharField(max_length=12)
    quality = models.CharField(max_length=10)
    inputs_hash = models.CharField(max_length=16)
    created = models.DateTimeField(auto_now_add=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept picture")
        verbose_name_plural = _("kept pictures")
        ordering = ["taken", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "batch"], name="snapshot_once_an_import"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "taken"])]

    def __str__(self) -> str:
        return f"{self.organisation} {self.taken:%Y-%m-%d}"

    @property
    def frozen(self) -> Frozen:
        """The figures."""
        return frozen_from_json(self.picture)


class ComparisonConsentQuerySet(ScopedQuerySet["ComparisonConsent"]):
    """Consents in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those given by or to organisations where the user reads the mapping."""
        own = organisation_ids(user, *READERS)
        return self.filter(models.Q(organisation__in=own) | models.Q(other__in=own))

    def standing(self, today: date) -> Self:
        """Not withdrawn and not past: in force today or later."""
        is_open = models.Q(valid_to=None) | models.Q(valid_to__gte=today)
        return self.filter(is_open, withdrawn=None)

    def in_force(self, today: date) -> Self:
        """Those that hold today."""
        return self.standing(today).filter(valid_from__lte=today)


class ComparisonConsent(models.Model):
    """``organisation`` agrees to be compared with ``other``; both must, for anything to be seen.

    Days are whole and both included. A withdrawn consent stays as a row: it says what held when.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to and including"), null=True, blank=True)
    given = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ComparisonConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to be compared")
        verbose_name_plural = _("consents to be compared")
        ordering = ["-given"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("other")),
                name="comparison_with_another",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="comparison_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation", "other"],
                condition=models.Q(withdrawn=None),
                name="comparison_consent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.other}"
