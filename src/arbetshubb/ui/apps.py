"""The app's entry in Django."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class UiConfig(AppConfig):
    """Shell and components."""

    name = "arbetshubb.ui"
    label = "ui"

    def ready(self) -> None:
        """Databases learn the Swedish alphabet when they are connected to."""
        from arbetshubb.ui.tables.database import add_collation  # noqa: PLC0415 - apps come first

        connection_created.connect(add_collation, dispatch_uid="ui.swedish")
