"""Sentences of the foundation: what went wrong and what to do, and what the audit log says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from arbetshubb.foundation.models import AuditEntry

_JOB_FAILURES: Final = {
    "worker_lost": _(
        "The work stopped twice because the server stopped. Start it again; if it stops once more,"
        " ask the administrator."
    ),
    "unexpected": _(
        "Something went wrong on our side, and the fault has been logged. Start it again; if it"
        " happens once more, give the administrator the job's number."
    ),
}

VERBS: Final = {
    "read": pgettext_lazy("audit log", "read"),
    "created": pgettext_lazy("audit log", "created"),
    "changed": pgettext_lazy("audit log", "changed"),
    "deleted": pgettext_lazy("audit log", "deleted"),
    "given role": pgettext_lazy("audit log", "gave a role in"),
    "imported": pgettext_lazy("audit log", "imported"),
    "exported": pgettext_lazy("audit log", "exported"),
    "put aside": pgettext_lazy("audit log", "put aside"),
    "closed": pgettext_lazy("audit log", "closed"),
    "opened": pgettext_lazy("audit log", "opened"),
    "judged": pgettext_lazy("audit log", "judged"),
    "decided": pgettext_lazy("audit log", "decided"),
    "replaced": pgettext_lazy("audit log", "replaced"),
    "asked": pgettext_lazy("audit log", "asked"),
    "corrected": pgettext_lazy("audit log", "corrected"),
    "kept": pgettext_lazy("audit log", "kept as it was"),
    "withdrawn": pgettext_lazy("audit log", "withdrew"),
    "added": pgettext_lazy("audit log", "added"),
    "applied": pgettext_lazy("audit log", "applied"),
    "updated": pgettext_lazy("audit log", "updated"),
    "removed": pgettext_lazy("audit log", "removed"),
    "renamed": pgettext_lazy("audit log", "renamed"),
    "noted": pgettext_lazy("audit log", "noted"),
    "started": pgettext_lazy("audit log", "started"),
    "cancelled": pgettext_lazy("audit log", "cancelled"),
    "consented": pgettext_lazy("audit log", "consented to"),
    "square forgotten": pgettext_lazy("audit log", "erased the square of"),
}
"""Words for the verbs of every room; a verb that is not here is shown as it was written."""


DETAILS: Final = {
    "people": pgettext_lazy("audit log detail", "people"),
    "user": pgettext_lazy("audit log detail", "account"),
    "role": pgettext_lazy("audit log detail", "role"),
    "name": pgettext_lazy("audit log detail", "name"),
    "bound_percent": pgettext_lazy("audit log detail", "percent bound"),
    "activity": pgettext_lazy("audit log detail", "activity"),
    "posts": pgettext_lazy("audit log detail", "posts"),
    "registry_number": pgettext_lazy("audit log detail", "registry number"),
    "code": pgettext_lazy("audit log detail", "short code"),
    "kind": pgettext_lazy("audit log detail", "kind"),
    "new": pgettext_lazy("audit log detail", "new"),
    "changed": pgettext_lazy("audit log detail", "changed"),
    "gone": pgettext_lazy("audit log detail", "not in the file"),
    "gone_were_removed": pgettext_lazy("audit log detail", "those not in the file were removed"),
    "unchanged": pgettext_lazy("audit log detail", "unchanged"),
    "km": pgettext_lazy("audit log detail", "kilometres"),
    "place": pgettext_lazy("audit log detail", "place"),
    "source": pgettext_lazy("audit log detail", "source"),
    "reason": pgettext_lazy("audit log detail", "reason"),
    "rows": pgettext_lazy("audit log detail", "rows"),
    "answers": pgettext_lazy("audit log detail", "answers"),
    "from": pgettext_lazy("audit log detail", "from"),
    "to": pgettext_lazy("audit log detail", "until"),
    "other": pgettext_lazy("audit log detail", "other employer"),
    "import": pgettext_lazy("audit log detail", "import"),
    "inputs_hash": pgettext_lazy("audit log detail", "fingerprint of what it was made from"),
    "assumptions": pgettext_lazy("audit log detail", "assumptions"),
    "options": pgettext_lazy("audit log detail", "demands"),
    "job": pgettext_lazy("audit log detail", "job"),
    "edition": pgettext_lazy("audit log detail", "edition"),
    "figures": pgettext_lazy("audit log detail", "number of figures"),
    "table": pgettext_lazy("audit log detail", "table"),
    "dataset": pgettext_lazy("audit log detail", "statistics"),
    "known": pgettext_lazy("audit log detail", "known distance"),
    "organisation": pgettext_lazy("audit log detail", "organisation"),
    "parts": pgettext_lazy("audit log detail", "measures"),
    "period": pgettext_lazy("audit log detail", "period"),
    "question": pgettext_lazy("audit log detail", "question"),
}
"""Words for details that are no column of the thing; columns have words of their own."""


def job_failure(code: str) -> Promise:
    """What the owner of a failed job is told."""
    return _JOB_FAILURES[code]


def audit_verb(verb: str) -> str:
    """What was done, in words."""
    return str(VERBS.get(verb, verb))


def audit_thing(entry: AuditEntry) -> str:
    """What it was done to: the name of its kind and its key."""
    try:
        model = apps.get_model(entry.thing_type)
    except LookupError:
        return f"{entry.thing_type} {entry.thing_id}"
    return f"{capfirst(str(model._meta.verbose_name))} {entry.thing_id}"  # noqa: SLF001 - documented by Django


def audit_details(entry: AuditEntry) -> str:
    """Why it was read, or what differs before and after."""
    before, after = entry.before or {}, entry.after or {}
    differences = [
        _difference(_column(entry, name), name, before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]
    purpose = [gettext(entry.purpose)] if entry.purpose else []
    return "; ".join(purpose + differences)


def _column(entry: AuditEntry, name: str) -> Field[Any, Any] | None:  # Any: any column's values
    """The column that a detail is about, whose room has words for it and for its choices."""
    try:
        column = apps.get_model(entry.thing_type)._meta.get_field(name)  # noqa: SLF001 - documented
    except (LookupError, FieldDoesNotExist):
        return None
    return column if isinstance(column, Field) else None


def _difference(
    column: Field[Any, Any] | None,  # Any: as above
    name: str,
    before: object,
    after: object,
) -> str:
    label = DETAILS.get(name) or (column.verbose_name if column is not None else name)
    words = dict(column.flatchoices) if column is not None else {}
    old, new = (
        _plain(words.get(each, each) if isinstance(each, str) else each) for each in (before, after)
    )
    return f"{label}: {new}" if before is None else f"{label}: {old} → {new}"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value is None or value == "":
        return "–"
    return str(value) if isinstance(value, str | Promise) else json.dumps(value, ensure_ascii=False)
