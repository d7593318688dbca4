"""Analyses as they were on a day, and targets that an organisation has set. Aggregates only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation
from arbetshubb.mapping.roles import READERS

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class AnalysisSource(models.TextChoices):
    """What an analysis was reckoned from."""

    REGISTER = "register", pgettext_lazy("source of an analysis", "the staff register")
    SURVEY = "survey", pgettext_lazy("source of an analysis", "a travel survey")
    BOTH = "both", pgettext_lazy("source of an analysis", "the staff register and a travel survey")
    REPORT = "report", pgettext_lazy("source of an analysis", "an old report")


class OwnedQuerySet[M: models.Model](ScopedQuerySet[M]):
    """Rows that belong to an organisation whose mapping one sees."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user reads the mapping."""
        return self.filter(organisation__in=organisation_ids(user, *READERS))

    def of(self, organisation: Organisation) -> Self:
        """Those of one organisation."""
        return self.filter(organisation=organisation)


class SavedAnalysisQuerySet(OwnedQuerySet["SavedAnalysis"]):
    """Analyses in domain words."""


class SavedAnalysis(models.Model):
    """How commuting was on a day: frozen, so that years can be compared.

    ``figures`` holds the protected breakdowns as they were shown and ``table`` the activity by
    mode (people and km) that another year's constants can be laid on. Neither describes fewer
    people than the limit. A row from an old report has only ``table``.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    source = models.CharField(max_length=10, choices=AnalysisSource.choices)
    source_text = models.CharField(_("source"), max_length=200, blank=True)
    quality = models.CharField(max_length=10)
    roads = models.CharField(max_length=200, blank=True)
    constants_version = models.CharField(max_length=12, blank=True)
    inputs_hash = models.CharField(max_length=16, blank=True)
    table = models.JSONField(encoder=DjangoJSONEncoder)
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created = models.DateTimeField(_("saved"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = SavedAnalysisQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved analysis")
        verbose_name_plural = _("saved analyses")
        ordering = ["-year", "-created"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "name"], name="analysis_name_once"
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=AnalysisSource.values),
                name="analysis_source_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name with its year, once."""
        return self.name if str(self.year) in self.name else f"{self.name} {self.year}"


class SavedTargetQuerySet(OwnedQuerySet["SavedTarget"]):
    """Targets in domain words."""


class SavedTarget(models.Model):
    """A target for an organisation's commuting, and the measures that are to reach it.

    ``parts`` says how many people take each measure, by the measure's key; ``result`` what that
    gave when it was saved. ``hubs`` are ids of the sites that the hub days are spent at.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    cut_percent = models.PositiveSmallIntegerField(
        _("how much less"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    source = models.CharField(max_length=10, choices=AnalysisSource.choices)
    parts = models.JSONField(default=dict)
    hubs = models.JSONField(default=list)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    constants_version = models.CharField(max_length=12)
    inputs_hash = models.CharField(max_length=16)
    created = models.DateTimeField(_("saved"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = SavedTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="target_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
