"""Constants speak Swedish with the same facts; what a user changed is quoted as it stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from arbetshubb.analysis.constants import Constant
from arbetshubb.analysis.hubplan.published import ConstantOut
from arbetshubb.reference.constants import SHIPPED, constants, read_constants
from arbetshubb.reference.shipped import shipped_content, shipped_rows
from arbetshubb.reference.wording import constant_wording
from arbetshubb.tables.reading import read_table

ROWS = [row for name in SHIPPED for row in shipped_rows(name)]
ENGLISH = re.compile(
    r"\b(the|of|and|or|to|in|is|by|with|than|from|ex VAT|incl|one|way|score|raw|prices|same|source|"
    r"found|share|seats?|persons?|days?|week|month|yr|members?|desks?|workplace|employees?|"
    r"respondents|points|operators|SEK|MSEK|pkm|vkm)\b"
)
PUBLICATION = "EG Nordic Workplace Utilization Report"


def keys(row: dict[str, str]) -> str:
    return row["key"]


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


@pytest.mark.parametrize("row", ROWS, ids=keys)
def test_every_shipped_constant_is_said_in_swedish(row: dict[str, str]) -> None:
    words = constant_wording(constants()[row["key"]], "sv")
    assert row["source_sv"]
    assert words.source.startswith(row["source_sv"].partition("[")[0])
    said = f"{words.source} | {words.unit} | {words.price_year} | {words.confidence}"
    assert not ENGLISH.findall(said.replace(PUBLICATION, ""))
    assert not re.search(r"\[(found|derived|general|seed)\]", said)


@pytest.mark.parametrize("row", ROWS, ids=keys)
def test_the_swedish_words_hold_the_same_facts(row: dict[str, str]) -> None:
    """Every number, address and publication of the English is there, and no number more."""
    for english, swedish in (("source", "source_sv"), ("unit", "unit_sv"), ("year", "year_sv")):
        if row[swedish]:
            assert digits(row[swedish]) == digits(row[english])
    named = r"[\w-]+\.(?:se|com|dk|md)\b|\b(?:SOU|ASEK|HFD|LOU|CERO|WSP|SCB|VTI|HVO|WLTP|EG)\b"
    assert set(re.findall(named, row["source"])) <= set(re.findall(named, row["source_sv"]))


def test_english_is_the_shipped_text_with_its_kind_in_words() -> None:
    words = constant_wording(constants()["car_occupancy_commute"], "en")
    assert (words.source, words.unit) == ("ASEK/RVU convention (general knowledge)", "persons/car")
    assert (words.confidence, words.price_year) == ("fairly sure", "")


@pytest.mark.parametrize("tag", ["sv", "sv-se", "sv_SE", "SV"])
def test_every_tag_of_swedish_is_swedish(tag: str) -> None:
    words = constant_wording(constants()["co2_value_asek7"], tag)
    assert (words.unit, words.price_year) == ("kr/kg CO2", "2017 års priser")


def test_a_language_without_words_gets_english() -> None:
    constant = constants()["hub_peak_factor"]
    assert constant_wording(constant, "fi") == constant_wording(constant, "en")


def test_each_text_that_a_user_changed_is_quoted_and_the_rest_is_translated() -> None:
    shipped = constants()["time_value_commute_car"]
    own = replace(shipped, source="Own survey of 2026 [found]")
    words = constant_wording(own, "sv")
    assert words.source == "Own survey of 2026 (publicerad källa)"
    assert (words.unit, words.price_year) == ("kr/tim", "2025 års priser")
    words = constant_wording(replace(shipped, unit="EUR/h", price_year="2026 prices"), "sv")
    assert (words.unit, words.price_year) == ("EUR/h", "2026 prices")
    assert words.source.startswith("ASEK 6.0, regional arbetsresa")


def test_a_constant_that_is_not_shipped_is_quoted_whole() -> None:
    own = Constant("own", 1, 1, 1, "pieces", "2026 prices", "our count [seed]", "rough")
    words = constant_wording(own, "sv")
    assert words.source == "our count (regionens egen handling)"
    assert (words.unit, words.price_year, words.confidence) == ("pieces", "2026 prices", "rough")


def test_a_published_constant_is_said_as_the_one_it_was_made_from() -> None:
    shipped = constants()["realisation"]
    out = ConstantOut("realisation", 0.2, 0.1, 0.3, shipped.unit, "", shipped.source, "low")
    assert constant_wording(out, "sv") == constant_wording(shipped, "sv")


def test_a_users_file_of_only_key_value_and_source_is_quoted() -> None:
    table = read_table(b"key;value;source\nworkdays_per_year;212;Our payroll\n", name="c")
    read = read_constants(table, base=constants())
    words = constant_wording(read.constants["workdays_per_year"], "sv")
    assert (read.problems, words.source, words.unit) == ((), "Our payroll", "dagar")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_users_copy_of_a_shipped_file_reads_without_a_word(name: str) -> None:
    """Its Swedish columns are known; a row whose source was changed is quoted all the same."""
    content = shipped_content(name)
    assert content is not None
    changed = content.replace(b"RiR 2024:20", b"RiR 2030:1").replace(b"assumption;", b"guess;")
    read = read_constants(read_table(changed, name=name), base=constants())
    assert read.problems == ()
    key = {
        "constants.csv": "remote_policy_share",
        "demand_constants.csv": "hub_days_per_member",
        "commuting_constants.csv": "stated_bus",
    }[name]
    own, shipped = read.constants[key], constants()[key]
    assert own.source != shipped.source
    quoted = own.source.rpartition(" [")[0]
    assert constant_wording(own, "sv").source.startswith(quoted)
