"""What people note about a place: whom to call, that they were there, what it looks like."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction

from arbetshubb.foundation.audit import record_change
from arbetshubb.places.actions.places import locked_place
from arbetshubb.places.models import Place, PlaceContact, PlacePhoto, PlaceVisit
from arbetshubb.places.pictures import Picture
from arbetshubb.places.rules.details import Contact, Visit

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

MOST_PHOTOS = 12


class TooManyPhotos(ValueError):
    """The place has as many pictures as it may have."""


@transaction.atomic
def add_contact(user: User, place: Place, contact: Contact) -> PlaceContact:
    """Somebody to call about the place. The log says that, not who.

    Raises:
        NotYourPlace: the place belongs to another organisation.
    """
    row = PlaceContact(place=locked_place(user, place), **asdict(contact))
    row.full_clean()
    row.save()
    record_change(actor=user, thing=row, verb="added", after={"place": place.pk})
    return row


@transaction.atomic
def remove_contact(user: User, contact: PlaceContact) -> None:
    """Nobody to call any more.

    Raises:
        NotYourPlace: the place belongs to another organisation.
    """
    locked_place(user, contact.place)
    record_change(actor=user, thing=contact, verb="removed", before={"place": contact.place_id})
    contact.delete()


@transaction.atomic
def add_visit(user: User, place: Place, visit: Visit) -> PlaceVisit:
    """A visit to the place; visits are kept for good, a later one takes over.

    Raises:
        NotYourPlace: the place belongs to another organisation.
    """
    row = PlaceVisit(
        place=locked_place(user, place),
        visited_on=visit.visited_on,
        visited_by=visit.visited_by,
        verdict=visit.verdict.value,
        findings=visit.findings,
        recorded_by=user,
    )
    row.full_clean()
    row.save()
    record_change(
        actor=user, thing=row, verb="added",
        after={"place": place.pk, "visited_on": visit.visited_on.isoformat()},
    )  # fmt: skip
    return row


@transaction.atomic
def add_photo(
    user: User, place: Place, picture: Picture, *, description: str, is_public: bool
) -> PlacePhoto:
    """A picture of the place.

    Raises:
        NotYourPlace: the place belongs to another organisation.
        TooManyPhotos: it has ``MOST_PHOTOS`` already.
    """
    locked = locked_place(user, place)
    if locked.photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos
    row = PlacePhoto(
        place=locked,
        width=picture.width,
        height=picture.height,
        description=description,
        is_public=is_public,
        added_by=user,
    )
    row.file.save("", ContentFile(picture.content), save=False)
    row.save()
    record_change(actor=user, thing=row, verb="added", after={"place": place.pk})
    return row


@transaction.atomic
def remove_photo(user: User, photo: PlacePhoto) -> None:
    """The picture is gone, its file too once the change is certain.

    Raises:
        NotYourPlace: the place belongs to another organisation.
    """
    locked_place(user, photo.place)
    record_change(actor=user, thing=photo, verb="removed", before={"place": photo.place_id})
    storage, name = photo.file.storage, str(photo.file.name)
    photo.delete()
    transaction.on_commit(lambda: storage.delete(name))
