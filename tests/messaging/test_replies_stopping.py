"""STOP, START and CANCEL: they hold for the number, and are never taken for more than they say."""

import pytest

from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.patients.models import CaregiverConsent, Channel, Consent, Suppression
from tests.cast import (
    LONG_AGO,
    make_patient,
    make_reminder,
    make_unit,
)
from tests.messaging.due import HOUR, NOW, TEXTS_ONLY, dispatch_at
from tests.messaging.texting import MARIA, make_caregiver, make_listed, text

pytestmark = pytest.mark.django_db


def test_stop_holds_for_the_number_whoever_shares_it() -> None:
    unit = make_unit()
    make_listed(unit), make_listed(unit, given_name="Pedro")

    text("STOP")

    assert not Consent.objects.standing().filter(channel=Channel.SMS).exists()
    assert Suppression.objects.standing().get().address == MARIA
    assert WorkItem.objects.filter(kind=WorkItem.Kind.PHONE_PATIENT).count() == 2


def test_after_stop_what_waits_goes_by_the_other_channel_and_nothing_by_text() -> None:
    surgery = make_listed()
    make_reminder(surgery, due_at=NOW, latest_at=NOW + HOUR)

    text("Stop.")
    dispatch_at(NOW)

    sent = Delivery.objects.filter(reminders__kind=Reminder.Kind.TASK)
    assert [delivery.channel for delivery in sent] == ["email"]
    assert "no more texts" in OutboxMessage.objects.get().body
    assert "email only" in WorkItem.objects.get().summary


def test_after_stop_without_another_channel_a_nurse_must_phone_urgently() -> None:
    surgery = make_listed(channels=TEXTS_ONLY)
    reminder = make_reminder(surgery, due_at=NOW, latest_at=NOW + HOUR)

    text("STOP")
    dispatch_at(NOW)

    reminder.refresh_from_db()
    assert reminder.status == Reminder.Status.UNDELIVERABLE
    assert WorkItem.objects.filter(kind=WorkItem.Kind.PHONE_PATIENT, is_urgent=True).count() == 2


def test_to_a_stopped_number_goes_one_confirmation_and_nothing_else() -> None:
    make_listed()

    for body in ("STOP", "STOP", "HELP", "What may I drink?", "DONE 1"):
        text(body)
        dispatch_at(NOW)

    assert len(OutboxMessage.objects.all()) == 1


def test_start_brings_back_what_stop_ended_and_nothing_else() -> None:
    unit = make_unit()
    make_listed(unit)
    other = make_patient(unit, "Pedro", channels=())
    withdrawn = {"withdrawn_at": LONG_AGO, "withdrawn_because": "asked the nurse"}
    Consent.objects.create(patient=other, channel="sms", wording_version="test", given_at=LONG_AGO, **withdrawn)

    text("STOP")
    text("START", now=NOW + HOUR)
    text("START", now=NOW + HOUR)

    standing = Consent.objects.standing().filter(channel=Channel.SMS)
    assert [str(consent.patient) for consent in standing] == ["Maria Lopez"]
    assert not Suppression.objects.standing().exists()


def test_cancel_is_never_taken_as_cancelling_the_operation() -> None:
    surgery = make_listed()

    text("CANCEL")

    surgery.refresh_from_db()
    assert surgery.status == Surgery.Status.PLANNED
    assert "ask whether they mean the texts or the operation" in WorkItem.objects.get().summary


def test_cancel_my_surgery_reaches_a_nurse_whole() -> None:
    surgery = make_listed()

    text("Please cancel my surgery, I have a cold")

    surgery.refresh_from_db()
    assert surgery.status == Surgery.Status.PLANNED
    assert WorkItem.objects.get().words == "Please cancel my surgery, I have a cold"
    assert Consent.objects.standing().count() == 2


def test_danger_and_stop_in_one_are_both_heard() -> None:
    make_listed()

    text("stop texting me, I have chest pain")
    dispatch_at(NOW)

    assert Suppression.objects.standing().exists()
    assert "Call 911 now" in OutboxMessage.objects.get().body


def test_a_caregivers_stop_ends_the_caregivers_texts_only() -> None:
    surgery = make_listed()
    caregiver = make_caregiver(surgery)

    text("STOP", from_=str(caregiver.phone))

    assert not CaregiverConsent.objects.standing().exists()
    assert Consent.objects.standing().filter(channel="sms").exists()
    assert "wants no more texts" in WorkItem.objects.get().summary
