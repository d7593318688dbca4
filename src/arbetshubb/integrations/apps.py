"""Tells Django that the integrations exist: they have jobs that rooms start by name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationsConfig(AppConfig):
    """Clients of the world outside."""

    name = "arbetshubb.integrations"
    label = "integrations"
    verbose_name = _("Integrations")
