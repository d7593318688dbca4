"""The worker: takes up jobs that a killed worker left behind, then works through the queue."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from arbetshubb.foundation.jobs import rescue_lost_jobs


class Command(Worker):
    """``django_tasks_db``'s worker, preceded by the rescue of lost jobs."""

    help = "Run the jobs that wait, and keep running those that come"

    def handle(self, **options: Any) -> None:  # Any: as the command's own
        """Rescue, then work."""
        rescued = rescue_lost_jobs()
        if rescued:
            self.stdout.write(f"{rescued} lost job(s) taken up again")
        super().handle(**options)
