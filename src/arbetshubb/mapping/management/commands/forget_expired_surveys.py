"""Removes the rows of surveys and trips that have waited too long; meant for a daily timer."""

from django.core.management.base import BaseCommand

from arbetshubb.mapping.actions.files import forget_expired_files


class Command(BaseCommand):
    """Forget what a file may hold for 24 hours only."""

    help = "Remove rows and problems of surveys and trips that nobody applied within 24 hours"

    def handle(self, **_options: object) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{forget_expired_files()} file(s) emptied")
