"""The app's entry in Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Shell and components."""

    name = "arbetshubb.ui"
    label = "ui"
