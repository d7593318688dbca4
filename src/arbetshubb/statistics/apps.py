"""Tells Django that this room exists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    """Statistics."""

    name = "arbetshubb.statistics"
    label = "statistics"
    verbose_name = _("Statistics")
