"""The foundation as a Django app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Organisations, access, audit, outbox and jobs."""

    name = "arbetshubb.foundation"
    label = "foundation"
