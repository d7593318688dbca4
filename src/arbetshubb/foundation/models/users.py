"""Those who sign in, and failed attempts to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from arbetshubb.foundation.models.organisations import Membership


class Accounts(UserManager["User"]):
    """Django's manager of accounts, with our words."""

    def personas(self) -> models.QuerySet[User]:
        """The fictional people of the demonstration, in their order."""
        fictional = self.filter(is_persona=True, is_active=True).order_by("persona_order", "pk")
        return fictional.prefetch_related("membership_set__organisation")


class User(AbstractUser):
    """A person with a local account. Employees as planned for are ``people.Person``."""

    language = models.CharField(
        _("language"), max_length=5, blank=True, help_text=_("Empty follows the browser's choice.")
    )
    is_persona = models.BooleanField(
        default=False, help_text=_("Fictional: anybody may sign in as them in the demonstration.")
    )
    persona_story = models.TextField(blank=True)
    persona_order = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def current_memberships(self) -> list[Membership]:
        """The user's memberships with their organisations, oldest first, read once a request."""
        return list(self.membership_set.select_related("organisation"))

    @property
    def role_names(self) -> str:
        """What the user does, in words: ``planner, HR``."""
        roles = dict.fromkeys(each.get_role_display() for each in self.membership_set.all())
        return ", ".join(roles)

    @property
    def organisation_names(self) -> str:
        """Where the user works, in words."""
        names = dict.fromkeys(each.organisation.name for each in self.membership_set.all())
        return ", ".join(names)


class SignInFailure(models.Model):
    """A failed attempt to sign in, by digests: neither name nor address can be read back."""

    name_digest = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["name_digest", "at"]),
            models.Index(fields=["address_digest", "at"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
