"""Tells the demo county into an empty database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from arbetshubb.demo.region import County, is_told, tell


class Command(BaseCommand):
    """``manage.py make_demo``: invented people and hubs in real municipalities."""

    help = "Fill an empty database with the demo county (only with ARBETSHUBB_DEMO=1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Sizes and the seed; the same seed gives the same county."""
        parser.add_argument("--people", type=int, default=4500, help="employees of the region")
        parser.add_argument("--others", type=int, default=14000, help="employees of the others")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *_args: Any, people: int, others: int, seed: int, **_options: Any) -> None:
        """Tell the county once; a second call changes nothing."""
        if not settings.ARBETSHUBB_DEMO:
            message = "make_demo fills a database with invented people: set ARBETSHUBB_DEMO=1"
            raise CommandError(message)
        if is_told():
            self.stdout.write("The demo county is already here.")
            return
        tell(County(people=people, others=others, seed=seed), say=self.stdout.write)
