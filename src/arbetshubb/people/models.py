"""Units, employees as planned for, and imports of them. No name, address or raw id is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.workforce import Mode
from arbetshubb.foundation.access import Role, ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

READERS = (Role.PLANNER, Role.HR, Role.ADMINISTRATOR)


class TravelMode(models.TextChoices):
    """The main way a person travels to work; the words for ``analysis.workforce.Mode``."""

    CAR = Mode.CAR.value, _("car")
    ELECTRIC_CAR = Mode.ELECTRIC_CAR.value, _("electric car")
    BUS = Mode.BUS.value, _("bus")
    TRAIN = Mode.TRAIN.value, _("train")
    BICYCLE = Mode.BICYCLE.value, _("bicycle")
    WALK = Mode.WALK.value, _("on foot")


class UnitQuerySet(ScopedQuerySet["Unit"]):
    """Units in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of the user's organisations."""
        return self.filter(organisation__in=organisation_ids(user))

    def of(self, organisation: Organisation) -> Self:
        """Those of one organisation."""
        return self.filter(organisation=organisation)

    def with_counts(self) -> Self:
        """With ``people_count``."""
        return self.annotate(people_count=models.Count("person")).order_by("name")

    def empty(self) -> Self:
        """Without people and without units under them."""
        return self.filter(person__isnull=True, unit__isnull=True)


class Unit(models.Model):
    """A part of an organisation, named as in the file it came from."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(ScopedQuerySet["Person"]):
    """Employees in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user is planner, HR or administrator."""
        return self.filter(organisation__in=organisation_ids(user, *READERS))

    def of(self, organisation: Organisation) -> Self:
        """Those of one organisation."""
        return self.filter(organisation=organisation)


class Person(models.Model):
    """One employee: where they live to 1 km, where they work and how their week looks.

    ``pseudonym`` is a keyed hash of the employer's own id (``rules``: ``pseudonym_of``); the id
    itself is never stored. Days are days a week now.
    """

    DAYS = [MinValueValidator(0), MaxValueValidator(7)]

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT)
    pseudonym = models.CharField(max_length=64, editable=False)
    home_cell = models.CharField(_("home square"), max_length=16)
    home_municipality = models.CharField(_("municipality"), max_length=60)
    workplace = models.CharField(_("workplace"), max_length=40)
    office_days = models.DecimalField(_("office days"), max_digits=3, decimal_places=2)
    home_days = models.DecimalField(_("home days"), max_digits=3, decimal_places=2)
    hub_days = models.DecimalField(_("hub days"), max_digits=3, decimal_places=2)
    mode = models.CharField(_("travels by"), max_length=16, choices=TravelMode.choices)
    is_remote_eligible = models.BooleanField(_("may work remotely"))
    is_complex_issue = models.BooleanField(_("complex issue"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["unit__name", "pseudonym"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "pseudonym"], name="person_once_an_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=TravelMode.values), name="person_mode_known"
            ),
            models.CheckConstraint(
                condition=models.Q(office_days__gte=0, home_days__gte=0, hub_days__gte=0)
                & models.Q(office_days__lte=7, home_days__lte=7, hub_days__lte=7),
                name="person_days_in_a_week",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "unit"])]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """A short name for screens, ``7F3A-91C2``: enough to tell people of one employer apart."""
        return code_of(self.pseudonym)


class ImportStatus(models.TextChoices):
    """How far an import has come."""

    FAULTY = "faulty", pgettext_lazy("status of an import", "has errors")
    CHECKED = "checked", pgettext_lazy("status of an import", "checked")
    APPLIED = "applied", pgettext_lazy("status of an import", "applied")
    ABANDONED = "abandoned", pgettext_lazy("status of an import", "abandoned")


class ImportBatchQuerySet(ScopedQuerySet["ImportBatch"]):
    """Imports in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user is planner, HR or administrator."""
        return self.filter(organisation__in=organisation_ids(user, *READERS))

    def of(self, organisation: Organisation) -> Self:
        """Those of one organisation."""
        return self.filter(organisation=organisation)

    def expired(self, *, now: datetime) -> Self:
        """Still holding rows after their time."""
        waiting = [ImportStatus.CHECKED, ImportStatus.FAULTY]
        old = self.filter(status__in=waiting, created__lt=now - ImportBatch.KEPT)
        return old.exclude(rows__isnull=True, problems=[])


class ImportBatch(models.Model):
    """One uploaded file: what was wrong with it, what it would change, whether it was applied.

    ``rows`` holds the parsed people (pseudonyms and cells) only until the batch is applied or
    ``KEPT`` has passed. ``basis`` is a digest of the people the diff was made against.
    """

    KEPT = timedelta(hours=24)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    file_name = models.CharField(_("file"), max_length=200)
    created = models.DateTimeField(_("uploaded"), auto_now_add=True)
    applied = models.DateTimeField(null=True)
    status = models.CharField(_("status"), max_length=10, choices=ImportStatus.choices)
    basis = models.CharField(max_length=64, blank=True)
    rows = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    problems = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    row_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    gone_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    protected_count = models.PositiveIntegerField(default=0)
    gone_were_removed = models.BooleanField(default=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff import")
        verbose_name_plural = _("staff imports")
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ImportStatus.values), name="import_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


def code_of(pseudonym: str) -> str:
    """The short form of a pseudonym for screens."""
    return f"{pseudonym[:4]}-{pseudonym[4:8]}".upper()
