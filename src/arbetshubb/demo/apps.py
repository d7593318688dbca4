"""The room as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room of demo."""

    name = "arbetshubb.demo"
    label = "demo"
