"""Addresses of the people room."""

from django.urls import path

from arbetshubb.people.views import importing, listing

app_name = "people"
urlpatterns = [
    path("", listing.home, name="home"),
    path("export/", listing.export, name="export"),
    path("units/", listing.units, name="units"),
    path("units/export/", listing.units_export, name="units_export"),
    path("import/", importing.import_page, name="import"),
    path("import/template/", importing.template, name="template"),
    path("import/<int:pk>/", importing.batch, name="batch"),
    path("import/<int:pk>/apply/", importing.apply, name="apply"),
    path("import/<int:pk>/abandon/", importing.abandon, name="abandon"),
    path("import/<int:pk>/problems/", importing.problems, name="problems"),
]
