"""The table of the plans room: a scenario with its demands and its result."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.hubplan import PlanOptions, PublishedPlan, published_from_json
from arbetshubb.foundation.access import Role, ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Job, JobStatus, Organisation, User
from arbetshubb.plans.rules import options_from_json

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

READERS = (Role.PLANNER, Role.ADMINISTRATOR, Role.CONTROLLER)
MAKERS = (Role.PLANNER, Role.ADMINISTRATOR)


class ScenarioStatus(models.TextChoices):
    """How far a scenario has come."""

    DRAFT = "draft", pgettext_lazy("status of a scenario", "Draft")
    QUEUED = "queued", pgettext_lazy("status of a scenario", "Waiting")
    RUNNING = "running", pgettext_lazy("status of a scenario", "Being made")
    DONE = "done", pgettext_lazy("status of a scenario", "Done")
    INFEASIBLE = "infeasible", pgettext_lazy("status of a scenario", "Demands conflict")
    FAILED = "failed", pgettext_lazy("status of a scenario", "Stopped by a fault")
    CANCELLED = "cancelled", pgettext_lazy("status of a scenario", "Cancelled")


UNDER_WAY = frozenset({ScenarioStatus.QUEUED, ScenarioStatus.RUNNING})

_STATE_OF_JOB = {
    JobStatus.QUEUED: ScenarioStatus.QUEUED,
    JobStatus.RUNNING: ScenarioStatus.RUNNING,
    JobStatus.CANCELLED: ScenarioStatus.CANCELLED,
}


class Scope(models.TextChoices):
    """Whose staff a plan is made for."""

    OWN = "own", _("Our own staff")
    POOLED = "pooled", _("The staff of all employers together")


class ScenarioQuerySet(ScopedQuerySet["Scenario"]):
    """Scenarios in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user plans, administers or controls."""
        return self.filter(organisation__in=organisation_ids(user, *READERS))

    def done(self) -> Self:
        """Those that have a plan to show."""
        return self.filter(status=ScenarioStatus.DONE)

    def light(self) -> Self:
        """Without the plan itself, which is large, and with what a list needs."""
        return self.defer("plan_json").select_related("job", "organisation", "created_by")


class Scenario(models.Model):
    """What a planner asked for, and the plan that came of it.

    ``options`` is ``PlanOptions`` as plain values; ``assumptions`` the constants the planner moved.
    ``plan_json`` is the published plan, small groups hidden: nothing finer is ever kept.
    ``conflict`` holds, when infeasible, ``{"demands": [...], "sites": [...]}``.
    """

    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.ForeignKey(
        User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField(_("made"), auto_now_add=True)
    scope = models.CharField(_("whose staff"), max_length=10, choices=Scope.choices)
    options = models.JSONField()
    assumptions = models.JSONField(default=dict, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=ScenarioStatus.choices, default=ScenarioStatus.DRAFT
    )
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    copied_from = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="copies"
    )
    inputs_hash = models.CharField(max_length=64, blank=True)
    constants_version = models.CharField(max_length=12, blank=True)
    plan_json = models.JSONField(null=True)
    open_sites = models.JSONField(default=list, blank=True)
    hubs = models.PositiveIntegerField(_("hubs"), null=True)
    cost = models.FloatField(_("SEK a year"), null=True)
    gap = models.FloatField(null=True)
    seconds = models.FloatField(null=True)
    finished = models.DateTimeField(_("finished"), null=True)
    conflict = models.JSONField(default=dict, blank=True)
    failure = models.CharField(max_length=40, blank=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        ordering = ("-created",)
        indexes: ClassVar = [models.Index(fields=["organisation", "-created"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="scenario_done_has_a_plan",
                condition=~models.Q(status=ScenarioStatus.DONE) | models.Q(hubs__isnull=False),
            ),
            models.CheckConstraint(
                name="scenario_status_known",
                condition=models.Q(status__in=ScenarioStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the scenario: its plan, its progress or what stopped it."""
        return reverse("plans:scenario", args=[self.pk])

    @cached_property
    def published(self) -> PublishedPlan | None:
        """The plan, or ``None`` while there is none."""
        return None if self.plan_json is None else published_from_json(self.plan_json)

    @property
    def plan_options(self) -> PlanOptions:
        """The demands."""
        return options_from_json(self.options)

    @property
    def state(self) -> ScenarioStatus:
        """The status, or what became of the job when it ended without telling the scenario.

        That happens when it is cancelled while it waits, or its worker is lost for good.
        """
        status = ScenarioStatus(self.status)
        if status not in UNDER_WAY:
            return status
        if self.job is None:
            return ScenarioStatus.FAILED
        return _STATE_OF_JOB.get(JobStatus(self.job.status), ScenarioStatus.FAILED)

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it or will take it."""
        return self.state in UNDER_WAY
