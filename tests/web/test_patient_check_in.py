"""How are you today? The hospital's own limits decide what a nurse hears of; no limit is built in."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import CheckIn, CheckInLimits, Surgery, WorkItem
from tests.web.patient_cast import NOON, At, make_list, open_list_of

pytestmark = pytest.mark.django_db
TWO_DAYS_AFTER = NOON + timedelta(days=3)


@pytest.fixture
def surgery(client: Client, at: At) -> Surgery:
    surgery = make_list()
    at(TWO_DAYS_AFTER)
    open_list_of(client, surgery.patient, now=TWO_DAYS_AFTER)
    return surgery


def limit(surgery: Surgery, **limits: object) -> None:
    CheckInLimits.objects.create(hospital=surgery.unit.hospital, unit="f", **limits)


def tell(client: Client, surgery: Surgery, **answers: str) -> str:
    return client.post(reverse("my-check-in", args=[surgery.pk]), answers, follow=True).content.decode()


def concerns() -> list[WorkItem]:
    return list(WorkItem.objects.filter(kind=WorkItem.Kind.CHECK_IN))


def test_the_questions_are_offered_after_the_operation_and_not_before(client: Client, at: At, surgery: Surgery) -> None:
    assert "How are you today?" in client.get(reverse("patient-list")).content.decode()

    at(NOON)

    assert "How are you today?" not in client.get(reverse("patient-list")).content.decode()
    assert "These questions are for after your operation." in tell(client, surgery, pain="3")
    assert not CheckIn.objects.exists()


def test_an_answer_at_a_limit_is_urgent_for_a_nurse_and_the_page_says_what_to_do_now(
    client: Client, surgery: Surgery
) -> None:
    limit(surgery, pain=7, temperature=Decimal("101.5"))

    said = tell(client, surgery, pain="7", temperature="101,5")

    assert "Do not wait. Call us now: (212) 555-0101" in said
    (concern,) = concerns()
    assert concern.is_urgent
    assert "pain 7 of 10 (limit 7)" in concern.summary
    assert "temperature 101.5 °F (limit 101.5 °F)" in concern.summary


def test_below_the_limits_an_answer_is_kept_and_raises_nothing(client: Client, surgery: Surgery) -> None:
    limit(surgery, pain=7, temperature=Decimal("101.5"))

    said = tell(client, surgery, pain="2", temperature="98.6", wound="well")

    assert "Nobody reads this at once." in said
    assert concerns() == []
    assert CheckIn.objects.get().temperature == Decimal("98.6")


def test_no_limit_is_built_in_so_a_nurse_reads_what_no_limit_is_set_for(client: Client, surgery: Surgery) -> None:
    tell(client, surgery, temperature="104")

    (concern,) = concerns()
    assert "104.0 °F (no limit is set)" in concern.summary


def test_a_hospital_may_choose_to_keep_answers_without_a_limit(client: Client, surgery: Surgery) -> None:
    limit(surgery, is_kept_without=True)

    tell(client, surgery, temperature="104", pain="9")

    assert concerns() == []


@pytest.mark.parametrize("answers", [{"wound": "worse"}, {"words": "It leaks a little"}])
def test_a_worse_wound_and_own_words_always_reach_a_nurse(
    client: Client, surgery: Surgery, answers: dict[str, str]
) -> None:
    limit(surgery, is_kept_without=True)

    tell(client, surgery, **answers)

    (concern,) = concerns()
    assert concern.words == answers.get("words", "")


@pytest.mark.parametrize("temperature", ["hot", "38.5", "1e3", "²", "300"])
def test_a_temperature_that_cannot_be_is_told_and_nothing_else_is_lost(
    client: Client, surgery: Surgery, temperature: str
) -> None:
    said = tell(client, surgery, temperature=temperature, words="My leg is warm", pain="4")

    assert "such as 98.6." in said
    assert "My leg is warm</textarea>" in said
    assert f'value="{temperature}"' in said
    assert not CheckIn.objects.exists()


def test_the_page_after_the_operation_needs_no_more_queries(
    client: Client, surgery: Surgery, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tell(client, surgery, pain="3")

    with django_assert_max_num_queries(8):
        assert "You last told us today" in client.get(reverse("patient-list")).content.decode()


def test_nothing_answered_is_told(client: Client, surgery: Surgery) -> None:
    assert "Answer at least one of the questions." in tell(client, surgery)


def test_the_warning_signs_stand_beside_the_questions_and_are_asked_by_none(client: Client, surgery: Surgery) -> None:
    html = client.get(reverse("my-check-in", args=[surgery.pk])).content.decode()

    form, _, foot = html.partition("</form>\n")[2].partition('class="flags"')
    assert "Chest pain" in foot
    assert "Chest pain" not in form


def test_the_questions_of_another_patient_are_not_found(client: Client, surgery: Surgery) -> None:
    assert Client().get(reverse("my-check-in", args=[surgery.pk])).status_code == 403
    assert client.get(reverse("my-check-in", args=[surgery.pk + 1])).status_code == 404
