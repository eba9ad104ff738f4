"""A patient confirms a visit on the page, or asks for another time."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.booking import Visit, move_visit
from procedures.checklists.models import Appointment, Surgery, WorkItem
from procedures.web.patient import visits
from tests.cast import make_hospital, make_item, make_nurse, make_patient, make_surgery, make_unit
from tests.web.patient_cast import NOON, At, make_list, open_list_of

pytestmark = pytest.mark.django_db
ACTS = ["my-visit-confirm", "my-visit-another-time"]
FOLLOW_UP = Visit("follow_up", date(2026, 12, 22), time(10, 30), "Clinic 3")


@pytest.fixture
def surgery(client: Client, at: At) -> Surgery:
    """Maria's, with a visit and with her list open."""
    at(NOON)
    surgery = make_list(now=NOON - timedelta(days=3), visits=(FOLLOW_UP,))
    open_list_of(client, surgery.patient)
    return surgery


def visit_of(surgery: Surgery) -> Appointment:
    return surgery.appointments.get()


def press(client: Client, act: str, visit: Appointment, **words: str) -> str:
    answer = client.post(reverse(act, args=[visit.pk]), {"sequence": str(visit.sequence)} | words, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_patient_confirms_a_visit_and_sees_that_we_know(client: Client, surgery: Surgery) -> None:
    page = press(client, "my-visit-confirm", visit_of(surgery))

    assert "You told us that you will come." in page
    assert (visit_of(surgery).confirmed_at, visit_of(surgery).answered_by_channel) == (NOON, "page")


def test_a_patient_asks_for_another_time_in_own_words(client: Client, surgery: Surgery) -> None:
    page = press(client, "my-visit-another-time", visit_of(surgery), words="After 3 pm\0 please")

    assert "Your wish has reached your nurses." in page
    assert "“After 3 pm please”" in WorkItem.objects.get(kind="visit_time").summary


def test_a_page_with_the_old_time_confirms_nothing(client: Client, surgery: Surgery) -> None:
    old = visit_of(surgery)
    move_visit(visit_of(surgery), Visit("follow_up", date(2026, 12, 23), time(9), "Clinic 3"), by=None, now=NOON)

    page = press(client, "my-visit-confirm", old)

    assert "has changed" in page
    assert visit_of(surgery).confirmed_at is None


def test_a_held_visit_is_shown_with_a_word_and_without_buttons(client: Client, surgery: Surgery) -> None:
    surgery.appointments.update(status="held")

    page = client.get(reverse("patient-list")).content.decode()

    assert "We are checking if this visit can stay on this day." in page
    assert reverse("my-visit-confirm", args=[visit_of(surgery).pk]) not in page


@pytest.mark.parametrize("act", ACTS)
def test_another_patients_visit_is_not_found(client: Client, surgery: Surgery, act: str) -> None:
    unit = make_unit(make_hospital("Hillside Clinic"))
    make_nurse(unit, username="otto")
    other = make_list(unit, patient=make_patient(unit, "Ana", "Silva"), visits=(FOLLOW_UP,))

    answer = client.post(reverse(act, args=[visit_of(other).pk]), {"sequence": "0"})

    assert answer.status_code == 404
    assert visit_of(other).confirmed_at is None


@pytest.mark.parametrize("act", ACTS)
def test_without_an_open_list_nothing_is_done(surgery: Surgery, act: str) -> None:
    stranger = Client()

    answer = stranger.post(reverse(act, args=[visit_of(surgery).pk]), {"sequence": "0"})

    assert answer.status_code == 403
    assert visit_of(surgery).confirmed_at is None


@pytest.mark.parametrize("act", ACTS)
def test_looking_does_nothing(client: Client, surgery: Surgery, act: str) -> None:
    assert client.get(reverse(act, args=[visit_of(surgery).pk])).status_code == 405


def test_this_walk_leaves_out_no_address() -> None:
    assert {pattern.name for pattern in visits.urlpatterns} == set(ACTS)


def say(client: Client, act: str, surgery: Surgery, **words: str) -> str:
    answer = client.post(reverse(act, args=[surgery.pk]), {"generation": str(surgery.generation)} | words, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_patient_says_on_the_page_that_they_come_to_the_operation(client: Client, surgery: Surgery) -> None:
    before = client.get(reverse("patient-list")).content.decode()

    after = say(client, "my-arrival-confirm", surgery)

    surgery.refresh_from_db()
    assert "come-to-operation" in before
    assert "come-to-operation" not in after
    assert (surgery.confirmed_at, surgery.confirmed_by_channel) == (NOON, "page")


def test_a_page_with_the_old_date_confirms_no_arrival(client: Client, surgery: Surgery) -> None:
    Surgery.objects.update(generation=7)

    page = say(client, "my-arrival-confirm", surgery)

    assert "The time of your operation has changed." in page
    assert not Surgery.objects.exclude(confirmed_at=None).exists()


def test_who_has_no_ride_home_reaches_a_nurse_and_may_say_later_that_they_have(
    client: Client, surgery: Surgery
) -> None:
    make_item(surgery.checklists.get(), number=90, title="Arrange a ride home")

    asked = client.get(reverse("patient-list")).content.decode()
    say(client, "my-ride", surgery, ride="no")
    concern = WorkItem.objects.get(kind="ride")
    say(client, "my-ride", surgery, ride="yes")

    surgery.refresh_from_db()
    assert "Does an adult take you home afterward?" in asked
    assert concern.is_urgent
    assert surgery.has_ride is True


@pytest.mark.parametrize("act", ["my-arrival-confirm", "my-ride"])
def test_nobody_answers_for_another_patients_operation(client: Client, surgery: Surgery, act: str) -> None:
    unit = make_unit(make_hospital("Another hospital"))
    other = make_surgery(unit, make_patient(unit, "Ann"))

    answer = client.post(reverse(act, args=[other.pk]), {"generation": "1", "ride": "no"})

    assert answer.status_code == 404
    assert not WorkItem.objects.exists()
