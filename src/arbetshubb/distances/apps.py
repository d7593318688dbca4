"""Tells Django that this room exists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DistancesConfig(AppConfig):
    """Distances."""

    name = "arbetshubb.distances"
    label = "distances"
    verbose_name = _("Distances")
