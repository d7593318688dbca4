"""The table of places."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus, Sweref
from arbetshubb.foundation.access import Role, ScopedQuerySet
from arbetshubb.foundation.models import Organisation
from arbetshubb.places.rules.details import Access, Details

if TYPE_CHECKING:
    from arbetshubb.foundation.access import AnyUser

KEEPERS = (Role.PLANNER, Role.ADMINISTRATOR)

KIND_LABELS = {
    SiteKind.OWN_OFFICE: _("Own office"),
    SiteKind.HUB: _("Work hub"),
    SiteKind.CANDIDATE: _("Candidate premises"),
    SiteKind.HEALTH_CENTRE: _("Health centre"),
    SiteKind.BUSINESS_OFFICE: _("Business office"),
    SiteKind.LIBRARY: _("Library"),
    SiteKind.OTHER: pgettext_lazy("kind of place", "Other place"),
}
STATUS_LABELS = {
    SiteStatus.EXISTING: pgettext_lazy("status of a place", "Existing"),
    SiteStatus.CANDIDATE: pgettext_lazy("status of a place", "Candidate"),
    SiteStatus.CLOSED: pgettext_lazy("status of a place", "Closed"),
}

# SWEREF 99 TM over Sweden with its waters; what is outside has its axes mixed up or is abroad.
NORTH_METRES = (6_100_000, 7_700_000)
EAST_METRES = (200_000, 1_000_000)


class PlaceQuerySet(ScopedQuerySet["Place"]):
    """Places in domain words."""

    def visible_to(self, user: AnyUser) -> Self:
        """Every place for whoever is signed in: where offices and hubs lie is no secret."""
        return self.all() if user.is_authenticated else self.none()

    def open(self) -> Self:
        """Places that are not closed."""
        return self.exclude(status=SiteStatus.CLOSED)


class Place(models.Model):
    """One place to work at, or premises where people could.

    Costs are kronor excluding VAT: ``fixed_cost`` and ``cost_per_seat`` a year, ``cost_per_day``
    for one used seat-day; ``None`` means unknown, and a plan then takes its constant.
    ``owner`` is the employer whose office it is; a shared place has none.
    What is called public is meant for the open map; ``PlaceContact`` is not.
    """

    site_id = models.CharField(_("id"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    municipality_code = models.CharField(_("municipality code"), max_length=4, blank=True)
    municipality = models.CharField(_("municipality"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=list(KIND_LABELS.items()))
    status = models.CharField(_("status"), max_length=12, choices=list(STATUS_LABELS.items()))
    north = models.FloatField(_("north (SWEREF 99 TM)"))
    east = models.FloatField(_("east (SWEREF 99 TM)"))
    seats_min = models.PositiveIntegerField(_("fewest seats"), null=True, blank=True)
    seats_max = models.PositiveIntegerField(_("most seats"), null=True, blank=True)
    fixed_cost = models.DecimalField(
        _("fixed cost a year"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    cost_per_seat = models.DecimalField(
        _("cost per seat and year"), max_digits=10, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    cost_per_day = models.DecimalField(
        _("cost per used day"), max_digits=8, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    provider = models.CharField(_("provider"), max_length=120, blank=True)
    owner = models.ForeignKey(
        Organisation, verbose_name=_("owner"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="places",
    )  # fmt: skip
    attributes = models.JSONField(_("equipment and facilities"), default=list, blank=True)
    accessibility = models.JSONField(_("accessibility"), default=list, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    area_m2 = models.DecimalField(
        _("area"), max_digits=8, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal(1))],
    )  # fmt: skip
    contract_from = models.DateField(_("contract from"), null=True, blank=True)
    contract_to = models.DateField(_("contract to"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("months of notice"), null=True, blank=True)
    public_text = models.TextField(_("text for everybody"), blank=True)
    public_phone = models.CharField(_("phone for everybody"), max_length=40, blank=True)
    public_email = models.EmailField(_("e-mail for everybody"), max_length=120, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("municipality", "name")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="place_seats_in_order",
                condition=models.Q(seats_min__isnull=True)
                | models.Q(seats_max__isnull=True)
                | models.Q(seats_min__lte=models.F("seats_max")),
            ),
            models.CheckConstraint(
                name="place_costs_not_negative",
                condition=(
                    (models.Q(fixed_cost__isnull=True) | models.Q(fixed_cost__gte=0))
                    & (models.Q(cost_per_seat__isnull=True) | models.Q(cost_per_seat__gte=0))
                    & (models.Q(cost_per_day__isnull=True) | models.Q(cost_per_day__gte=0))
                ),
            ),
            models.CheckConstraint(
                name="place_in_sweden",
                condition=models.Q(north__range=NORTH_METRES) & models.Q(east__range=EAST_METRES),
            ),
            models.CheckConstraint(
                name="place_contract_in_order",
                condition=models.Q(contract_from__isnull=True)
                | models.Q(contract_to__isnull=True)
                | models.Q(contract_from__lte=models.F("contract_to")),
            ),
            models.CheckConstraint(
                name="place_kind_known",
                condition=models.Q(kind__in=[str(kind) for kind in SiteKind]),
            ),
            models.CheckConstraint(
                name="place_status_known",
                condition=models.Q(status__in=[str(status) for status in SiteStatus]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this place."""
        return reverse("places:place", args=[self.pk])

    @property
    def organisation(self) -> Organisation | None:
        """Whose log changes of the place belong to."""
        return self.owner

    @property
    def details(self) -> Details:
        """What is known of the premises beside what a plan needs; contacts and visits apart."""
        return Details(
            address=self.address,
            area_m2=_float(self.area_m2),
            equipment=tuple(self.attributes),
            accessibility=tuple(Access(each) for each in self.accessibility),
            contract_from=self.contract_from,
            contract_to=self.contract_to,
            notice_months=self.notice_months,
            public_text=self.public_text,
            public_phone=self.public_phone,
            public_email=self.public_email,
        )

    @property
    def site(self) -> Site:
        """The place as the analysis knows it."""
        return Site(
            site_id=self.site_id,
            name=self.name,
            municipality=self.municipality,
            kind=SiteKind(self.kind),
            position=Sweref(self.north, self.east),
            status=SiteStatus(self.status),
            seats_min=self.seats_min,
            seats_max=self.seats_max,
            fixed_cost=_float(self.fixed_cost),
            cost_per_seat=_float(self.cost_per_seat),
            cost_per_day=_float(self.cost_per_day),
            provider=self.provider,
        )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
