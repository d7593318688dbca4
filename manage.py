#!/usr/bin/env python
# ruff: noqa: PLC0415 - Django may be imported only once its settings are named
"""Administrative commands, such as ``migrate``, ``runserver`` and ``db_worker``."""

import os
import sys


def main() -> None:
    """Refuse to start on wrong settings, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arbetshubb.config.settings")
    from django.core.management import execute_from_command_line

    from arbetshubb.config.doors import stop_on_wrong_settings

    stop_on_wrong_settings()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
