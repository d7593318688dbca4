"""Organisations and who does what in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from arbetshubb.foundation.access import Role, ScopedQuerySet, organisation_ids
from arbetshubb.foundation.rules import is_organisation_number

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser


def check_organisation_number(value: str) -> None:
    """Raise unless the ten digits end in the right check digit."""
    if not is_organisation_number(value):
        raise ValidationError(
            _("“%(value)s” is not an organisation number. Write ten digits, like 232100-0214."),
            code="organisation_number",
            params={"value": value},
        )


class OrganisationKind(models.TextChoices):
    """What sort of organisation it is."""

    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("municipality")
    AGENCY = "agency", _("government agency")
    COMPANY = "company", _("company")
    HUB_OPERATOR = "hub_operator", _("hub operator")


class OrganisationQuerySet(ScopedQuerySet["Organisation"]):
    """Organisations in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Those the user belongs to."""
        return self.filter(pk__in=organisation_ids(user))

    def plannable_by(self, user: AnyUser) -> Self:
        """Those whose people the user may count in a plan, as figures without small groups.

        A planner counts the own organisation, and together with it every other that has agreed
        to shared planning. HR and administrators count their own.
        """
        own = organisation_ids(user, Role.PLANNER, Role.HR, Role.ADMINISTRATOR)
        counted = models.Q(pk__in=own)
        if organisation_ids(user, Role.PLANNER):
            counted |= models.Q(shares_for_planning=True)
        return self.filter(counted)


class Organisation(models.Model):
    """An employer or a hub operator."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    code = models.SlugField(
        _("short code"),
        max_length=20,
        unique=True,
        help_text=_("Short and lasting, like REG or KRO; used in file names."),
        validators=[RegexValidator(r"^[A-Za-z0-9-]+$")],
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    number = models.CharField(
        _("organisation number"),
        max_length=11,
        blank=True,
        validators=[check_organisation_number],
    )
    shares_for_planning = models.BooleanField(
        _("takes part in shared planning"),
        default=False,
        help_text=_("Planners elsewhere may count these people, never see small groups of them."),
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values),
                name="organisation_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    """Memberships in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """The user's own, and everybody's in an organisation the user administers."""
        administered = organisation_ids(user, Role.ADMINISTRATOR)
        return self.filter(models.Q(user=user.pk) | models.Q(organisation__in=administered))


class Membership(models.Model):
    """One role of one user in one organisation."""

    user = models.ForeignKey("foundation.User", on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organisation}"
