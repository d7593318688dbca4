"""Travel surveys: waves of answers that nobody can be known by. No text in own words, no times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from arbetshubb.analysis.workforce import Mode
from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.mapping.models.files import ReadFile, ReadFileQuerySet
from arbetshubb.mapping.roles import READERS
from arbetshubb.people.models import ImportStatus

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class SurveyWaveQuerySet(ReadFileQuerySet["SurveyWave"]):
    """Waves in domain words."""


class SurveyWave(ReadFile):
    """One time the survey was asked. ``asked`` is how many got it; 0 means all in the register."""

    asked = models.PositiveIntegerField(_("how many were asked"), default=0)

    objects = SurveyWaveQuerySet.as_manager()

    class Meta(ReadFile.Meta):
        verbose_name = _("travel survey")
        verbose_name_plural = _("travel surveys")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ImportStatus.values), name="survey_status_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "label"],
                condition=models.Q(status=ImportStatus.APPLIED),
                name="survey_wave_once",
            ),
        ]


class SurveyAnswerQuerySet(ScopedQuerySet["SurveyAnswer"]):
    """Answers in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of waves the user may reckon with; single answers are shown to nobody."""
        return self.filter(wave__organisation__in=organisation_ids(user, *READERS))


class SurveyAnswer(models.Model):
    """One answer as coarse as it is kept (``rules.survey_file.Answer`` says what each means).

    Rows lie in the order of their values, so that the order in which people answered is gone.
    """

    wave = models.ForeignKey(SurveyWave, on_delete=models.CASCADE, related_name="answers")
    unit = models.CharField(max_length=120, blank=True)
    home_municipality = models.CharField(max_length=60)
    home_cell = models.CharField(max_length=16, blank=True)
    workplace = models.CharField(max_length=40, blank=True)
    mode_winter = models.CharField(max_length=16)
    mode_summer = models.CharField(max_length=16)
    office_days = models.FloatField()
    home_days = models.FloatField()
    hub_days = models.FloatField()
    in_car = models.PositiveSmallIntegerField(default=1)
    fuel = models.CharField(max_length=16, blank=True)
    km = models.SmallIntegerField(default=-1)
    willing = models.JSONField(default=list)
    reasons = models.JSONField(default=list)

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a travel survey")
        verbose_name_plural = _("answers to a travel survey")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode_winter__in=[mode.value for mode in Mode])
                & models.Q(mode_summer__in=[mode.value for mode in Mode]),
                name="survey_modes_known",
            ),
            models.CheckConstraint(
                condition=models.Q(office_days__gte=0, home_days__gte=0, hub_days__gte=0)
                & models.Q(office_days__lte=7, home_days__lte=7, hub_days__lte=7),
                name="survey_days_in_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave}"
