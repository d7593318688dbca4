"""Location checks: where a new activity could be, what was decided and on what figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.location.roles import READERS
from arbetshubb.people.models import Unit
from arbetshubb.places.models import Place

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class CheckStatus(models.TextChoices):
    """How far a check has come. A decided one never changes, but a new one may replace it."""

    DRAFT = "draft", pgettext_lazy("status of a location check", "Draft")
    DECIDED = "decided", pgettext_lazy("status of a location check", "Decided")
    SUPERSEDED = "superseded", pgettext_lazy("status of a location check", "Replaced")


class Outcome(models.TextChoices):
    """What the check came to."""

    PLACED = "placed", _("Placed outside the centre")
    CENTRE = "centre", _("Stays in the centre")


class LocationCheckQuerySet(ScopedQuerySet["LocationCheck"]):
    """Location checks in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user reads the room."""
        return self.filter(organisation__in=organisation_ids(user, *READERS))

    def in_full(self) -> Self:
        """With everything a list shows."""
        return self.select_related("organisation", "unit", "place", "created_by", "decided_by")


class LocationCheck(models.Model):
    """One new activity, its alternatives and the decision.

    ``figures`` is what the alternatives looked like: for a draft reckoned anew each time it is
    saved, for a decided check frozen with ``figures_hash``. Small groups of staff are in bands.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    activity = models.CharField(_("activity"), max_length=160)
    responsible = models.CharField(_("responsible"), max_length=120)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    posts = models.PositiveIntegerField(_("posts"), validators=[MinValueValidator(1)])
    premises = models.TextField(_("premises needed"), max_length=1000, blank=True)
    municipality = models.CharField(_("chosen municipality"), max_length=60, blank=True)
    place = models.ForeignKey(
        Place, verbose_name=_("chosen place"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=CheckStatus.choices, default=CheckStatus.DRAFT
    )
    registry_number = models.CharField(_("registry number"), max_length=20, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=10, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    deciding_role = models.CharField(_("decided by"), max_length=120, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    figures = models.JSONField(default=dict)
    figures_hash = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(_("made"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    updated = models.DateTimeField(_("updated"), auto_now=True)

    objects = LocationCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("location check")
        verbose_name_plural = _("location checks")
        ordering = ("-created", "-pk")
        indexes: ClassVar = [models.Index(fields=["organisation", "-created"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="location_check_status_known",
                condition=models.Q(status__in=CheckStatus.values),
            ),
            models.CheckConstraint(
                name="location_check_decided_in_full",
                condition=models.Q(status=CheckStatus.DRAFT)
                | (
                    models.Q(decided_on__isnull=False)
                    & ~models.Q(reason="")
                    & ~models.Q(municipality="")
                    & ~models.Q(registry_number="")
                    & ~models.Q(deciding_role="")
                    & ~models.Q(figures_hash="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.activity

    def get_absolute_url(self) -> str:
        """The page of the check."""
        return reverse("location:check", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.status == CheckStatus.DRAFT
