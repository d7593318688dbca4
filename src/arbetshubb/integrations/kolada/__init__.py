"""Kolada's open API, version 3: key figures of municipalities."""

from arbetshubb.integrations.kolada.client import KoladaClient

__all__ = ["KoladaClient"]
