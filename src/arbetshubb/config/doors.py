"""What every door does before it opens: web server, commands and worker."""

from __future__ import annotations

from django.conf import settings

from arbetshubb.config.environment import Mistake


def stop_on_wrong_settings() -> None:
    """Return only when the environment was right.

    Raises:
        SystemExit: with every mistake and what to do about it.
    """
    mistakes: tuple[Mistake, ...] = settings.SETTINGS_MISTAKES
    if mistakes:
        lines = "\n".join(f"  - {mistake}" for mistake in mistakes)
        message = f"Arbetshubb cannot start. Mend these in the environment:\n{lines}"
        raise SystemExit(message)
