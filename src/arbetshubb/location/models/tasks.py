"""How much of a unit's work is bound to where it is done today, as planners have judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.location.roles import READERS
from arbetshubb.people.models import Unit

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class UnitTasksQuerySet(ScopedQuerySet["UnitTasks"]):
    """Judgements in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of units in organisations where the user reads the room."""
        return self.filter(unit__organisation__in=organisation_ids(user, *READERS))


class UnitTasks(models.Model):
    """The share of a unit's tasks that must stay at its present workplace, and why."""

    STEP = 10

    unit = models.OneToOneField(Unit, verbose_name=_("unit"), on_delete=models.CASCADE)
    bound_percent = models.PositiveSmallIntegerField(_("tasks bound to the workplace"))
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    judged = models.DateTimeField(_("judged"), auto_now=True)

    objects = UnitTasksQuerySet.as_manager()

    class Meta:
        verbose_name = _("tasks bound to the workplace")
        verbose_name_plural = _("tasks bound to the workplace")
        ordering = ("unit__name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unit_tasks_percent_on_a_step",
                condition=models.Q(bound_percent__in=list(range(0, 101, 10))),
            ),
            models.CheckConstraint(
                name="unit_tasks_bound_has_a_reason",
                condition=models.Q(bound_percent=0) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.bound_percent} %"

    @property
    def organisation(self) -> Organisation:
        """Whose log changes of it belong to."""
        return self.unit.organisation
