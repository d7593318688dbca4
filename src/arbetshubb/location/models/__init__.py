"""The tables of the location room."""

from arbetshubb.location.models.checks import CheckStatus, LocationCheck, Outcome
from arbetshubb.location.models.posts import Post
from arbetshubb.location.models.tasks import UnitTasks

__all__ = ["CheckStatus", "LocationCheck", "Outcome", "Post", "UnitTasks"]
