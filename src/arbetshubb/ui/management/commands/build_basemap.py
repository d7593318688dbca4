"""Builds the base map that lies under every map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from arbetshubb.reference.basemap import build_basemap


class Command(BaseCommand):
    """``manage.py build_basemap``: borders and names, from what comes with the program."""

    help = "Build the base map (municipalities, counties, localities) into ARBETSHUBB_VAR."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to keep one that is there."""
        parser.add_argument("--missing", action="store_true", help="only when there is none")

    def handle(self, *_args: Any, missing: bool, **_options: Any) -> None:
        """Build it into VAR; an operator's own file elsewhere is left alone."""
        path = Path(settings.VAR) / "basemap.pmtiles"
        if missing and (path.is_file() or Path(settings.ARBETSHUBB_BASEMAP) != path):
            return
        build_basemap(path)
        self.stdout.write(f"Base map: {path.name}, {path.stat().st_size // 1024} kB")
