"""Tells Django that this room exists."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Hub plans."""

    name = "arbetshubb.plans"
    label = "plans"
    verbose_name = _("Hub plans")

    def ready(self) -> None:
        """Tell the places room which plans chose a place. Jobs are found when they are needed."""
        import_module("arbetshubb.plans.uses")
