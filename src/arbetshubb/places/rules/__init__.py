"""What a file of places says and what must hold for it; what the inventory lacks. Pure."""

from arbetshubb.places.rules.sites import (
    KIND_WORDS,
    SITE_COLUMNS,
    STATUS_WORDS,
    SitesRead,
    parse_sites,
)

__all__ = ["KIND_WORDS", "SITE_COLUMNS", "STATUS_WORDS", "SitesRead", "parse_sites"]
