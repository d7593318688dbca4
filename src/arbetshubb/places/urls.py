"""Addresses of the places room."""

from django.urls import path

from arbetshubb.places.views import importing, inventory, listing, place

app_name = "places"
urlpatterns = [
    path("", listing.home, name="home"),
    path("export.xlsx", listing.export, name="export"),
    path("template.xlsx", listing.template, name="template"),
    path("inventory/", inventory.inventory, name="inventory"),
    path("inventory.xlsx", inventory.export, name="inventory_export"),
    path("new/", place.new, name="new"),
    path("import/", importing.import_file, name="import"),
    path("import/<int:pk>/", importing.import_batch, name="import_batch"),
    path("import/<int:pk>/apply/", importing.import_apply, name="import_apply"),
    path("import/<int:pk>/abandon/", importing.import_abandon, name="import_abandon"),
    path("<int:pk>/", place.place, name="place"),
    path("<int:pk>/edit/", place.edit, name="edit"),
    path("<int:pk>/close/", place.close, name="close"),
    path("<int:pk>/open/", place.open_, name="open"),
    path("<int:pk>/contacts/new/", inventory.new_contact, name="new_contact"),
    path("<int:pk>/contacts/<int:contact>/remove/", inventory.old_contact, name="old_contact"),
    path("<int:pk>/visits/new/", inventory.new_visit, name="new_visit"),
    path("<int:pk>/photos/new/", inventory.new_photo, name="new_photo"),
    path("<int:pk>/photos/<int:photo>/", inventory.photo, name="photo"),
    path("<int:pk>/photos/<int:photo>/remove/", inventory.old_photo, name="old_photo"),
]
