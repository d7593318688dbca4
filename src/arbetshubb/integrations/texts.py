"""Sentences for what fails when a publisher is asked."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from arbetshubb.integrations.fetching import FetchFailed

SENTENCES: Final = {
    "not_connected": gettext_noop(
        "The product is not connected to %(publisher)s. Ask the operator to set %(setting)s, or "
        "import a file instead."
    ),
    "unreachable": gettext_noop(
        "%(host)s could not be reached. Try again later, or import a file instead."
    ),
    "too_slow": gettext_noop("%(host)s did not answer in time. Try again later, with fewer years."),
    "broke_off": gettext_noop(
        "%(host)s broke off in the middle of its answer, several times. Try later."
    ),
    "too_many_calls": gettext_noop(
        "%(host)s says that it has been asked too often. Wait some minutes and try again."
    ),
    "busy": gettext_noop("%(host)s is out of order (%(status)s). Try again later."),
    "not_found": gettext_noop(
        "%(host)s has nothing under that name (%(status)s). The table may have moved: look it up "
        "at the publisher, or import a file."
    ),
    "refused": gettext_noop("%(host)s refused the question (%(status)s): %(detail)s"),
    "not_json": gettext_noop(
        "%(host)s answered with something else than data. Check the address in the settings."
    ),
    "changed_shape": gettext_noop(
        "%(host)s answers in a new shape (%(part)s) that this version does not know. Import a "
        "file instead, and tell those who keep the product."
    ),
    "answer_too_large": gettext_noop("The answer of %(host)s is too large. Choose fewer years."),
    "nothing_to_fetch": gettext_noop("The table has no years that you chose. It has %(years)s."),
}


def sentence(error: FetchFailed) -> str:
    """What happened and what to do, in the language that is active."""
    return _(SENTENCES[error.code]) % {"detail": "", "status": "", **error.params}
