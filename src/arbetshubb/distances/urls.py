"""Addresses of the room."""

from django.urls import URLPattern

app_name = "distances"
urlpatterns: list[URLPattern] = []
