"""Addresses of the room."""

from django.urls import path

from arbetshubb.mapping import views

app_name = "mapping"
urlpatterns = [
    path("", views.home, name="home"),
    path("why/", views.why, name="why"),
    path("export/", views.export, name="export"),
]
