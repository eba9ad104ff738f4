"""The assigning form: all of it is saved or nothing, and every error stands beside its field."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Appointment, Checklist, Reminder, Surgery
from procedures.hospitals.models import Unit
from procedures.patients.models import Consent, Patient
from tests.cast import make_hospital, make_nurse, make_patient, make_procedure, make_template, make_unit
from tests.web.conftest import NOW
from tests.web.nurse_cast import filled, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at", "template")]


def nothing_is_saved() -> bool:
    return not any(model.objects.exists() for model in (Patient, Consent, Surgery, Checklist, Appointment, Reminder))


def test_the_page_has_a_row_for_each_usual_visit(nurse: Client) -> None:
    page = nurse.get(reverse("assign")).content.decode()

    for number, kind in enumerate(("assessment", "blood_test", "imaging", "follow_up")):
        assert f'name="visits-{number}-visit_date"' in page
        assert f'<option value="{kind}" selected>' in page
    assert "Knee replacement" in page


def test_assigning_saves_patient_surgery_list_visit_and_reminders_together(nurse: Client) -> None:
    answer = send(nurse)

    surgery = Surgery.objects.get()
    assert answer.url == reverse("surgery", args=[surgery.pk])
    assert surgery.starts_at == datetime(2026, 12, 8, 13, 0, tzinfo=UTC)
    assert surgery.patient.phone == "+12125550123"
    assert surgery.patient.zone_name == "America/New_York"
    assert not surgery.patient.may_name_details
    assert set(surgery.patient.consents.values_list("channel", flat=True)) == {"sms", "email"}
    assert surgery.appointments.get().visit_time == time(9, 30)
    assert surgery.checklists.get().items.count() == 1
    assert surgery.reminders.filter(kind=Reminder.Kind.LIST_READY).exists()


def test_a_start_time_may_be_unknown_when_the_nurse_says_so(nurse: Client) -> None:
    send(nurse, surgery__start_time="", surgery__is_time_unknown="on", surgery__arrival_time="")

    assert Surgery.objects.get().start_time is None


def test_a_patient_who_agrees_to_no_messages_is_assigned_and_is_to_be_phoned(nurse: Client) -> None:
    answer = nurse.post(reverse("assign"), filled(patient__agrees_to_sms="", patient__agrees_to_email=""), follow=True)

    assert "agreed to no messages. Phone them" in answer.content.decode()
    assert Surgery.objects.exists()


WRONG = {
    "no name": ({"patient__given_name": " "}, "Write the first name."),
    "no birth date": ({"patient__birth_date": ""}, "Give the date of birth."),
    "a birth date to come": ({"patient__birth_date": "2031-01-01"}, "lies in the future"),
    "a birth date that is none": ({"patient__birth_date": "1951-02-30"}, "This is not a date."),
    "a phone number that is none": ({"patient__phone": "12"}, "“12” is not a telephone number"),
    "texts without a phone": ({"patient__phone": ""}, "Write a phone number, or untick text messages."),
    "an email that is none": ({"patient__email": "maria"}, "This is not an email address."),
    "emails without an address": ({"patient__email": ""}, "Write an email address, or untick emails."),
    "no operation": ({"surgery__template": ""}, "Choose the operation."),
    "an operation that is not offered": ({"surgery__template": "999999"}, "not one of the available choices"),
    "no surgery date": ({"surgery__surgery_date": ""}, "Give the date of the operation."),
    "a surgery in the past": ({"surgery__surgery_date": "2026-11-21"}, "This date is in the past."),
    "a surgery today at an hour that is over": (
        {"surgery__surgery_date": "2026-11-22", "surgery__arrival_time": "", "visits_0-kind": "imaging"},
        "is over. Choose a time still to come.",
    ),
    "a slip in the year": ({"surgery__surgery_date": "2062-12-08"}, "more than 3 years away"),
    "a year nobody knows": ({"surgery__surgery_date": "0206-12-08"}, "The year 206 cannot be right."),
    "neither a time nor that it is unknown": ({"surgery__start_time": ""}, "Give the start time, or tick"),
    "both": ({"surgery__is_time_unknown": "on"}, "not both"),
    "a time that is none": ({"surgery__start_time": "25:00"}, "This is not a time."),
    "an hour the clocks skip": (
        {"surgery__surgery_date": "2027-03-14", "surgery__start_time": "02:30", "surgery__arrival_time": "01:00"},
        "02:30 does not come",
    ),
    "an arrival after the start": ({"surgery__arrival_time": "09:00"}, "would arrive after the operation starts"),
    "no place": ({"surgery__place": ""}, "Say where the patient is to arrive"),
    "half a visit": ({"visits_0-visit_time": ""}, "Give the time of this visit, or empty the row."),
    "a visit in the past": ({"visits_0-visit_date": "2026-11-20"}, "This date is in the past."),
    "a visit in an hour the clocks skip": (
        {"visits_0-visit_date": "2027-03-14", "visits_0-visit_time": "02:30"},
        "02:30 does not come",
    ),
    "an assessment after the operation": (
        {"visits_0-visit_date": "2026-12-09"},
        "This assessment comes after the operation.",
    ),
    "a follow-up visit before it": ({"visits_0-kind": "follow_up"}, "This follow-up visit comes before the operation."),
    "two visits at once": (
        {"visits_1-visit_date": "2026-12-01", "visits_1-visit_time": "09:30", "visits_1-place": "X-ray"},
        "Another visit is at the same time.",
    ),
    "a time zone that is none": ({"patient__zone_name": "Mars/Olympus"}, "not one of the available choices"),
    "a form cut short": ({"visits_TOTAL_FORMS": "many"}, "Nothing was saved yet."),
}


@pytest.mark.parametrize(("changes", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_and_nothing_is_saved(nurse: Client, changes: dict[str, str], words: str) -> None:
    answer = send(nurse, **changes)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Nothing was saved yet." in page
    assert nothing_is_saved()


def test_with_an_error_nothing_that_was_typed_is_lost(nurse: Client) -> None:
    page = send(nurse, patient__phone="12", **{"visits_0-place": "Clinic Blue"}).content.decode()

    for typed in ("Maria", "Lopez", "1951-04-09", "maria@example.org", "2026-12-08", "08:00", "Clinic Blue"):
        assert f'value="{typed}"' in page
    assert page.count(" checked") == 2


def test_every_error_is_told_at_once(nurse: Client) -> None:
    page = send(nurse, patient__phone="12", surgery__place="", **{"visits_0-place": ""}).content.decode()

    assert "Please check 3 things." in page
    assert page.count("is-invalid") == 3


def test_one_more_visit_keeps_what_was_typed_and_checks_nothing_yet(nurse: Client) -> None:
    answer = nurse.post(reverse("assign"), filled(patient__phone="12", add_visit="1"))

    page = answer.content.decode()
    assert 'name="visits-2-visit_date"' in page
    assert 'value="12"' in page
    assert "is-invalid" not in page
    assert nothing_is_saved()


def test_pressing_twice_makes_one_surgery(nurse: Client) -> None:
    first = send(nurse)
    second = send(nurse)

    assert Surgery.objects.count() == 1
    assert second.url == first.url


def test_the_same_operation_on_the_same_day_told_otherwise_is_no_second_press(nurse: Client) -> None:
    send(nurse)

    page = send(nurse, surgery__start_time="10:00").content.decode()

    assert "already has this operation on this day" in page
    assert Surgery.objects.get().start_time == time(8, 0)


def test_a_form_sent_again_much_later_is_no_second_press(nurse: Client, at: Callable[[datetime], None]) -> None:
    send(nurse)
    at(NOW + timedelta(hours=1))

    assert "already has this operation on this day" in send(nurse).content.decode()


def test_a_known_patient_keeps_the_phone_until_someone_confirms_the_change(nurse: Client, unit: Unit) -> None:
    maria = make_patient(unit)

    asked = send(nurse, patient__phone="", patient__agrees_to_sms="")

    page = asked.content.decode()
    assert "the phone number +12125550123 is taken away; no more text messages" in page
    assert f'type="radio" class="form-check-input is-invalid"  name="patient-who" value="same-{maria.pk}"' in page
    assert not Surgery.objects.exists()
    assert maria.consents.standing().count() == 2

    send(nurse, patient__phone="", patient__agrees_to_sms="", patient__who=f"same-{maria.pk}")

    maria.refresh_from_db()
    assert not maria.phone
    assert [consent.channel for consent in maria.consents.standing()] == ["email"]
    assert Patient.objects.count() == 1


def test_a_known_patient_with_nothing_changed_is_found_again_without_a_question(nurse: Client, unit: Unit) -> None:
    maria = make_patient(unit)

    send(nurse, patient__given_name="  maria ")

    assert Surgery.objects.get().patient == maria


def test_the_next_operation_of_a_patient_begins_with_what_is_known(nurse: Client, unit: Unit) -> None:
    maria = make_patient(unit)

    page = nurse.get(reverse("assign"), {"patient": maria.pk}).content.decode()

    assert 'value="Lopez"' in page
    assert page.count(" checked") == 2


def test_a_patient_of_another_unit_is_not_shown_on_the_form(nurse: Client) -> None:
    stranger = make_patient(make_unit(make_hospital("Hillside Clinic")))

    assert nurse.get(reverse("assign"), {"patient": stranger.pk}).status_code == 404


def test_a_draft_an_old_version_and_another_units_list_cannot_be_assigned(nurse: Client, unit: Unit) -> None:
    procedure = make_procedure(unit, "Cataract surgery")
    refused = [
        make_template(procedure, version=1),
        make_template(make_procedure(unit, "Hernia"), version=None),
        make_template(make_procedure(make_unit(make_hospital("Hillside Clinic")))),
    ]
    newest = make_template(procedure, version=2)

    pages = [send(nurse, surgery__template=str(each.pk)).content.decode() for each in refused]

    assert all("not one of the available choices" in page for page in pages)
    assert nothing_is_saved()
    assert send(nurse, surgery__template=str(newest.pk)).status_code == 302


def test_without_a_published_list_the_page_says_what_to_do(client: Client) -> None:
    client.force_login(make_nurse(make_unit(make_hospital("Hillside Clinic"))))

    page = client.get(reverse("assign")).content.decode()

    assert "no published checklist yet" in page


def test_numbers_are_read_as_the_hospitals_country_writes_them(client: Client) -> None:
    hospital = make_hospital("St Anne", zone="Europe/London")
    hospital.country = "GB"
    hospital.save()
    unit = make_unit(hospital)
    here = str(make_template(make_procedure(unit), {}).pk)
    client.force_login(make_nurse(unit))

    landline = send(client, patient__phone="020 7946 0018", surgery__template=here).content.decode()
    mobile = send(client, patient__phone="07400 123456", surgery__template=here)

    assert "This is a landline" in landline
    assert mobile.status_code == 302
    assert Patient.objects.get().phone == "+447400123456"
    assert Surgery.objects.get().surgery_date == date(2026, 12, 8)
