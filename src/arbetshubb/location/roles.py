"""The roles that read and work in the room of location."""

from __future__ import annotations

from typing import Final

from arbetshubb.foundation.access import Role

KEEPERS: Final = (Role.PLANNER, Role.HR, Role.ADMINISTRATOR)
"""Those who try out, decide and save; controllers read what they do."""
READERS: Final = (*KEEPERS, Role.CONTROLLER)
RECRUITERS: Final = (*KEEPERS, Role.MANAGER)
"""Managers look for their own vacancies: public figures of inhabitants, none of staff."""
REACH_READERS: Final = (*RECRUITERS, Role.CONTROLLER)
"""Everybody with anything to do in the room."""
