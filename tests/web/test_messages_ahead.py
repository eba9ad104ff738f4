"""What will be sent, shown before anyone decides; and every message of a standing operation."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Checklist, Reminder, Surgery
from procedures.hospitals.models import Unit
from procedures.messaging.previewing import outlook
from procedures.patients.models import Channel, Patient
from tests.cast import (
    make_delivery,
    make_hospital,
    make_nurse,
    make_patient,
    make_procedure,
    make_reminder,
    make_template,
    make_unit,
)
from tests.checklists.scenes import FOOD, RIDE, make_list
from tests.web.conftest import NOW
from tests.web.nurse_cast import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


def look_ahead(nurse: Client, **changes: str) -> str:
    return nurse.post(reverse("assign"), filled(**changes) | {"look_ahead": "1"}).content.decode()


def test_before_assigning_every_message_is_shown_and_nothing_is_saved(nurse: Client, unit: Unit) -> None:
    make_template(make_procedure(unit), FOOD, RIDE)

    page = look_ahead(nurse)

    assert "What will be sent for Tuesday 8 December 2026" in page
    assert "Lakeside: Your checklist is ready." in page
    assert "Stop eating at 12 midnight at the end of Mon" in page
    assert "Text message to" in page
    assert "Email to" in page
    assert ", 2 segments" in page
    assert not Patient.objects.exists()
    assert not Checklist.objects.exists()
    assert not Reminder.objects.exists()


def test_another_day_can_be_tried_and_the_form_keeps_its_own(nurse: Client, unit: Unit) -> None:
    make_template(make_procedure(unit), FOOD)

    page = look_ahead(nurse, other_day="2026-12-15")

    assert "What will be sent for Tuesday 15 December 2026" in page
    assert "Stop eating at 12 midnight at the end of Monday 14 December" in page
    assert 'value="2026-12-08"' in page


@pytest.mark.parametrize("day", ["2020-01-01", "soon"])
def test_a_day_that_cannot_be_is_refused_with_what_to_do(nurse: Client, unit: Unit, day: str) -> None:
    make_template(make_procedure(unit), FOOD)

    page = look_ahead(nurse, other_day=day)

    assert "Please check 1 thing" in page
    assert not Patient.objects.exists()


def test_what_is_wrong_in_the_form_is_told_first(nurse: Client, unit: Unit) -> None:
    make_template(make_procedure(unit), FOOD)

    assert "Please check" in look_ahead(nurse, surgery__start_time="")


def test_assigning_afterwards_sends_what_was_shown(nurse: Client, unit: Unit) -> None:
    make_template(make_procedure(unit), FOOD)
    shown = look_ahead(nurse)

    nurse.post(reverse("assign"), filled())

    found = outlook(Patient.objects.get(), now=NOW)
    assert len(found.coming) == shown.count("<blockquote") / 2


def test_a_standing_operation_shows_what_was_sent_and_what_comes_on_both_clocks(nurse: Client, unit: Unit) -> None:
    patient = make_patient(unit, language="es", zone_name="Europe/London")
    surgery = make_list(FOOD, unit=unit, patient=patient, now=NOW).surgery
    make_delivery(surgery.reminders.earliest("due_at"), body="The list is ready.", armed_at=NOW, status="sent")

    page = nurse.get(reverse("surgery-messages", args=[surgery.pk])).content.decode()

    assert "The list is ready." in page
    assert "Deje de comer" in page
    assert "Mon 7 Dec, 20:00" in page  # pulled forward: 18:00 in New York is 23:00 in London
    assert "(at the hospital: Mon 7 Dec, 15:00)" in page
    assert "London, Europe" in page
    assert "[the patient’s own link]" in page


def test_a_move_can_be_tried_and_nothing_moves(nurse: Client, unit: Unit) -> None:
    surgery = make_list(FOOD, unit=unit, now=NOW).surgery
    form = {"surgery-surgery_date": "2026-12-15", "surgery-start_time": "08:00", "surgery-arrival_time": "06:30"}

    page = nurse.post(reverse("surgery-messages", args=[surgery.pk]), form).content.decode()

    assert "To come if the operation moves to Tuesday 15 December 2026" in page
    assert "The new date is Tuesday 15 December." in page
    assert Surgery.objects.get().surgery_date == date(2026, 12, 8)
    assert not Reminder.objects.filter(kind=Reminder.Kind.MOVED).exists()


def test_messages_in_the_name_of_another_unit_are_counted_and_not_shown(nurse: Client, unit: Unit) -> None:
    patient = make_patient(unit, channels=(Channel.SMS,))
    surgery = make_list(FOOD, unit=unit, patient=patient, now=NOW).surgery
    make_list(RIDE, unit=make_unit(unit.hospital, "Eye clinic"), patient=patient, now=NOW, start_time=time(15, 0))

    page = nurse.get(reverse("surgery-messages", args=[surgery.pk])).content.decode()

    assert "from another unit" in page
    assert "Arrange a ride home" not in page


def test_what_the_days_number_leaves_out_is_told_with_the_reason(client: Client) -> None:
    unit = make_unit(make_hospital(messages_a_day=1))
    client.force_login(make_nurse(unit))
    surgery = make_list(RIDE, unit=unit, now=NOW).surgery
    make_reminder(surgery, due_at=NOW + timedelta(hours=3), latest_at=NOW + timedelta(hours=5))

    page = client.get(reverse("surgery-messages", args=[surgery.pk])).content.decode()

    assert "Not told by message:" in page
    assert "(the day&#x27;s messages were used up)" in page
