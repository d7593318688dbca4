"""The eight fictional people of the demonstration. Every name is invented.

Stories are kept as English msgids and translated where they are shown.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop as _

from arbetshubb.foundation.access import Role
from arbetshubb.foundation.actions import Persona

REGION: Final = "REG"
MUNICIPALITY: Final = "K2309"

PERSONAS: Final = (
    Persona(
        username="ella",
        first_name="Ella",
        last_name="Myrdal",
        story=_(
            "Case officer in Östersund who lives in Hammerdal and works at home two days a week."
        ),
        organisation_code=REGION,
        roles=(Role.EMPLOYEE,),
    ),
    Persona(
        username="marit",
        first_name="Marit",
        last_name="Sandåker",
        story=_("Leads a unit of twenty people who live in five municipalities."),
        organisation_code=REGION,
        roles=(Role.MANAGER, Role.EMPLOYEE),
    ),
    Persona(
        username="hampus",
        first_name="Hampus",
        last_name="Tväråsen",
        story=_("Welcomes guests at a work hub and sees to it that the seats work."),
        organisation_code=REGION,
        roles=(Role.HOST, Role.EMPLOYEE),
    ),
    Persona(
        username="petra",
        first_name="Petra",
        last_name="Ljungvik",
        story=_("Maps commuting and proposes where work hubs should be."),
        organisation_code=REGION,
        roles=(Role.PLANNER,),
    ),
    Persona(
        username="hanna",
        first_name="Hanna",
        last_name="Risberget",
        story=_("Answers for guidelines, agreements and staff data."),
        organisation_code=REGION,
        roles=(Role.HR,),
    ),
    Persona(
        username="carl",
        first_name="Carl",
        last_name="Enmyren",
        story=_("Follows up costs, benefits and targets of remote work."),
        organisation_code=REGION,
        roles=(Role.CONTROLLER,),
    ),
    Persona(
        username="agnes",
        first_name="Agnes",
        last_name="Fjällsten",
        story=_("Imports staff, looks after accounts and examines the log."),
        organisation_code=REGION,
        roles=(Role.ADMINISTRATOR,),
    ),
    Persona(
        username="kim",
        first_name="Kim",
        last_name="Åslund",
        story=_("Works for a municipality and wants to know which hubs are near home."),
        organisation_code=MUNICIPALITY,
        roles=(Role.EMPLOYEE,),
    ),
)
