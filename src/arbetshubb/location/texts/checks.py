"""What is wrong with a decision's reference, in words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from arbetshubb.location.rules.decisions import Flaw

FLAWS: Final = {
    Flaw.SHAPE: _("Write the registry number as body, number and year, like RS/305/2021."),
    Flaw.YEAR: _("The year in the registry number is after the decision, or before 1990."),
    Flaw.PARAGRAPH: _("Write the paragraph as a number, like § 79, or leave it empty."),
    Flaw.FUTURE: _("The day has not come yet. Write the day the decision was made."),
}
