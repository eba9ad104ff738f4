"""Two plans of one patient that name two fasting hours: what her pages and her paper say."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from procedures.checklists.models import Surgery
from procedures.hospitals.models import Unit
from procedures.messaging.previewing import outlook
from tests.cast import make_patient, make_unit
from tests.web.patient_cast import NOON, At, make_list, open_list_of

pytestmark = pytest.mark.django_db
# Stop eating and drinking for 8:00, with the arrival at 6:00; and for 9:00, with the arrival at 7:00.
HOURS = ("10:00 at night", "4:00 in the morning", "11:00 at night", "5:00 in the morning")
IN_SPANISH = ("10:00 de la noche", "4:00 de la mañana", "11:00 de la noche", "5:00 de la mañana")


@pytest.fixture(autouse=True)
def _noon(at: At) -> None:
    at(NOON)


def two_plans(language: str = "en") -> list[Surgery]:
    """Her operation at 8:00, and another one of another unit at 9:00 of the same day."""
    unit = make_unit()
    other = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")
    patient = make_patient(unit, language=language)
    return [make_list(unit, patient=patient), make_list(other, patient=patient, start=time(9, 0), arrival=time(7, 0))]


def words_at(client: Client, page: str, surgery: int) -> str:
    answer = client.get(reverse(page), {"surgery": surgery})
    return " ".join(strip_tags(answer.content.decode()).split())


@pytest.mark.parametrize("page", ["patient-list", "my-sheet"])
@pytest.mark.parametrize(("language", "ask"), [("en", "Call us and ask when to stop"), ("es", "Llámenos y pregunte")])
def test_safety_rule_3_no_page_of_either_plan_gives_a_fasting_hour_and_both_say_whom_to_call(
    client: Client, page: str, language: str, ask: str
) -> None:
    plans = two_plans(language)
    open_list_of(client, plans[0].patient)

    for surgery in plans:
        words = words_at(client, page, surgery.pk)

        assert ask in words
        assert surgery.unit.telephone.as_national in words
        assert not [hour for hour in (*HOURS, *IN_SPANISH) if hour in words]


def test_safety_rule_3_no_message_that_is_still_to_come_gives_a_fasting_hour_of_either_plan() -> None:
    first, _second = two_plans()

    said = " ".join(words.text for coming in outlook(first.patient, now=NOON).coming for _way, words in coming.words)

    assert "Your checklist is ready" in said
    assert not [hour for hour in HOURS if hour in said]


def test_a_plan_by_itself_gives_its_hours(client: Client) -> None:
    surgery = make_list()
    open_list_of(client, surgery.patient)

    words = words_at(client, "patient-list", surgery.pk)

    assert "10:00 at night" in words
    assert "Call us and ask when to stop" not in words
