"""The Django app of the reports room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Downloads of stored plans as documents."""

    name = "arbetshubb.reports"
    label = "reports"
