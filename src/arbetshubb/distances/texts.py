"""Sentences of the distances room: ways, bands, why there is no way, what a file got wrong."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext, pgettext_lazy

from arbetshubb.analysis.travel import NoWay, Quality, estimate_source
from arbetshubb.distances.models import QUESTION_LABELS
from arbetshubb.distances.rules.bands import HIGH_KM, LOW_KM, Band
from arbetshubb.distances.rules.questions import QuestionStatus
from arbetshubb.distances.rules.shown import Shown
from arbetshubb.distances.rules.ways import Way
from arbetshubb.reference.sentences import SENTENCES as REFERENCE_SENTENCES
from arbetshubb.tables.problems import Problem
from arbetshubb.tables.texts import SENTENCES as TABLE_SENTENCES
from arbetshubb.tables.texts import Sentences
from arbetshubb.tables.texts import sentence as table_sentence
from arbetshubb.ui import formats
from arbetshubb.ui.formats import NBSP
from arbetshubb.ui.status import Status

WAY_LABELS: Final[dict[Way, Promise]] = {
    Way.CAR: pgettext_lazy("way of travelling", "By car"),
    Way.BICYCLE: pgettext_lazy("way of travelling", "By bicycle"),
    Way.FOOT: pgettext_lazy("way of travelling", "On foot"),
    Way.TRANSIT: pgettext_lazy("way of travelling", "By public transport"),
}
WAY_WORDS: Final[dict[Way, Promise]] = {
    Way.CAR: pgettext_lazy("way of travelling in a sentence", "by car"),
    Way.BICYCLE: pgettext_lazy("way of travelling in a sentence", "by bicycle"),
    Way.FOOT: pgettext_lazy("way of travelling in a sentence", "on foot"),
    Way.TRANSIT: pgettext_lazy("way of travelling in a sentence", "by public transport"),
}
NO_WAY: Final[dict[NoWay, Promise]] = {
    NoWay.FAR_FROM_ROAD: gettext_lazy("Too far from any road"),
    NoWay.OTHER_COMPONENT: gettext_lazy("No road leads there"),
    NoWay.BEYOND_CUTOFF: gettext_lazy("Farther than was measured"),
    NoWay.UNKNOWN: gettext_lazy("Nobody has measured this way"),
}
NO_WAY_ADVICE: Final[dict[NoWay, Promise]] = {
    NoWay.FAR_FROM_ROAD: gettext_lazy(
        "The middle of the square or the place lies so far from every road on the map that the way"
        " cannot be measured. Choose a square beside it, or ask about the distance."
    ),
    NoWay.OTHER_COMPONENT: gettext_lazy(
        "The roads at the two ends do not meet, as on an island without a ferry in the map. Ask"
        " about the distance if you know a way."
    ),
    NoWay.BEYOND_CUTOFF: gettext_lazy(
        "There may be a way, but it is longer than what is measured here."
    ),
    NoWay.UNKNOWN: gettext_lazy(
        "The table of distances that this service uses has no row for it. Ask about the distance,"
        " and it can be filled in."
    ),
}
BAND_LABELS: Final[dict[Band, Promise]] = {
    Band.UNDER: gettext_lazy("under 70 km"),
    Band.WITHIN: gettext_lazy("70–100 km"),
    Band.OVER: gettext_lazy("over 100 km"),
}
_QUESTION_KINDS: Final = {
    QuestionStatus.OPEN: "new",
    QuestionStatus.CORRECTED: "ok",
    QuestionStatus.KEPT: "neutral",
}

MINUTES_AN_HOUR: Final = 60

SENTENCES: Final[Sentences] = {
    **TABLE_SENTENCES,
    **REFERENCE_SENTENCES,
    "known_twice": (
        gettext_noop("Another row above has the same start and the same place."),
        gettext_noop("Keep the row that is right. Two starts in one 1 km square are the same."),
    ),
    "known_from_area": (
        gettext_noop("Only the postal area is known, and it is too wide to measure from."),
        gettext_noop("Write a locality, a square such as N7010E482, or coordinates."),
    ),
    "place_unknown": (
        gettext_noop("There is no such place in the list of places."),
        gettext_noop("Write the place's id or its name as in the list, or add the place first."),
    ),
    "place_misspelt": (
        gettext_noop("There is no such place in the list of places."),
        gettext_noop("If you meant “%(suggestion)s”, write that."),
    ),
    "place_shared_name": (
        gettext_noop("Several places have this name."),
        gettext_noop("Write the place's id instead."),
    ),
    "number_too_large": (
        gettext_noop("The number is larger than %(most)s."),
        gettext_noop("Write kilometres and minutes, not metres and seconds."),
    ),
    "date_expected": (
        gettext_noop("This is not a date."),
        gettext_noop("Write year, month and day, for example 2026-11-22."),
    ),
    "date_in_future": (
        gettext_noop("The date lies ahead."),
        gettext_noop("Import the row when it holds, or correct the date."),
    ),
    "km_under_straight": (
        gettext_noop("No road is shorter than the straight line, here %(straight)s km."),
        gettext_noop("Check the kilometres, the start and the place."),
    ),
    "km_far_over_straight": (
        gettext_noop("The distance is more than three times the straight line, %(straight)s km."),
        gettext_noop("Check it. If it is right, nothing needs to be done."),
    ),
    "minutes_too_few": (
        gettext_noop("So few minutes mean an average above %(speed)s km/h."),
        gettext_noop("Check the minutes. If they are right, nothing needs to be done."),
    ),
}


def sentence(problem: Problem) -> tuple[str, str]:
    """What is wrong in a file of known distances and what to do."""
    return table_sentence(problem, SENTENCES)


def km_text(km: float | None) -> str:
    """``69,6 km``: a tenth, because a rule may hang on it."""
    return "–" if km is None else f"{formats.number(km, 1)}{NBSP}km"


def minutes_text(minutes: float | None) -> str:
    """``54 min``; from two hours on ``4 tim 40 min``."""
    if minutes is None:
        return "–"
    is_long = minutes >= 2 * MINUTES_AN_HOUR
    return formats.duration(60 * minutes) if is_long else formats.minutes(minutes)


def heading(shown: Shown, *, start: str, place: str) -> str:
    """The result in one line."""
    ends = {"start": start, "place": place, "way": WAY_WORDS[shown.way]}
    if shown.km is None:
        return _("No way %(way)s from %(start)s to %(place)s") % ends
    return _("%(km)s %(way)s from %(start)s to %(place)s") % {**ends, "km": km_text(shown.km)}


def quality_status(shown: Shown) -> Status:
    """Measured, corrected or estimated, in word and shape."""
    if shown.correction is not None:
        kind = "warning" if shown.correction.is_approximate else "ok"
        word = (
            pgettext("quality of a distance", "approximate")
            if shown.correction.is_approximate
            else pgettext("quality of a distance", "corrected")
        )
        return Status(word, kind)
    return quality_word(shown.quality)


def quality_word(quality: Quality) -> Status:
    """The quality of what was measured."""
    if quality is Quality.ESTIMATE:
        return Status(pgettext("quality of a distance", "estimate"), "warning")
    return Status(pgettext("quality of a distance", "measured"), "ok")


def rests_on(shown: Shown) -> str:
    """Where the kilometres come from, in words."""
    if shown.correction is not None:
        return _("Corrected: %(source)s") % {"source": shown.correction.source}
    return engine_text(shown.source, shown.quality)


def engine_text(source: str, quality: Quality) -> str:
    """The engine and its network, or how the estimate is made."""
    estimate = estimate_source(source) if quality is Quality.ESTIMATE else None
    if estimate is not None:
        return _("Estimate: the straight line times %(factor)s") % {
            "factor": formats.number(estimate.detour_factor, 2)
        }
    return source


def band_text(shown: Shown) -> str:
    """Which side of the 70–100 km band the distance lies on."""
    return "" if shown.band is None else str(BAND_LABELS[shown.band])


def band_certainty(shown: Shown) -> str:
    """How sure the side is, where it is not."""
    if shown.band is None or shown.is_band_certain:
        return ""
    return _("probably, if the estimate holds")


def band_sentence(shown: Shown) -> str:
    """What the band means, as information: who decides what is policy."""
    limits = {"low": f"{LOW_KM:.0f}", "high": f"{HIGH_KM:.0f}"}
    if shown.band is None:
        return ""
    sentences = {
        Band.UNDER: _("The distance is shorter than %(low)s km."),
        Band.WITHIN: _("The distance lies within the band of %(low)s–%(high)s km."),
        Band.OVER: _("The distance is longer than %(high)s km."),
    }
    return sentences[shown.band] % limits


def question_status(status: str) -> Status:
    """How far a question has come, in word and shape."""
    found = QuestionStatus(status)
    return Status(QUESTION_LABELS[found], _QUESTION_KINDS[found])


def minutes_band(after: int, upto: int) -> str:
    """``15–30 min``."""
    return f"{after}–{upto}{NBSP}min"
