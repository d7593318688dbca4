"""What the statistics room knows of a municipality, ready to print: the same for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from arbetshubb.reference.municipalities import Municipality
from arbetshubb.reports.language import Language
from arbetshubb.reports.municipal.content import Statistic
from arbetshubb.statistics.models import Edition
from arbetshubb.statistics.queries import commuting_flows, current, key_figures
from arbetshubb.statistics.rules.figures import Total
from arbetshubb.statistics.rules.kinds import Kind

if TYPE_CHECKING:
    from arbetshubb.foundation.models import User

MOST_KEY_FIGURES: Final = 3
"""More than these would push the questions off the page."""
LONGEST: Final = 52


def statistics_of(user: User, row: Municipality, words: Language) -> tuple[Statistic, ...]:
    """Inhabitants, commuting of everybody who works, and key figures that have been imported."""
    return (
        *_inhabitants(row, words),
        *_commuting(user, row, words),
        *_key_figures(user, row, words),
    )


def _inhabitants(row: Municipality, words: Language) -> Iterator[Statistic]:
    if row.population is not None:
        yield Statistic(
            words.gettext("Inhabitants"),
            words.numbers.whole(row.population),
            words.gettext("31 December 2024, Statistics Sweden"),
        )


def _commuting(user: User, row: Municipality, words: Language) -> Iterator[Statistic]:
    edition, flows = current(Kind.COMMUTING, user), commuting_flows(user=user)
    if edition is None or flows is None or row.code not in flows.codes:
        return
    balance = flows.balance(row.code)
    source = _source(edition, flows.period, words)
    yield Statistic(words.gettext("All who commute in"), _total(balance.come, words), source)
    yield Statistic(words.gettext("All who commute out"), _total(balance.leave, words), source)


def _key_figures(user: User, row: Municipality, words: Language) -> Iterator[Statistic]:
    edition, series = current(Kind.KEY_FIGURES, user), key_figures(user)
    if edition is None or series is None:
        return
    for measure, name in list(series.measure_names.items())[:MOST_KEY_FIGURES]:
        point = series.latest(row.code, measure)
        if point is None or point.value is None:
            yield Statistic(_short(name), words.gettext("not known"), _source(edition, "", words))
        else:
            value = words.numbers.rounded(point.value)
            yield Statistic(_short(name), value, _source(edition, point.period, words))


def _total(total: Total, words: Language) -> str:
    """The sum; a part that the publisher does not tell makes it a least."""
    number = words.numbers.whole(total.value)
    return words.gettext("at least {number}", number=number) if total.unknown else number


def _source(edition: Edition, period: str, words: Language) -> str:
    publisher = edition.dataset.publisher if edition.dataset else edition.file_name
    said = f"{period}, {publisher}" if period else publisher
    if edition.is_example:
        return words.gettext("{source} (invented example)", source=said)
    return said


def _short(name: str) -> str:
    """A publisher's name of a measure, cut at a word where it is longer than a line."""
    if len(name) <= LONGEST:
        return name
    return name[:LONGEST].rpartition(" ")[0] + " …"
