"""The tables every room stands on."""

from arbetshubb.foundation.models.audit import AuditEntry
from arbetshubb.foundation.models.jobs import Job, JobStatus
from arbetshubb.foundation.models.organisations import Membership, Organisation, OrganisationKind
from arbetshubb.foundation.models.outbox import OutboxMessage
from arbetshubb.foundation.models.users import SignInFailure, User

__all__ = [
    "AuditEntry",
    "Job",
    "JobStatus",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OutboxMessage",
    "SignInFailure",
    "User",
]
