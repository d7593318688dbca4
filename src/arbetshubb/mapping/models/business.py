"""Business trips: sums from travel expenses and invoices, by means of travel, unit and period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.mapping.models.files import ReadFile, ReadFileQuerySet
from arbetshubb.mapping.roles import READERS
from arbetshubb.mapping.rules.business_file import TripMode
from arbetshubb.people.models import ImportStatus

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class BusinessFileQuerySet(ReadFileQuerySet["BusinessFile"]):
    """Files of business trips in domain words."""


class BusinessFile(ReadFile):
    """The business trips of a year, as one file held them."""

    objects = BusinessFileQuerySet.as_manager()

    class Meta(ReadFile.Meta):
        verbose_name = _("file of business trips")
        verbose_name_plural = _("files of business trips")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ImportStatus.values), name="business_status_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "label"],
                condition=models.Q(status=ImportStatus.APPLIED),
                name="business_file_once",
            ),
        ]


class BusinessTripQuerySet(ScopedQuerySet["BusinessTrip"]):
    """Sums of trips in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations whose mapping the user sees."""
        return self.filter(file__organisation__in=organisation_ids(user, *READERS))


class BusinessTrip(models.Model):
    """The sum of one unit's trips by one means in one period."""

    file = models.ForeignKey(BusinessFile, on_delete=models.CASCADE, related_name="trips")
    unit = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=16)
    period = models.CharField(max_length=7)
    km = models.FloatField()
    kronor = models.FloatField(null=True)

    objects = BusinessTripQuerySet.as_manager()

    class Meta:
        verbose_name = _("business trips")
        verbose_name_plural = _("business trips")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode__in=[mode.value for mode in TripMode]),
                name="business_mode_known",
            ),
            models.CheckConstraint(
                condition=models.Q(km__gte=0)
                & (models.Q(kronor__isnull=True) | models.Q(kronor__gte=0)),
                name="business_trip_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mode} {self.period}"
