"""Tells Django that this room exists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocationConfig(AppConfig):
    """Location."""

    name = "arbetshubb.location"
    label = "location"
    verbose_name = _("Location")
