"""The room as a Django app."""

from django.apps import AppConfig


class MappingConfig(AppConfig):
    """The room of mapping."""

    name = "arbetshubb.mapping"
    label = "mapping"
