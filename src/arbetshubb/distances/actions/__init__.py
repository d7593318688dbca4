"""What people do with distances: ask, answer, import and withdraw. One transaction each."""

from arbetshubb.distances.actions.importing import (
    ImportNotReady,
    KnownHaveChanged,
    abandon_import,
    apply_import,
    check_file,
)
from arbetshubb.distances.actions.known import (
    AlreadyWithdrawn,
    Facts,
    NotAllowed,
    SomebodyWasFirst,
    add_known,
    withdraw_known,
)
from arbetshubb.distances.actions.questions import (
    Decided,
    Said,
    ask,
    correct,
    forget_old_squares,
    keep,
)

__all__ = [
    "AlreadyWithdrawn",
    "Decided",
    "Facts",
    "ImportNotReady",
    "KnownHaveChanged",
    "NotAllowed",
    "Said",
    "SomebodyWasFirst",
    "abandon_import",
    "add_known",
    "apply_import",
    "ask",
    "check_file",
    "correct",
    "forget_old_squares",
    "keep",
    "withdraw_known",
]
