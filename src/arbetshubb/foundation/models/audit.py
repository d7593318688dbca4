"""The audit log: what was changed, and who read another person's data. Rows are only added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.foundation.access import Role, ScopedQuerySet, organisation_ids
from arbetshubb.foundation.models.organisations import Organisation

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


class AuditIsAppendOnly(TypeError):
    """Rows of the audit log are never changed or deleted."""


class AuditQuerySet(ScopedQuerySet["AuditEntry"]):
    """The audit log in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """The log of organisations the user administers."""
        return self.filter(organisation__in=organisation_ids(user, Role.ADMINISTRATOR))

    def by_somebody_called(self, text: str) -> Self:
        """What those did whose name or user name holds ``text``."""
        return self.filter(
            models.Q(actor__username__icontains=text)
            | models.Q(actor__first_name__icontains=text)
            | models.Q(actor__last_name__icontains=text)
        )

    def update(self, **_kwargs: Any) -> Never:  # Any: as Django's own
        """Refuse."""
        raise AuditIsAppendOnly

    def delete(self) -> Never:
        """Refuse."""
        raise AuditIsAppendOnly


class AuditEntry(models.Model):
    """One change or one read. ``actor`` is empty when the system acted by itself."""

    class Kind(models.TextChoices):
        """What sort of event it was."""

        CHANGE = "change", pgettext_lazy("kind of audit entry", "change")
        READ = "read", pgettext_lazy("kind of audit entry", "read")

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    verb = models.CharField(_("what"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    thing_type = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=60)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing_type} {self.thing_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django's own
        """Add the row; a saved one is never saved again."""
        if self.pk is not None:
            raise AuditIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:  # Any: as Django's own
        """Refuse."""
        raise AuditIsAppendOnly
