"""The roles that read the mapping."""

from __future__ import annotations

from typing import Final

from arbetshubb.foundation.access import Role

# Controllers see the same protected figures in every plan; single persons nobody sees here.
READERS: Final = (Role.PLANNER, Role.HR, Role.CONTROLLER, Role.ADMINISTRATOR)
IMPORTERS: Final = (Role.PLANNER, Role.HR, Role.ADMINISTRATOR)
CONSENTERS: Final = (Role.PLANNER, Role.ADMINISTRATOR)
"""Those who agree, for their organisation, to be compared with another."""
