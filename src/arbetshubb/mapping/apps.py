"""The room as a Django app."""

from django.apps import AppConfig


class MappingConfig(AppConfig):
    """The room of mapping."""

    name = "arbetshubb.mapping"
    label = "mapping"

    def ready(self) -> None:
        """Listen for imports of people."""
        from arbetshubb.mapping import receivers  # noqa: F401, PLC0415  models come first
