"""References of decisions, settings in addresses, and what an advertisement may say."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.reach import PostRules
from arbetshubb.analysis.relocation import Settings, Way
from arbetshubb.location.forms.reach import OFFICE_DAYS
from arbetshubb.location.rules.choice import Show, choice_from, setting_parameters, settings_from
from arbetshubb.location.rules.decisions import (
    Flaw,
    check_day,
    check_number,
    check_paragraph,
    tidy_number,
    tidy_paragraph,
)
from arbetshubb.location.texts.advert import Advert, advert_in

DAY = date(2026, 5, 4)


@pytest.mark.parametrize("number", ["RS/305/2021", "HSN/1/2026", "RUN/4711/1990"])
def test_a_registry_number_has_body_number_and_year(number: str) -> None:
    assert check_number(number, decided_on=DAY) is None


@pytest.mark.parametrize(
    ("number", "flaw"),
    [
        ("RS-305-2021", Flaw.SHAPE),
        ("305/2021", Flaw.SHAPE),
        ("RS/0/2021", Flaw.SHAPE),
        ("RS/305/21", Flaw.SHAPE),
        ("RS/305/2027", Flaw.YEAR),
        ("RS/305/1989", Flaw.YEAR),
        ("", Flaw.SHAPE),
    ],
)
def test_a_registry_number_that_cannot_be_is_refused(number: str, flaw: Flaw) -> None:
    assert check_number(number, decided_on=DAY) is flaw


def test_numbers_are_tidied_before_they_are_checked() -> None:
    assert tidy_number(" rs / 305 / 2021 ") == "RS/305/2021"
    assert tidy_paragraph("§ 79") == "79"
    assert check_paragraph("79") is None
    assert check_paragraph("") is None
    assert check_paragraph("79 a") is Flaw.PARAGRAPH


def test_a_decision_is_not_recorded_before_its_day() -> None:
    assert check_day(DAY, today=DAY) is None
    assert check_day(DAY, today=date(2026, 5, 3)) is Flaw.FUTURE


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12)))
def test_whatever_the_address_says_the_settings_are_on_their_steps(query: dict[str, str]) -> None:
    names = ("way", "days", "minutes", "seat_cost", "bound", "show")
    asked = {**query, **dict(zip(names, query.values(), strict=False))}
    settings_from(asked)
    choice_from(asked)


def test_settings_survive_an_address() -> None:
    chosen = Settings(way=Way.SHARE, days=3, near_minutes=45, seat_cost=20_000.0, bound=0.4)
    assert settings_from(setting_parameters(chosen)) == chosen
    assert setting_parameters(Settings()) == {}
    assert choice_from({"show": "places"}).show is Show.PLACES
    assert choice_from({"show": "nonsense"}).show is Show.UNITS


def advert(**changes: object) -> Advert:
    given_ = {
        "rules": PostRules(2.0, hub_days=1.0, home_days=2.0),
        "office_key": "w2",
        "workplace": "Kontoret",
        "municipality": "Östersund",
        "hubs": ("Hubben Svenstavik", "Hubben Järpen"),
        "examples": ("Svenstavik", "Brunflo"),
        "is_estimate": True,
    }
    return Advert(**{**given_, **changes})  # type: ignore[arg-type]


def test_the_text_says_the_rules_in_swedish_and_english() -> None:
    swedish = advert_in("sv", advert())
    assert "Du arbetar där minst 2 dagar i veckan." in swedish
    assert "Upp till 1 dag i veckan kan du arbeta på arbetshubb" in swedish
    assert "Upp till 2 dagar i veckan kan du arbeta hemma" in swedish
    assert "Svenstavik och Brunflo" in swedish
    assert "Tiderna är uppskattningar." in swedish
    english = advert_in("en", advert())
    assert "You work there at least 2 days a week." in english
    assert "The times are estimates." in english


@given(
    st.sampled_from(sorted(OFFICE_DAYS)),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from(["sv", "en"]),
)
def test_the_text_never_promises_more_days_than_the_rules(
    office: str, hub: int, home: int, language: str
) -> None:
    rules = PostRules(OFFICE_DAYS[office], hub_days=float(hub), home_days=float(home))
    text = advert_in(language, advert(rules=rules, office_key=office, examples=()))
    hub_days = re.search(r"(?:Upp till|Up to) (\d).{0,40}(?:arbetshubb|work hub)", text)
    home_days = re.search(r"(?:Upp till|Up to) (\d)[^.]{0,40}(?:hemma|at home)", text)
    assert int(hub_days.group(1)) <= hub if hub_days else True
    assert int(home_days.group(1)) <= home if home_days else True
    assert hub or "Svenstavik" not in text
    assert home or ("hemma" not in text and "at home" not in text)


def test_only_a_post_without_limits_says_where_you_like() -> None:
    free = PostRules(0.0, home_days=5.0)
    assert "Du kan bo var du vill" in advert_in("sv", advert(rules=free, office_key="0", hubs=()))
    bound = PostRules(1.0, home_days=4.0)
    assert "var du vill" not in advert_in("sv", advert(rules=bound, office_key="w1", hubs=()))


def test_a_measured_time_is_not_called_an_estimate() -> None:
    assert "uppskattningar" not in advert_in("sv", advert(is_estimate=False))
