"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room of people."""

    name = "arbetshubb.people"
    label = "people"
