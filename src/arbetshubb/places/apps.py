"""Tells Django that this room exists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Offices, hubs and candidates."""

    name = "arbetshubb.places"
    label = "places"
    verbose_name = _("Places")
