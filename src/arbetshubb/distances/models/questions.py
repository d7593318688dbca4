"""Questions about a distance: who asks, what was shown, what they say, what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.places import Cell
from arbetshubb.distances.models.known import DECIDERS, KnownDistance
from arbetshubb.distances.rules.questions import KEPT_AFTER_DECISION, MOST_KM, QuestionStatus
from arbetshubb.distances.rules.ways import Way
from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.places.models import Place

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

QUESTION_LABELS = {
    QuestionStatus.OPEN: pgettext_lazy("status of a question", "Not answered yet"),
    QuestionStatus.CORRECTED: pgettext_lazy("status of a question", "Corrected"),
    QuestionStatus.KEPT: pgettext_lazy("status of a question", "Kept as it was"),
}
_QUALITIES = ["network", "estimate"]


class QuestionQuerySet(ScopedQuerySet["DistanceQuestion"]):
    """Questions in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """One's own, and those asked in organisations where the user answers questions."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            models.Q(asked_by=user.pk)
            | models.Q(organisation__in=organisation_ids(user, *DECIDERS))
        )

    def to_answer_by(self, user: AnyUser) -> Self:
        """Those asked in organisations where the user answers questions."""
        return self.filter(organisation__in=organisation_ids(user, *DECIDERS))

    def asked_by_user(self, user: AnyUser) -> Self:
        """The user's own."""
        return self.filter(asked_by=user.pk)

    def open(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(status=QuestionStatus.OPEN)

    def due(self, *, now: datetime) -> Self:
        """Answered so long ago that the square they were asked from is to be forgotten."""
        return self.filter(decided__lt=now - KEPT_AFTER_DECISION).exclude(origin_cell="")


class DistanceQuestion(models.Model):
    """Somebody says that a distance is wrong.

    ``shown_…`` keep what the page said when they asked. The square is the asker's own matter:
    some months after the answer it is emptied with everything that could tell it.
    """

    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField(_("asked"), auto_now_add=True)
    origin_cell = models.CharField(_("from (square)"), max_length=16, blank=True)
    origin_text = models.CharField(_("from"), max_length=120, blank=True)
    destination = models.ForeignKey(
        Place, verbose_name=_("to"), on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    shown_km = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    shown_minutes = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    shown_quality = models.CharField(max_length=10)
    shown_source = models.CharField(max_length=300)
    shown_date = models.DateField(null=True)
    said_km = models.DecimalField(
        _("kilometres"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    said_why = models.CharField(_("why"), max_length=1000, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=[(str(status), label) for status, label in QUESTION_LABELS.items()],
        default=QuestionStatus.OPEN,
    )
    decided = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(_("reason"), max_length=400, blank=True)
    decided_km = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    correction = models.ForeignKey(
        KnownDistance, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    forgotten = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a distance")
        verbose_name_plural = _("questions about distances")
        ordering = ("-asked", "-pk")
        indexes: ClassVar = [models.Index(fields=["organisation", "status"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="question_status_known",
                condition=models.Q(status__in=[str(status) for status in QuestionStatus]),
            ),
            models.CheckConstraint(
                name="question_decided_when_answered",
                condition=models.Q(status=QuestionStatus.OPEN, decided__isnull=True)
                | (
                    ~models.Q(status=QuestionStatus.OPEN)
                    & models.Q(decided__isnull=False, decided_by__isnull=False)
                    & ~models.Q(decision_reason="")
                ),
            ),
            models.CheckConstraint(
                name="question_said_km_possible",
                condition=models.Q(said_km__isnull=True)
                | models.Q(said_km__gte=0, said_km__lte=MOST_KM),
            ),
            models.CheckConstraint(
                name="question_quality_known",
                condition=models.Q(shown_quality__in=_QUALITIES),
            ),
            models.CheckConstraint(
                name="question_open_has_square",
                condition=~models.Q(status=QuestionStatus.OPEN) | ~models.Q(origin_cell=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the question."""
        return reverse("distances:question", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered."""
        return self.status == QuestionStatus.OPEN

    @property
    def is_forgotten(self) -> bool:
        """Whether the square is emptied."""
        return self.forgotten is not None

    @property
    def cell(self) -> Cell | None:
        """The square it was asked from, while it is kept."""
        return Cell.from_id(self.origin_cell) if self.origin_cell else None
