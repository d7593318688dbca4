"""The own employers' flows between municipalities, as the mapping protects them.

Statistics lie below the mapping and show its figures beside their own by asking here, so that both
pages hide the same small groups and nothing is found by comparing them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from arbetshubb.analysis.hubplan.published import FlowOut
from arbetshubb.mapping.queries import mapping_for
from arbetshubb.mapping.rules.choice import Choice

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User


def own_flows(user: User) -> tuple[FlowOut, ...]:
    """Flows of the user's own employers; none when there is nobody or too few to show.

    ``FlowOut.people`` is ``None`` where disclosure control hides it.
    """
    picture = mapping_for(user, Choice()).picture
    return () if picture is None or picture.is_hidden else tuple(picture.flows)
