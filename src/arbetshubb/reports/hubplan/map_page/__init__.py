"""The hub map as one HTML file that opens offline and fetches nothing."""

from arbetshubb.reports.hubplan.map_page.page import map_page_of

__all__ = ["map_page_of"]
