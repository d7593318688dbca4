"""Comparing employers in the browser: both must agree, one can take it back, nobody else sees."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from arbetshubb.foundation.models import AuditEntry, Organisation, OutboxMessage, User
from arbetshubb.mapping.actions.comparison import (
    ConsentGivenAlready,
    ConsentIsPast,
    NotYoursToGive,
    TooManyPartners,
    give_consent,
    withdraw_consent,
)
from arbetshubb.mapping.models import ComparisonConsent
from arbetshubb.mapping.rules.comparison import MOST_PARTNERS
from cast import Cast, make_user
from mapping.test_mapping_pages import SignIn, hire, in_english, office, staffed

__all__ = ["in_english", "office", "staffed"]


def agree(
    user: User, own: Organisation, other: Organisation, *, first: int = 0, last: int | None = None
) -> ComparisonConsent:
    today = timezone.localdate()
    return give_consent(
        user, own, other,
        valid_from=today + timedelta(days=first),
        valid_to=None if last is None else today + timedelta(days=last),
        now=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def agreed(staffed: Cast) -> Cast:
    agree(staffed.planner, staffed.region, staffed.municipality)
    agree(staffed.outsider, staffed.municipality, staffed.region)
    return staffed


def page(client: object, other: Organisation, status: int = 200) -> str:
    answer = client.get(reverse("mapping:employer", args=[other.pk]))
    assert answer.status_code == status
    return answer.content.decode()


FIGURES = "For each employee and year"


def test_both_see_the_two_side_by_side_when_both_have_agreed(agreed: Cast, sign_in: SignIn) -> None:
    assert FIGURES in page(sign_in(agreed.planner), agreed.municipality)
    assert FIGURES in page(sign_in(agreed.outsider), agreed.region)


def test_one_consent_is_not_enough_for_either(staffed: Cast, sign_in: SignIn) -> None:
    agree(staffed.planner, staffed.region, staffed.municipality)
    asking = page(sign_in(staffed.planner), staffed.municipality)
    asked = page(sign_in(staffed.outsider), staffed.region)
    assert FIGURES not in asking + asked
    assert "Waiting for an answer" in asking
    assert "They have agreed and ask you" in asked
    answer = sign_in(staffed.outsider).get(
        reverse("mapping:employer_export", args=[staffed.region.pk])
    )
    assert answer.status_code == 404


def test_a_consent_is_asked_for_given_and_taken_back_on_the_pages(
    staffed: Cast, sign_in: SignIn
) -> None:
    today = timezone.localdate().isoformat()
    for user, other in (
        (staffed.planner, staffed.municipality), (staffed.outsider, staffed.region)
    ):  # fmt: skip
        answer = sign_in(user).post(
            reverse("mapping:consent", args=[other.pk]), {"valid_from": today, "valid_to": ""}
        )
        assert answer.status_code == 302
    assert FIGURES in page(sign_in(staffed.planner), staffed.municipality)
    sign_in(staffed.outsider).post(reverse("mapping:withdraw", args=[staffed.region.pk]))
    assert FIGURES not in page(sign_in(staffed.planner), staffed.municipality)
    verbs = AuditEntry.objects.filter(thing_type="mapping.comparisonconsent").values_list(
        "verb", flat=True
    )
    assert sorted(verbs) == ["consented", "consented", "withdrawn"]
    assert OutboxMessage.objects.filter(topic="mapping.comparison_withdrawn").count() == 1


def test_a_withdrawn_consent_closes_the_page_though_its_picture_is_kept(
    agreed: Cast, sign_in: SignIn
) -> None:
    assert FIGURES in page(sign_in(agreed.planner), agreed.municipality)
    assert cache._cache  # the picture lies there
    given = ComparisonConsent.objects.get(organisation=agreed.municipality)
    withdraw_consent(agreed.outsider, given, now=timezone.now())
    assert FIGURES not in page(sign_in(agreed.planner), agreed.municipality)
    assert FIGURES not in page(sign_in(agreed.outsider), agreed.region)


@pytest.mark.parametrize(("first", "last"), [(1, None), (1, 9)])
def test_a_consent_for_later_opens_nothing_today(
    staffed: Cast, sign_in: SignIn, first: int, last: int | None
) -> None:
    agree(staffed.planner, staffed.region, staffed.municipality, first=first, last=last)
    agree(staffed.outsider, staffed.municipality, staffed.region)
    assert FIGURES not in page(sign_in(staffed.planner), staffed.municipality)


def test_a_consent_ends_after_its_last_day_and_can_be_given_anew(
    agreed: Cast, sign_in: SignIn
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ComparisonConsent.objects.filter(organisation=agreed.region).update(
        valid_from=yesterday, valid_to=yesterday
    )
    assert FIGURES not in page(sign_in(agreed.planner), agreed.municipality)
    agree(agreed.planner, agreed.region, agreed.municipality)
    assert FIGURES in page(sign_in(agreed.planner), agreed.municipality)


def test_a_third_organisation_never_sees_the_two(agreed: Cast, sign_in: SignIn) -> None:
    third = Organisation.objects.create(name="Tredje verket", code="TRE", kind="agency")
    stranger = make_user("planner", third, username="stranger")
    hire(third, 20)
    for other in (agreed.region, agreed.municipality):
        text = page(sign_in(stranger), other)
        assert FIGURES not in text
        assert "Nobody has asked" in text
        for address in ("employer_export", "consent", "withdraw"):
            url = reverse(f"mapping:{address}", args=[other.pk])
            assert sign_in(stranger).get(url).status_code in {404, 405}
    sign_in(stranger).post(reverse("mapping:withdraw", args=[agreed.region.pk]))
    assert FIGURES in page(sign_in(agreed.planner), agreed.municipality)
    assert not ComparisonConsent.objects.visible_to(stranger).exists()


@pytest.mark.parametrize("name", ["employee", "manager"])
def test_employees_and_managers_do_not_come_in(agreed: Cast, sign_in: SignIn, name: str) -> None:
    page(sign_in(getattr(agreed, name)), agreed.municipality, status=403)


def test_hr_reads_the_comparison_but_cannot_agree(agreed: Cast, sign_in: SignIn) -> None:
    text = page(sign_in(agreed.hr), agreed.municipality)
    assert FIGURES in text
    assert "Take it back" not in text
    answer = sign_in(agreed.hr).post(reverse("mapping:withdraw", args=[agreed.municipality.pk]))
    assert answer.status_code == 403
    with pytest.raises(NotYoursToGive):
        agree(agreed.hr, agreed.region, agreed.municipality)


def test_nobody_agrees_for_another_organisation(staffed: Cast) -> None:
    with pytest.raises(NotYoursToGive):
        agree(staffed.outsider, staffed.region, staffed.municipality)
    given = agree(staffed.planner, staffed.region, staffed.municipality)
    with pytest.raises(NotYoursToGive):
        withdraw_consent(staffed.outsider, given, now=timezone.now())


def test_a_small_group_of_the_other_is_not_shown(agreed: Cast, sign_in: SignIn) -> None:
    hire(agreed.municipality, 3, home="N6962E462", municipality="Berg")
    text = page(sign_in(agreed.planner), agreed.municipality)
    assert "20 %" not in text  # 3 of 15
    assert "fewer than 5" in text


def test_consent_is_given_once_at_a_time_and_to_few(staffed: Cast) -> None:
    agree(staffed.planner, staffed.region, staffed.municipality)
    with pytest.raises(ConsentGivenAlready):
        agree(staffed.planner, staffed.region, staffed.municipality)
    for number in range(MOST_PARTNERS - 1):
        other = Organisation.objects.create(name=f"Verk {number}", code=f"V{number}", kind="agency")
        agree(staffed.planner, staffed.region, other)
    last = Organisation.objects.create(name="Ett till", code="TILL", kind="agency")
    with pytest.raises(TooManyPartners):
        agree(staffed.planner, staffed.region, last)


def test_a_period_that_is_over_or_backwards_is_refused(staffed: Cast, sign_in: SignIn) -> None:
    for first, last in ((-9, -1), (5, 2)):
        with pytest.raises(ConsentIsPast):
            agree(staffed.planner, staffed.region, staffed.municipality, first=first, last=last)
    answer = sign_in(staffed.planner).post(
        reverse("mapping:consent", args=[staffed.municipality.pk]),
        {"valid_from": "2030-05-02", "valid_to": "2030-05-01"},
    )
    assert "The last day is before the first day" in answer.content.decode()


def test_the_database_refuses_two_standing_consents_and_one_with_oneself(staffed: Cast) -> None:
    given = agree(staffed.planner, staffed.region, staffed.municipality)
    for other in (staffed.municipality, staffed.region):
        with pytest.raises(IntegrityError), transaction.atomic():
            ComparisonConsent.objects.create(
                organisation=staffed.region,
                other=other,
                valid_from=given.valid_from,
                given_by=staffed.planner,
            )


def test_the_list_says_how_far_each_has_come(agreed: Cast, sign_in: SignIn) -> None:
    Organisation.objects.create(name="Tredje verket", code="TRE", kind="agency")
    text = sign_in(agreed.planner).get(reverse("mapping:employers")).content.decode()
    assert "One employer can be compared with yours" in text
    assert "Both have agreed" in text
    assert "Nobody has asked" in text


def test_the_workbook_holds_what_the_page_shows(agreed: Cast, sign_in: SignIn) -> None:
    answer = sign_in(agreed.planner).get(
        reverse("mapping:employer_export", args=[agreed.municipality.pk])
    )
    assert answer.status_code == 200
    assert "GRA" in answer["Content-Disposition"].upper()


def test_an_employer_that_is_not_there_is_not_found(staffed: Cast, sign_in: SignIn) -> None:
    page(sign_in(staffed.planner), staffed.region, status=404)
    answer = sign_in(staffed.planner).get(reverse("mapping:employer", args=[9999]))
    assert answer.status_code == 404
