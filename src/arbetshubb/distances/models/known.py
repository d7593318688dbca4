"""Known road distances, which stand in for what an engine says, and files of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.places import Cell, Sweref
from arbetshubb.distances.rules.known_file import KnownRow
from arbetshubb.distances.rules.questions import MOST_KM, MOST_MINUTES
from arbetshubb.distances.rules.squares import straight_km_between
from arbetshubb.foundation.access import Role, ScopedQuerySet, has_role, organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.places.models import Place

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

KEEPERS = (Role.PLANNER, Role.ADMINISTRATOR)
DECIDERS = (Role.PLANNER, Role.HR, Role.ADMINISTRATOR)

MOVED_KM = 0.3
"""A place that has moved farther than this is another destination."""


class KnownQuerySet(ScopedQuerySet["KnownDistance"]):
    """Known ways in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """All for those who keep them: a road is as long for one employer as for another."""
        return self.all() if has_role(user, *KEEPERS) else self.none()

    def active(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn__isnull=True)

    def between(self, origin: Cell, place: Place) -> Self:
        """Those from a square to a place."""
        return self.filter(origin_cell=origin.id, destination=place)


class KnownDistance(models.Model):
    """The way by road from one 1 km square to one place, as somebody knows it.

    Shared by the whole area; rows are added and withdrawn, never changed or deleted, so that a
    figure can be explained by what held when it was made. ``to_north`` and ``to_east`` say where
    the place was: if it has moved since, the way is another and the row counts no longer.
    ``is_approximate`` ones correct an estimate, never a measured road network.
    """

    origin_cell = models.CharField(_("from (square)"), max_length=16)
    origin_text = models.CharField(_("from"), max_length=120)
    is_private_origin = models.BooleanField(default=False)
    destination = models.ForeignKey(
        Place, verbose_name=_("to"), on_delete=models.PROTECT, related_name="+"
    )
    to_north = models.FloatField()
    to_east = models.FloatField()
    km = models.DecimalField(_("km"), max_digits=6, decimal_places=1)
    minutes = models.DecimalField(
        _("minutes"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=200)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    valid_from = models.DateField(_("valid from"))
    is_approximate = models.BooleanField(_("approximate"), default=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        User, verbose_name=_("decided by"), on_delete=models.PROTECT, related_name="+"
    )
    decided = models.DateTimeField(_("decided"), auto_now_add=True)
    withdrawn = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    objects = KnownQuerySet.as_manager()

    class Meta:
        verbose_name = _("known distance")
        verbose_name_plural = _("known distances")
        ordering = ("origin_text", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["origin_cell", "destination"],
                condition=models.Q(withdrawn__isnull=True),
                name="known_distance_once_a_pair",
            ),
            models.CheckConstraint(
                condition=models.Q(km__gte=0, km__lte=MOST_KM), name="known_distance_km_possible"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True)
                | models.Q(minutes__gte=0, minutes__lte=MOST_MINUTES),
                name="known_distance_minutes_possible",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn__isnull=True) | ~models.Q(withdrawn_reason=""),
                name="known_distance_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_text} – {self.destination}"

    @property
    def cell(self) -> Cell:
        """The square it starts in."""
        return Cell.from_id(self.origin_cell)

    @property
    def is_active(self) -> bool:
        """Whether it is not withdrawn."""
        return self.withdrawn is None

    @property
    def counts(self) -> bool:
        """Whether it holds: not withdrawn, and the place lies where it lay."""
        return self.is_active and holds_at(self, self.destination.site.position)

    @property
    def row(self) -> KnownRow:
        """The same as a row of a file."""
        return KnownRow(
            origin_cell=self.origin_cell,
            origin_text=self.origin_text,
            site_id=self.destination.site_id,
            km=float(self.km),
            minutes=None if self.minutes is None else float(self.minutes),
            source=self.source,
            valid_from=self.valid_from,
            is_approximate=self.is_approximate,
        )


class ImportStatus(models.TextChoices):
    """How far an import has come."""

    FAULTY = "faulty", pgettext_lazy("status of an import", "Has errors")
    CHECKED = "checked", pgettext_lazy("status of an import", "Checked")
    APPLIED = "applied", pgettext_lazy("status of an import", "Applied")
    ABANDONED = "abandoned", pgettext_lazy("status of an import", "Abandoned")


class KnownImportQuerySet(ScopedQuerySet["KnownImport"]):
    """Imports in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of organisations where the user keeps known distances."""
        return self.filter(organisation__in=organisation_ids(user, *KEEPERS))


class KnownImport(models.Model):
    """A file of known distances that has been read and waits to be looked at and applied."""

    file_name = models.CharField(_("file"), max_length=200)
    created = models.DateTimeField(_("uploaded"), auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=12, choices=ImportStatus.choices)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    applied = models.DateTimeField(null=True)

    objects = KnownImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of known distances")
        verbose_name_plural = _("files of known distances")
        ordering = ("-created",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="known_import_status_known",
                condition=models.Q(status__in=ImportStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def known_rows(self) -> tuple[KnownRow, ...]:
        """The good rows of the file."""
        return tuple(KnownRow.from_json(values) for values in self.rows)


def holds_at(known: KnownDistance, position: Sweref) -> bool:
    """Whether the way leads to ``position``: the place has not moved since."""
    there = Sweref(known.to_north, known.to_east)
    return straight_km_between(there, position) <= MOVED_KM
