"""What people do in the room: judge tasks, make and decide checks, save vacancies."""

from arbetshubb.location.actions.checks import (
    CheckIsDecided,
    CheckIsReplaced,
    Decision,
    DecisionLacks,
    create_check,
    decide_check,
    delete_check,
    replace_check,
    update_check,
)
from arbetshubb.location.actions.posts import delete_post, save_post, write_advert
from arbetshubb.location.actions.tasks import NotYourUnit, ReasonMissing, judge_tasks

__all__ = [
    "CheckIsDecided",
    "CheckIsReplaced",
    "Decision",
    "DecisionLacks",
    "NotYourUnit",
    "ReasonMissing",
    "create_check",
    "decide_check",
    "delete_check",
    "delete_post",
    "judge_tasks",
    "replace_check",
    "save_post",
    "update_check",
    "write_advert",
]
