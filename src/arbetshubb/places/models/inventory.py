"""What the inventory knows of a place: whom to call, who has been there, what it looks like."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.access import ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models import Organisation, User
from arbetshubb.places.models.places import KEEPERS, Place
from arbetshubb.places.rules.details import Access, Contact, Verdict, Visit

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

ACCESS_LABELS = {
    Access.STEP_FREE: _("Step-free entrance"),
    Access.WIDE_DOORS: _("Wide doors"),
    Access.LIFT: _("Lift"),
    Access.TOILET: _("Accessible toilet"),
    Access.HEARING_LOOP: _("Hearing loop"),
    Access.PARKING: _("Accessible parking"),
    Access.RAISABLE_DESK: _("Height-adjustable desk"),
    Access.QUIET_ROOM: _("Quiet room"),
}
VERDICT_LABELS = {
    Verdict.SUITABLE: pgettext_lazy("what a visit found", "Suitable"),
    Verdict.AFTER_MEASURES: pgettext_lazy("what a visit found", "Suitable after measures"),
    Verdict.UNSUITABLE: pgettext_lazy("what a visit found", "Not suitable"),
    Verdict.NOT_JUDGED: pgettext_lazy("what a visit found", "Not judged"),
}


class _OfPlaceQuerySet[M: models.Model](ScopedQuerySet[M]):
    """Rows about a place that only those who look after places may see."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those of shared places and of places whose owner the user keeps places for."""
        kept = organisation_ids(user, *KEEPERS)
        if not kept:
            return self.none()
        return self.filter(
            models.Q(place__owner__isnull=True) | models.Q(place__owner__in=list(kept))
        )


class PlaceContactQuerySet(_OfPlaceQuerySet["PlaceContact"]):
    """Contacts in domain words."""


class PlaceContact(models.Model):
    """Whom to call about a place. Never public: the place has fields of its own for that."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="contacts")
    function = models.CharField(_("function"), max_length=80)
    name = models.CharField(_("name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), max_length=120, blank=True)

    objects = PlaceContactQuerySet.as_manager()

    class Meta:
        ordering = ("function", "name", "pk")

    def __str__(self) -> str:
        return self.function

    @property
    def organisation(self) -> Organisation | None:
        """Whose log changes belong to."""
        return self.place.owner

    @property
    def contact(self) -> Contact:
        """The contact as a file says it."""
        return Contact(self.function, self.name, self.phone, self.email)


class PlaceVisitQuerySet(_OfPlaceQuerySet["PlaceVisit"]):
    """Visits in domain words."""


class PlaceVisit(models.Model):
    """Somebody was at the place and looked: when, who and what they found."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="visits")
    visited_on = models.DateField(_("visited"))
    visited_by = models.CharField(_("checked by"), max_length=120)
    verdict = models.CharField(
        _("assessment"), max_length=20, choices=list(VERDICT_LABELS.items()),
        default=Verdict.NOT_JUDGED,
    )  # fmt: skip
    findings = models.TextField(_("what was seen"), blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField(auto_now_add=True)

    objects = PlaceVisitQuerySet.as_manager()

    class Meta:
        ordering = ("-visited_on", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="place_visit_verdict_known",
                condition=models.Q(verdict__in=[str(each) for each in Verdict]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on}"

    @property
    def organisation(self) -> Organisation | None:
        """Whose log changes belong to."""
        return self.place.owner

    @property
    def visit(self) -> Visit:
        """The visit as a file says it."""
        return Visit(self.visited_on, self.visited_by, Verdict(self.verdict), self.findings)


class PlacePhotoQuerySet(ScopedQuerySet["PlacePhoto"]):
    """Photos in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Every photo for whoever is signed in, as the places themselves."""
        return self.all() if user.is_authenticated else self.none()


def photo_path(photo: PlacePhoto, _name: str) -> str:
    """A name that says nothing and cannot be guessed."""
    return f"places/{photo.place_id}/{uuid.uuid4().hex}.webp"


class PlacePhoto(models.Model):
    """A picture of a place, drawn anew when it was given: no hidden data is left in it."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="photos")
    file = models.FileField(upload_to=photo_path, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    description = models.CharField(_("what the picture shows"), max_length=200)
    is_public = models.BooleanField(_("may be shown to everybody"), default=False)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added = models.DateTimeField(auto_now_add=True)

    objects = PlacePhotoQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.description

    def get_absolute_url(self) -> str:
        """Where the picture is fetched."""
        return reverse("places:photo", args=[self.place_id, self.pk])

    @property
    def dialog_id(self) -> str:
        """What the dialog is called that asks before the picture goes."""
        return f"remove-photo-{self.pk}"

    @property
    def organisation(self) -> Organisation | None:
        """Whose log changes belong to."""
        return self.place.owner
