"""Tables of published statistics, and every edition of them that has been brought in.

The figures of an edition are kept as one compressed block of columns (ADR 12): they are written
once, read as a whole and never changed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import Role, ScopedQuerySet, has_role
from arbetshubb.foundation.models import User
from arbetshubb.statistics.rules.figures import Figures
from arbetshubb.statistics.rules.kinds import Kind

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

READERS: Final = (Role.PLANNER, Role.HR, Role.CONTROLLER, Role.ADMINISTRATOR)
"""Those who see the mapping, which the statistics stand beside."""

IMPORTERS: Final = (Role.PLANNER, Role.ADMINISTRATOR)


class DatasetKind(models.TextChoices):
    """What statistics are about, in words."""

    COMMUTING = Kind.COMMUTING.value, _("Commuting between municipalities")
    MIGRATION = Kind.MIGRATION.value, _("In- and out-migration")
    POPULATION_CELLS = Kind.POPULATION_CELLS.value, _("Population by 1 km square")
    POPULATION_AREAS = Kind.POPULATION_AREAS.value, _("Population by small area (DeSO)")
    KEY_FIGURES = Kind.KEY_FIGURES.value, _("Key figures by municipality")


class EditionStatus(models.TextChoices):
    """Where an edition is in its life."""

    READING = "reading", pgettext_lazy("status of statistics", "Being read")
    FAULTY = "faulty", pgettext_lazy("status of statistics", "Has errors")
    CHECKED = "checked", pgettext_lazy("status of statistics", "Checked")
    IN_USE = "in_use", pgettext_lazy("status of statistics", "In use")
    REPLACED = "replaced", pgettext_lazy("status of statistics", "Replaced")
    ABANDONED = "abandoned", pgettext_lazy("status of statistics", "Put away")


class DatasetQuerySet(ScopedQuerySet["Dataset"]):
    """Statistics in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """All of them, to those who read statistics: they are public and nobody's own."""
        return self if has_role(user, *READERS) else self.none()

    def in_use(self) -> Self:
        """Those with an edition in use."""
        return self.filter(editions__status=EditionStatus.IN_USE).distinct()


class Dataset(models.Model):
    """One published table, whatever editions of it there are."""

    kind = models.CharField(_("kind"), max_length=20, choices=DatasetKind.choices)
    table_id = models.CharField(_("table"), max_length=80)
    title_sv = models.CharField(_("title in Swedish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    publisher = models.CharField(_("publisher"), max_length=120)
    licence = models.CharField(_("licence"), max_length=60)
    source_url = models.CharField(_("where it is published"), max_length=300, blank=True)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        verbose_name = _("statistics")
        verbose_name_plural = _("statistics")
        ordering = ["kind", "table_id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "table_id"], name="dataset_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=DatasetKind.values), name="dataset_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page about it."""
        return reverse("statistics:dataset", args=[self.pk])

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        is_swedish = (get_language() or "").startswith("sv")
        return self.title_sv if is_swedish or not self.title_en else self.title_en

    @property
    def source(self) -> str:
        """How the publisher asks to be named."""
        return f"{self.publisher}, {self.table_id}"


class SeriesBreak(models.Model):
    """From ``period`` on, figures cannot be compared with those before."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="breaks")
    period = models.CharField(_("first year after the break"), max_length=4)
    note_sv = models.CharField(_("what changed"), max_length=300)
    note_en = models.CharField(_("what changed, in English"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("break in series")
        verbose_name_plural = _("breaks in series")
        ordering = ["period"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "period"], name="break_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.note}"

    @property
    def note(self) -> str:
        """What changed, in the reader's language."""
        is_swedish = (get_language() or "").startswith("sv")
        return self.note_sv if is_swedish or not self.note_en else self.note_en


class EditionQuerySet(ScopedQuerySet["Edition"]):
    """Editions in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those in use now or before; to those who import, all."""
        if has_role(user, *IMPORTERS):
            return self
        if not has_role(user, *READERS):
            return self.none()
        return self.filter(status__in=[EditionStatus.IN_USE, EditionStatus.REPLACED])

    def in_use(self) -> Self:
        """The editions that pages and calculations read."""
        return self.filter(status=EditionStatus.IN_USE)

    def light(self) -> Self:
        """Without their figures and files, for lists."""
        return self.defer("columns", "content")


class Edition(models.Model):
    """What a file or a fetch brought: figures, where they come from and what was wrong.

    ``number`` counts the editions of a dataset that have been taken into use.
    """

    dataset = models.ForeignKey(
        Dataset, null=True, on_delete=models.CASCADE, related_name="editions"
    )
    number = models.PositiveIntegerField(null=True)
    status = models.CharField(
        pgettext_lazy("column heading", "Status"), max_length=10, choices=EditionStatus.choices
    )
    file_name = models.CharField(_("file"), max_length=200)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    mark = models.CharField(max_length=80, blank=True)
    """The publisher's own word for the state of the table that was fetched."""
    is_fetched = models.BooleanField(_("fetched from the publisher"), default=False)
    is_example = models.BooleanField(_("invented example"), default=False)
    is_adjusted = models.BooleanField(_("adjusted by the publisher"), default=False)
    published = models.DateField(_("published"), null=True)
    periods = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    figure_count = models.PositiveIntegerField(default=0)
    unknown_count = models.PositiveIntegerField(default=0)
    columns = models.BinaryField(null=True)
    content = models.BinaryField(null=True)
    problems = models.JSONField(default=list)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    applied = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["dataset", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=EditionStatus.values), name="edition_status_known"
            ),
            models.UniqueConstraint(
                fields=["dataset"],
                condition=models.Q(status="in_use"),
                name="edition_one_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @cached_property
    def figures(self) -> Figures:
        """The figures as columns."""
        return Figures.from_bytes(bytes(self.columns or b""))

    @property
    def years(self) -> str:
        """``2024`` or ``2020–2024``."""
        if not self.periods:
            return ""
        first, last = self.periods[0], self.periods[-1]
        return first if first == last else f"{first}–{last}"
