"""What a file of a travel survey and of business trips is read as, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus, Sweref
from arbetshubb.mapping.file_templates import business_template, survey_template
from arbetshubb.mapping.rules.business_file import parse_business, period_in
from arbetshubb.mapping.rules.survey_file import Answer, SurveyRead, SurveyStudy, parse_survey
from arbetshubb.mapping.rules.survey_picture import survey_picture
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.reading import read_table

OFFICE = Site(
    "stab", "Staben", "Östersund", SiteKind.OWN_OFFICE, Sweref(7_008_000.0, 482_000.0),
    SiteStatus.EXISTING,
)  # fmt: skip
GAZETTEER = Gazetteer.shipped()


def study(*units: str) -> SurveyStudy:
    return SurveyStudy((OFFICE,), units, ("Östersund", "Berg", "Åre"), GAZETTEER)


def read(text: str, *units: str) -> SurveyRead:
    return parse_survey(read_table(text.encode(), name="enkät.csv"), study(*units))


def codes(found: SurveyRead) -> list[str]:
    return [problem.code for problem in found.problems]


def test_an_answer_is_read_with_swedish_headings_and_words() -> None:
    found = read(
        "hem;enhet;vinter;sommar;dagar;hemmadagar;drivmedel;km;kan tänka sig buss;skäl\n"
        "Svenstavik;hr;bil;cykel;3;2;bensin;68,4;kanske;tid, barn\n",
        "HR",
    )
    assert found.problems == ()
    (answer,) = found.answers
    assert answer.unit == "HR"
    assert answer.home_municipality == "Berg"
    assert answer.home_cell.startswith("N")
    assert (answer.mode_winter, answer.mode_summer) == ("car", "bicycle")
    assert (answer.office_days, answer.home_days, answer.hub_days) == (3.0, 2.0, 0.0)
    assert (answer.fuel, answer.km, answer.workplace) == ("petrol", 68, "stab")
    assert "maybe" in answer.willing
    assert answer.reasons == ("errands", "time")


@pytest.mark.parametrize(
    "column", ["Namn", "E-post", "personnummer", "Anställningsnummer", "phone", "Användarnamn"]
)
def test_a_column_that_tells_who_answered_refuses_the_whole_file(column: str) -> None:
    found = read(f"hem;vinter;{column}\nSvenstavik;bil;hemligt\n")
    assert found.answers == ()
    assert codes(found) == ["column_identifies"]
    assert "hemligt" not in repr([vars_of(problem) for problem in found.problems])


def vars_of(problem: object) -> tuple[object, ...]:
    return tuple(getattr(problem, name) for name in ("row", "column", "value", "code"))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("anna@exempel.se", "cell_is_mail_address"),
        ("jag heter anna@exempel.se ok", "cell_is_mail_address"),
        ("19811228-9874", "cell_is_person_number"),
    ],
)
def test_a_cell_in_any_column_that_tells_who_answered_refuses_the_file(
    value: str, code: str
) -> None:
    found = read(f"hem;vinter;kommentar\nSvenstavik;bil;{value}\nSvenstavik;bil;\n")
    assert found.answers == ()
    assert code in codes(found)
    assert all(value not in problem.value for problem in found.problems)


def test_free_text_is_not_kept() -> None:
    found = read("hem;vinter;skäl;kommentar\nSvenstavik;bil;min chef bor granne;hej\n")
    assert "reason_not_kept" in codes(found)
    assert all("chef" not in problem.value for problem in found.problems)
    assert "chef" not in repr(found.answers)


def test_a_municipality_alone_gives_no_square() -> None:
    (answer,) = read("kommun;vinter\nÅre kommun;bil\n").answers
    assert (answer.home_municipality, answer.home_cell) == ("Åre", "")


def test_a_square_is_taken_as_it_is() -> None:
    (answer,) = read("hem;vinter\nN7010E482;bil\n").answers
    assert (answer.home_municipality, answer.home_cell) == ("Krokom", "N7010E482")


def test_a_street_address_is_an_error_and_no_home() -> None:
    found = read("hem;vinter\nStorgatan 5;bil\n")
    assert found.answers == ()
    assert codes(found) == ["looks_like_address"]


def test_sharing_a_car_is_a_car_with_two_in_it() -> None:
    (answer,) = read("hem;vinter\nSvenstavik;samåkning\n").answers
    assert (answer.mode_winter, answer.in_car) == ("car", 2)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Svenstavik;rymdraket;3;", "word_unknown"),
        ("Svenstavik;;3;", "value_missing"),
        (";bil;3;", "value_missing"),
        ("Svenstavik;bil;9;", "number_too_large"),
        ("Svenstavik;bil;-1;", "number_negative"),
        ("Svenstavik;bil;tre;", "number_expected"),
        ("Svenstavik;bil;3;9000", "number_too_large"),
    ],
)
def test_a_wrong_row_is_an_error_at_its_row(row: str, code: str) -> None:
    found = read(f"hem;vinter;dagar;km\nSvenstavik;bil;5;\n{row}\n")
    (problem,) = found.problems
    assert (problem.code, problem.row) == (code, 3)


def test_an_unknown_unit_counts_to_the_whole_only() -> None:
    found = read("hem;vinter;enhet\nSvenstavik;bil;Okänd\n", "HR")
    assert codes(found) == ["unit_unknown"]
    assert found.answers[0].unit == ""


def test_the_order_in_which_people_answered_is_gone() -> None:
    rows = ["Svenstavik;bil", "Strömsund;buss", "Åre;tåg", "Svenstavik;cykel"]
    one = read("\n".join(["hem;vinter", *rows]))
    other = read("\n".join(["hem;vinter", *reversed(rows)]))
    assert one.answers == other.answers


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_example_files_are_read_without_a_problem(language: str) -> None:
    survey = parse_survey(
        read_table(survey_template(language), name="mall.xlsx"), study("Ekonomi", "Utveckling")
    )
    assert (len(survey.answers), survey.problems) == (3, ())
    trips = parse_business(
        read_table(business_template(language), name="mall.xlsx"), units=("Ekonomi", "Utveckling")
    )
    assert (len(trips.trips), trips.problems) == (4, ())


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026", "2026"), ("2026-03", "2026-03"), ("2026-03-17", "2026-03"), ("202603", "2026-03"),
        ("2026Q2", "2026-Q2"), ("2026 kv3", "2026-Q3"), ("2026-13", ""), ("mars", ""), ("", ""),
        ("0026", ""),
    ],
)  # fmt: skip
def test_a_period_is_a_year_a_quarter_or_a_month(text: str, period: str) -> None:
    assert period_in(text) == period


def test_trips_that_say_the_same_are_added_together() -> None:
    found = parse_business(
        read_table(
            b"mode;km;kronor;period;unit\ntaxi;10;200;2026-03-01;HR\ncab;5;;2026-03-09;HR\n"
            b"train;100;;2026;\n",
            name="trips.csv",
        ),
        units=("HR",),
    )
    assert found.problems == ()
    assert [(t.unit, t.mode, t.period, t.km, t.kronor) for t in found.trips] == [
        ("", "train", "2026", 100.0, None),
        ("HR", "taxi", "2026-03", 15.0, 200.0),
    ]


def test_trips_of_a_named_traveller_are_refused() -> None:
    found = parse_business(
        read_table(b"mode;km;period;name\ntaxi;10;2026;Anna\n", name="trips.csv"), units=()
    )
    assert found.trips == ()
    assert [problem.code for problem in found.problems] == ["column_identifies"]


def answer(unit: str = "", mode: str = "car", willing: str = "yes") -> Answer:
    return Answer(
        unit, "Berg", "", "", mode, mode, 5.0, 0.0, 0.0, 1, "", -1, (willing,) * 6, ("time",)
    )


answers = st.lists(
    st.builds(
        answer,
        unit=st.sampled_from(["", "HR", "IT"]),
        mode=st.sampled_from(["car", "bus", "walk"]),
        willing=st.sampled_from(["yes", "maybe", "no", ""]),
    ),
    max_size=40,
)


@given(answers)
def test_no_shown_count_is_of_one_to_four_answers(given: list[Answer]) -> None:
    picture = survey_picture(given, staff={"HR": 30, "IT": 30})
    shown = [
        row.count
        for rows in (picture.winter, picture.summer, picture.fuels, picture.reasons)
        for row in rows
    ]
    shown += [row.answers for row in picture.by_unit]
    shown += [n for row in picture.willing for n in (row.yes, row.maybe, row.no)]
    assert all(count is None or count == 0 or count >= 5 for count in shown)


@given(answers)
def test_a_hidden_count_cannot_be_had_by_subtraction(given: list[Answer]) -> None:
    picture = survey_picture(given, staff={"HR": 30, "IT": 30})
    for rows in (picture.winter, picture.summer):
        hidden = [row for row in rows if row.count is None]
        left = (picture.answers or 0) - sum(row.count or 0 for row in rows)
        is_silent = len(hidden) == len(rows)  # then a hidden row may be nobody
        assert not hidden or is_silent or (len(hidden) > 1 and left >= len(hidden) + 4)
