"""Addresses of the room."""

from django.urls import path

from arbetshubb.mapping.views import home

app_name = "mapping"
urlpatterns = [
    path("", home.home, name="home"),
    path("why/", home.why, name="why"),
    path("export/", home.export, name="export"),
]
