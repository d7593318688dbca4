"""Addresses of the room."""

from django.urls import URLPattern

app_name = "location"
urlpatterns: list[URLPattern] = []
