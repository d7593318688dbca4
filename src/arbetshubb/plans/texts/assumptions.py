"""The help beside each assumption of the form: what it means, its range and its source."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arbetshubb.analysis.constants import Constant
from arbetshubb.plans.texts.constants import wording
from arbetshubb.ui import formats

_MEANINGS: Final[dict[str, Promise]] = {
    "stated_interest": gettext_lazy(
        "Share of those who may work remotely that say yes when they are asked."
    ),
    "realisation": gettext_lazy(
        "Share of those who said yes that become members. Experience says far fewer than asked."
    ),
    "hub_days_per_member": gettext_lazy("How often a member comes."),
    "replaces_home_share": gettext_lazy(
        "Such days save no travel, and the trip to the hub is counted as more."
    ),
}
_SHARES: Final = frozenset({"stated_interest", "realisation", "replaces_home_share"})


def assumption_help(constant: Constant) -> str:
    """Meaning, range and source."""
    return _("%(meaning)s Usually %(low)s–%(high)s. Source: %(source)s.") % {
        "meaning": _MEANINGS[constant.id],
        "low": _shown(constant.id, constant.low, with_unit=False),
        "high": _shown(constant.id, constant.high, with_unit=True),
        "source": wording(constant).source.rstrip("."),
    }


def _shown(key: str, value: float, *, with_unit: bool) -> str:
    if key not in _SHARES:
        return formats.number(value, 1)
    return formats.percent(value) if with_unit else formats.number(100 * value)
