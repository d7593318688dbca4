"""Travel surveys in the browser: who may give one, what it is checked for, what is kept."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arbetshubb.foundation.models import AuditEntry, OutboxMessage, User
from arbetshubb.mapping.actions.files import NotYourMapping, forget_expired_files
from arbetshubb.mapping.actions.surveys import WaveName, apply_survey, check_survey
from arbetshubb.mapping.importing import gazetteer
from arbetshubb.mapping.models import ReadFile, SurveyAnswer, SurveyWave
from arbetshubb.mapping.survey_queries import study_for
from arbetshubb.people.models import ImportStatus
from cast import Cast, make_user

SignIn = Callable[[User], Client]
HEAD = "hem;enhet;vinter;sommar;dagar;km;kan tänka sig buss;skäl\n"
ROW = "Svenstavik;;bil;buss;3;68;ja;tid\n"
GOOD = HEAD + ROW * 8


@pytest.fixture(autouse=True)
def in_english(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"


def give(client: Client, text: str, *, label: str = "Spring", asked: str = "20") -> SurveyWave:
    file = SimpleUploadedFile("enkät.csv", text.encode())
    answer = client.post(
        reverse("mapping:survey_import"),
        {"file": file, "year": "2026", "label": label, "asked": asked},
    )
    assert answer.status_code == 302, answer.content.decode()
    return SurveyWave.objects.latest("pk")


def shown(client: Client, wave: SurveyWave) -> str:
    answer = client.get(reverse("mapping:survey", args=[wave.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["planner", "hr", "administrator"])
def test_a_survey_is_checked_then_applied(cast: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(getattr(cast, name))
    wave = give(client, GOOD)
    assert (wave.status, SurveyAnswer.objects.count()) == (ImportStatus.CHECKED, 0)
    assert "Nothing counts until you apply it" in shown(client, wave)
    client.post(reverse("mapping:survey_apply", args=[wave.pk]))
    wave.refresh_from_db()
    assert (wave.status, wave.rows, wave.answers.count()) == (ImportStatus.APPLIED, None, 8)
    text = shown(client, wave)
    assert "Spring 2026: 8 answers" in text
    assert "40%" in text
    assert AuditEntry.objects.filter(verb="imported", thing_id=str(wave.pk)).exists()
    assert OutboxMessage.objects.filter(topic="mapping.survey_imported").exists()


def test_a_file_that_tells_who_answered_is_refused_and_nothing_is_kept(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.planner)
    wave = give(client, "hem;vinter;E-post\nSvenstavik;bil;anna@exempel.se\n")
    assert (wave.status, wave.rows, wave.row_count) == (ImportStatus.FAULTY, None, 0)
    assert "anna" not in str(wave.problems)
    text = shown(client, wave)
    assert "Nothing in the file has been kept" in text
    assert "anna" not in text


def test_one_wrong_row_stops_the_whole_file(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    wave = give(client, GOOD + "Svenstavik;;rymdraket;;3;68;ja;tid\n")
    assert (wave.status, wave.rows) == (ImportStatus.FAULTY, None)
    assert "One error to mend" in shown(client, wave)
    csv = client.get(reverse("mapping:survey_problems", args=[wave.pk]))
    assert "rymdraket" in b"".join(csv.streaming_content).decode()
    client.post(reverse("mapping:survey_apply", args=[wave.pk]))
    assert SurveyAnswer.objects.count() == 0


def test_fewer_than_five_answers_are_never_shown(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    wave = give(client, HEAD + ROW * 4)
    text = shown(client, wave)
    assert "Too few answers" in text
    assert "By car in winter" not in text


@pytest.mark.parametrize("name", ["employee", "manager"])
@pytest.mark.parametrize("address", ["surveys", "survey_import", "survey_example"])
def test_others_are_refused(cast: Cast, sign_in: SignIn, name: str, address: str) -> None:
    assert sign_in(getattr(cast, name)).get(reverse(f"mapping:{address}")).status_code == 403


def test_a_controller_reads_and_gives_no_file(cast: Cast, sign_in: SignIn) -> None:
    wave = give(sign_in(cast.planner), GOOD)
    client = sign_in(controller_of(cast))
    assert client.get(reverse("mapping:surveys")).status_code == 200
    assert "Let the answers count" not in shown(client, wave)
    assert client.get(reverse("mapping:survey_import")).status_code == 403
    assert client.post(reverse("mapping:survey_apply", args=[wave.pk])).status_code == 403


def controller_of(cast: Cast) -> User:
    return make_user("controller", cast.region)


def test_another_organisation_finds_no_wave_of_ours(cast: Cast, sign_in: SignIn) -> None:
    wave = give(sign_in(cast.planner), GOOD)
    client = sign_in(cast.outsider)
    for name in ("survey", "survey_problems"):
        assert client.get(reverse(f"mapping:{name}", args=[wave.pk])).status_code == 404
    for name in ("survey_apply", "survey_abandon", "survey_delete"):
        assert client.post(reverse(f"mapping:{name}", args=[wave.pk])).status_code == 404
    with pytest.raises(NotYourMapping):
        apply_survey(wave, actor=cast.outsider)


def test_a_deleted_wave_takes_its_answers_with_it_and_stands_in_the_log(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.planner)
    wave = give(client, GOOD)
    client.post(reverse("mapping:survey_apply", args=[wave.pk]))
    client.post(reverse("mapping:survey_delete", args=[wave.pk]))
    assert not SurveyWave.objects.exists()
    assert not SurveyAnswer.objects.exists()
    entry = AuditEntry.objects.get(verb="deleted")
    assert entry.before == {"year": 2026, "label": "Spring", "answers": 8}


def test_two_waves_cannot_have_the_same_name_and_year(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    for _ in range(2):
        wave = give(client, GOOD)
        answer = client.post(reverse("mapping:survey_apply", args=[wave.pk]), follow=True)
    assert "There is one with that name and year already" in answer.content.decode()
    assert SurveyWave.objects.applied().count() == 1
    assert SurveyAnswer.objects.count() == 8


def test_a_file_put_aside_keeps_nothing(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    wave = give(client, GOOD)
    client.post(reverse("mapping:survey_abandon", args=[wave.pk]))
    wave.refresh_from_db()
    assert (wave.status, wave.rows) == (ImportStatus.ABANDONED, None)


def test_a_file_that_waits_loses_its_rows_after_a_day(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.planner)
    wave = give(client, GOOD)
    SurveyWave.objects.update(created=wave.created - ReadFile.KEPT * 2)
    assert forget_expired_files() == 1
    assert "The file has waited too long" in shown(client, wave)
    answer = client.post(reverse("mapping:survey_apply", args=[wave.pk]), follow=True)
    assert "more than a day ago" in answer.content.decode()


def test_the_first_visit_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.planner).get(reverse("mapping:surveys")).content.decode()
    assert "There is no travel survey yet" in answer
    assert reverse("mapping:survey_import") in answer


def test_a_file_that_is_no_table_is_a_problem_and_no_crash(cast: Cast) -> None:
    wave = check_survey(
        b"\x00\x01\x02",
        file_name="bild.png",
        organisation=cast.region,
        actor=cast.planner,
        called=WaveName(2026, "x"),
        study=study_for(cast.region, gazetteer()),
    )
    assert wave.status == ImportStatus.FAULTY
