"""A patient's calendar: its entries keep their names, changes count up, and nothing private is told unasked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.assigning import Visit
from procedures.checklists.booking import cancel_visit, move_visit
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.hospitals.models import User
from procedures.patients.calendars import close_feeds, open_feed
from procedures.patients.caregiving import CaregiverDetails, write_caregiver
from procedures.patients.links import revoke_links
from procedures.patients.models import CalendarFeed, Caregiver, Patient
from tests.cast import make_patient, make_unit
from tests.web.patient_cast import NOON, THE_DAY, make_list, open_list_of

pytestmark = pytest.mark.django_db
BLOOD = Visit("blood_test", THE_DAY - timedelta(days=1), time(15, 0), "Laboratory 3")


def made(**patient: object) -> Surgery:
    unit = make_unit()
    return make_list(unit, visits=(BLOOD,), patient=make_patient(unit, **patient))


def entries(client: Client, patient: Patient) -> dict[str, icalendar.Event]:
    secret = open_feed(patient, now=NOON)
    answer = client.get(reverse("calendar", args=[secret]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["uid"]).partition("-")[0]: event for event in events}


def nurse_of(surgery: Surgery) -> User:
    return User.objects.get(username=f"nurse-{surgery.unit_id}")


def test_it_has_the_arrival_and_each_visit_at_their_instants(client: Client) -> None:
    surgery = made()

    found = entries(client, surgery.patient)

    assert found["arrival"].decoded("dtstart") == surgery.arrives_at
    assert found["visit"].decoded("dtstart") == surgery.appointments.get().starts_at


def test_it_names_neither_operation_nor_place_unasked(client: Client) -> None:
    surgery = made()

    for event in entries(client, surgery.patient).values():
        told = event.to_ical().decode()
        assert str(event["summary"]) == "Appointment"
        for private in ("Knee", "Main desk", "Laboratory", "Blood", "Surgery 2", "Maria"):
            assert private not in told


def test_it_names_them_for_who_allowed_it_and_in_the_language_of_the_reader(client: Client) -> None:
    surgery = made(may_name_details=True, language="es")

    found = entries(client, surgery.patient)

    assert str(found["visit"]["summary"]) == "Análisis de sangre"
    assert str(found["visit"]["location"]) == "Laboratory 3"
    assert str(found["arrival"]["summary"]) == "Venga al hospital: Knee replacement"


def test_a_move_keeps_the_entry_and_counts_up(client: Client) -> None:
    surgery = made()
    before = entries(client, surgery.patient)

    reschedule(surgery, surgery_date=THE_DAY, start_time=time(11), arrival_time=time(9), by=None, now=NOON)
    visit = surgery.appointments.get()
    later = Visit("blood_test", BLOOD.visit_date, time(16, 0), "Laboratory 3")
    move_visit(visit, later, by=nurse_of(surgery), now=NOON)

    after = entries(client, surgery.patient)
    for name, event in before.items():
        assert after[name]["uid"] == event["uid"]
        assert after[name]["sequence"] > event["sequence"]
        assert after[name].decoded("dtstart") != event.decoded("dtstart")


def test_what_is_cancelled_is_told_so_under_a_higher_number(client: Client) -> None:
    surgery = made()
    before = entries(client, surgery.patient)
    cancel_visit(surgery.appointments.get(), by=nurse_of(surgery), reason="Not needed", now=NOON)
    between = entries(client, surgery.patient)
    assert between["visit"]["status"] == "CANCELLED"
    assert between["visit"]["sequence"] > before["visit"]["sequence"]
    assert between["arrival"]["status"] == "CONFIRMED"

    surgery.refresh_from_db()
    cancel(surgery, reason="Ill", by=nurse_of(surgery), now=NOON)

    after = entries(client, surgery.patient)
    assert after["arrival"]["status"] == "CANCELLED"
    assert after["arrival"]["sequence"] > before["arrival"]["sequence"]


def test_a_day_without_an_hour_is_a_whole_day(client: Client) -> None:
    surgery = make_list(start=None, arrival=None)

    assert entries(client, surgery.patient)["arrival"].decoded("dtstart") == THE_DAY


def test_the_secret_is_kept_only_as_a_digest_and_can_be_taken_back(client: Client) -> None:
    patient = made().patient
    secret = open_feed(patient, now=NOON)
    assert secret not in str(CalendarFeed.objects.values_list().get())

    close_feeds(patient, now=NOON)

    assert client.get(reverse("calendar", args=[secret])).status_code == 404
    assert client.get(reverse("calendar", args=["no-such-secret"])).status_code == 404


def test_after_a_death_it_is_empty(client: Client) -> None:
    patient = made().patient
    Patient.objects.filter(pk=patient.pk).update(death_recorded_at=NOON)

    assert entries(client, patient) == {}


def test_the_page_makes_an_address_shows_it_once_and_takes_it_back(
    client: Client, at: Callable[[datetime], None]
) -> None:
    at(NOON)
    patient = made().patient
    open_list_of(client, patient)
    page = client.post(reverse("my-calendar"), {"act": "open"}).content.decode()
    assert 'href="webcal://' in page
    assert 'href="webcal://' not in client.get(reverse("my-calendar")).content.decode()

    client.post(reverse("my-calendar"), {"act": "close"})

    assert not CalendarFeed.objects.standing().exists()


def test_it_ends_for_a_caregiver_who_may_no_longer_open_the_list(client: Client) -> None:
    patient = made().patient
    ivo = Caregiver.objects.create(
        patient=patient, name="Ivo", wording_version="test", named_at=NOON, may_see_list=True
    )
    address = reverse("calendar", args=[open_feed(patient, caregiver=ivo, now=NOON)])
    before = client.get(address).status_code

    Caregiver.objects.update(may_see_list=False)

    assert (before, client.get(address).status_code) == (200, 404)


def test_taking_the_links_back_ends_the_calendars_too(client: Client) -> None:
    """Of a phone that was lost: it asks for the dates by itself."""
    patient = made().patient
    address = reverse("calendar", args=[open_feed(patient, now=NOON)])

    revoke_links(patient, now=NOON)

    assert client.get(address).status_code == 404


def test_a_caregiver_whose_word_is_given_anew_makes_a_new_one(client: Client) -> None:
    patient = made().patient
    told = CaregiverDetails("Ivo", email="ivo@example.org", channels=frozenset({"email"}), may_see_list=True)
    ivo = write_caregiver(patient, told, by=None, now=NOON)
    address = reverse("calendar", args=[open_feed(patient, caregiver=ivo, now=NOON)])

    for may in (False, True):
        write_caregiver(patient, replace(told, may_see_list=may), caregiver=ivo, by=None, now=NOON)

    assert client.get(address).status_code == 404


def test_a_caregiver_is_told_of_their_own_calendars_alone(client: Client, at: Callable[[datetime], None]) -> None:
    at(NOON)
    patient = made().patient
    open_feed(patient, now=NOON)
    ivo = Caregiver.objects.create(
        patient=patient, name="Ivo", wording_version="test", named_at=NOON, may_see_list=True
    )
    open_list_of(client, patient, caregiver=ivo)

    assert 'value="close"' not in client.get(reverse("my-calendar")).content.decode()
