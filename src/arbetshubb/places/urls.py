"""Addresses of the places room."""

from django.urls import path

from arbetshubb.places import views

app_name = "places"
urlpatterns = [
    path("", views.home, name="home"),
    path("export.xlsx", views.export, name="export"),
    path("template.xlsx", views.template, name="template"),
    path("new/", views.new, name="new"),
    path("import/", views.import_file, name="import"),
    path("import/<int:pk>/", views.import_batch, name="import_batch"),
    path("import/<int:pk>/apply/", views.import_apply, name="import_apply"),
    path("import/<int:pk>/abandon/", views.import_abandon, name="import_abandon"),
    path("<int:pk>/", views.place, name="place"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/open/", views.open_, name="open"),
]
