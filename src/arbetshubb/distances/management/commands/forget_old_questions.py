"""Empties the squares of questions answered long ago; meant for a daily timer."""

from django.core.management.base import BaseCommand

from arbetshubb.distances.actions import forget_old_squares


class Command(BaseCommand):
    """Forget who asked from where, 180 days after the answer."""

    help = "Remove the home square from questions about distances answered 180 days ago or more"

    def handle(self, **_options: object) -> None:
        """Empty them and say how many."""
        self.stdout.write(f"{forget_old_squares()} question(s) without their square")
