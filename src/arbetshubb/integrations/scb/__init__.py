"""Statistics Sweden's open database through PxWebApi, version 2 or 1."""

from arbetshubb.integrations.scb.client import ScbClient, TableInfo
from arbetshubb.integrations.scb.selection import selection_for

__all__ = ["ScbClient", "TableInfo", "selection_for"]
