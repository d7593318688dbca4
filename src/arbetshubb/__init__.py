"""Arbetshubb: map, plan, work, call off and follow up work hubs in a Swedish region."""

__version__ = "0.1.0"
