"""The inventory: what is known and lacking in each municipality, and notes about one place."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arbetshubb.foundation.access import role_required
from arbetshubb.places.actions import (
    TooManyPhotos,
    add_contact,
    add_photo,
    add_visit,
    remove_contact,
    remove_photo,
)
from arbetshubb.places.display.inventory import gap_cards, gaps_table, inventory_table
from arbetshubb.places.export import inventory_workbook
from arbetshubb.places.forms import ContactForm, PhotoForm, VisitForm
from arbetshubb.places.models import Place, PlaceContact, PlacePhoto
from arbetshubb.places.permissions import INVENTORY_READERS, KEEPERS, may_keep
from arbetshubb.places.queries import municipal_inventory
from arbetshubb.places.views.finding import place_of, place_to_change, status_of, user_of
from arbetshubb.places.views.listing import workbook_answer


@require_GET
@role_required(*INVENTORY_READERS)
def inventory(request: HttpRequest) -> HttpResponse:
    """What is known of places in each municipality, and what is lacking."""
    rows = municipal_inventory(request.user, today=timezone.localdate())
    context = {
        "rows": rows,
        "table": inventory_table(rows).read(request.GET),
        "gaps": gaps_table(rows),
        "cards": gap_cards(rows),
        "complete": sum(not row.gaps for row in rows),
        "may_keep": may_keep(request.user),
    }
    return render(request, "places/inventory.html", context)


@require_GET
@role_required(*INVENTORY_READERS)
def export(request: HttpRequest) -> HttpResponse:
    """The inventory of the municipalities as a workbook."""
    rows = municipal_inventory(request.user, today=timezone.localdate())
    return workbook_answer(inventory_workbook(rows), _("inventory"))


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def new_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for somebody to call."""
    row, form = place_to_change(request, pk), ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_contact(user_of(request), row, form.contact)
        messages.success(request, _("The contact was added."))
        return redirect(row)
    return _form(request, row, form, _("Add a contact"), _("Save the contact"))


@require_POST
@role_required(*KEEPERS)
def old_contact(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    """Nobody to call any more."""
    row = place_to_change(request, pk)
    found = get_object_or_404(PlaceContact.objects.visible_to(request.user), pk=contact, place=row)
    remove_contact(user_of(request), found)
    messages.success(request, _("The contact was removed."))
    return redirect(row)


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def new_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for a visit."""
    row = place_to_change(request, pk)
    form = VisitForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        add_visit(user_of(request), row, form.visit)
        messages.success(request, _("The visit was noted."))
        return redirect(row)
    return _form(request, row, form, _("Note a visit"), _("Save the visit"))


@require_http_methods(["GET", "POST"])
@role_required(*KEEPERS)
def new_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for a picture."""
    row = place_to_change(request, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_photo(
                user_of(request), row, form.picture,
                description=form.cleaned_data["description"],
                is_public=form.cleaned_data["is_public"],
            )  # fmt: skip
        except TooManyPhotos:
            form.add_error("file", _("The place has twelve pictures already. Remove one first."))
        else:
            messages.success(request, _("The picture was added."))
            return redirect(row)
    return _form(request, row, form, _("Add a picture"), _("Save the picture"))


@require_POST
@role_required(*KEEPERS)
def old_photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """The picture goes."""
    row = place_to_change(request, pk)
    found = get_object_or_404(PlacePhoto.objects.visible_to(request.user), pk=photo, place=row)
    remove_photo(user_of(request), found)
    messages.success(request, _("The picture was removed."))
    return redirect(row)


@require_GET
@login_required
def photo(request: HttpRequest, pk: int, photo: int) -> HttpResponseBase:
    """The picture itself, for whoever may see the place."""
    row = place_of(request, pk)
    found = get_object_or_404(PlacePhoto.objects.visible_to(request.user), pk=photo, place=row)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _form(
    request: HttpRequest, row: Place, form: forms.Form, title: str, save: str
) -> HttpResponse:
    context = {"place": row, "form": form, "form_title": title, "save_text": save}
    return render(request, "places/note.html", context, status=status_of(form))
