"""How a published figure is said: with its unit, at least, not shown, preliminary."""

from __future__ import annotations

from django.utils.translation import gettext as _

from arbetshubb.analysis.population import Headcount
from arbetshubb.statistics.models import Dataset, Edition
from arbetshubb.statistics.rules.figures import Status, Total
from arbetshubb.statistics.rules.series import Point
from arbetshubb.statistics.texts import STATUS_LABELS
from arbetshubb.ui import formats
from arbetshubb.ui.status import Status as Mark

_SMALL = 100


def total_text(total: Total | None, *, is_signed: bool = False) -> str:
    """``1 200``, ``at least 1 200`` when a part is not told, or a dash."""
    if total is None:
        return formats.DASH
    number = formats.signed(total.value, "number") if is_signed else formats.number(total.value)
    if total.is_exact:
        return number
    if is_signed:
        return _("not known")
    return _("at least %(count)s") % {"count": number}


def headcount_text(count: Headcount) -> str:
    """``1 200``, or ``at least 1 200`` when a square is not told."""
    return total_text(Total(float(count.people), count.hidden_cells))


def value_text(value: float | None, status: int = Status.OK, decimals: int | None = None) -> str:
    """A figure with as many decimals as it bears, or why there is none."""
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return str(STATUS_LABELS[status] if status else STATUS_LABELS[Status.MISSING])
    if decimals is None:
        decimals = 0 if float(value).is_integer() or abs(value) >= _SMALL else 1
    text = formats.number(value, decimals)
    return f"{text} (p)" if status == Status.PRELIMINARY else text


def point_text(point: Point | None, decimals: int | None = None) -> str:
    """A year's figure, or why there is none."""
    if point is None:
        return formats.DASH
    return value_text(point.value, int(point.status), decimals)


def marks_of(edition: Edition) -> list[Mark]:
    """What must be known before the figures are read, as words with a shape."""
    found = []
    if edition.is_example:
        found.append(Mark(_("invented example"), "warning"))
    if edition.is_adjusted:
        found.append(Mark(_("adjusted by the publisher"), "neutral"))
    if edition.unknown_count:
        found.append(Mark(_("has figures that are not shown"), "hidden"))
    return found or [Mark(_("as published"), "ok")]


def source_text(edition: Edition) -> str:
    """Source, years, day of publication and licence in one line."""
    dataset = edition.dataset
    assert isinstance(dataset, Dataset)  # an edition that is shown has one
    parts = [dataset.source, edition.years]
    if edition.published:
        parts.append(_("published %(day)s") % {"day": edition.published.isoformat()})
    if dataset.licence not in {"", "–"}:
        parts.append(dataset.licence)
    return _("Source: %(source)s.") % {"source": ", ".join(part for part in parts if part)}
