"""Removes the rows of imports that have waited too long; meant for a daily timer."""

from django.core.management.base import BaseCommand

from arbetshubb.people.actions import forget_expired_imports


class Command(BaseCommand):
    """Forget what an import may hold for 24 hours only."""

    help = "Remove rows and problems of imports that nobody applied within 24 hours"

    def handle(self, **_options: object) -> None:
        """Remove them and say how many."""
        self.stdout.write(f"{forget_expired_imports()} import(s) emptied")
