"""When the patient cannot be reached: another channel, then the caregiver, and in any case a nurse."""

from datetime import datetime, timedelta

import pytest

from procedures.checklists.models import ChecklistItem, Reminder, Surgery, WorkItem
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.messaging.receipts import take_receipt
from procedures.patients.models import Caregiver, CaregiverConsent
from tests.cast import LONG_AGO, make_checklist, make_item, make_reminder
from tests.messaging.due import HOUR, MAILS_ONLY, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
ANA = "+12125550177"
FAR_AHEAD = NOW - timedelta(days=5)
NIGHT = FAR_AHEAD.replace(hour=4)  # 11 in the evening in New York


def make_caregiver(surgery: Surgery, **fields: object) -> Caregiver:
    values = {"name": "Ana Lopez", "wording_version": "test", "named_at": LONG_AGO, "phone": ANA} | fields
    caregiver = Caregiver.objects.create(patient=surgery.patient, **values)
    CaregiverConsent.objects.create(caregiver=caregiver, channel="sms", wording_version="test", given_at=LONG_AGO)
    return caregiver


def make_unheard(*, now=NOW, details: bool = False, patient_agrees: bool = False, **fields: object) -> Reminder:  # type: ignore[no-untyped-def]
    """A reminder that no channel carries, of a patient with a caregiver."""
    times = {"due_at": now - HOUR, "latest_at": now + HOUR}
    reminder = make_due(channels=(), **(times | fields))
    reminder.item = make_item(make_checklist(reminder.surgery), title="Stop apixaban")
    reminder.save()
    reminder.surgery.patient.may_name_details = patient_agrees
    reminder.surgery.patient.save()
    make_caregiver(reminder.surgery, may_name_details=details)
    return reminder


def texts_to(address: str) -> list[str]:
    return list(OutboxMessage.objects.filter(address=address).values_list("body", flat=True))


def test_what_reaches_the_patient_over_no_channel_goes_to_the_caregiver_and_to_a_nurse() -> None:
    reminder = make_unheard()

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.UNDELIVERABLE
    assert len(texts_to(ANA)) == 1
    assert "Ana Lopez" in WorkItem.objects.get().summary


@pytest.mark.parametrize(("patient_agrees", "details"), [(False, False), (True, False), (False, True)])
def test_safety_rule_5_a_caregiver_hears_no_more_than_the_patient_agreed_to(
    patient_agrees: bool, details: bool
) -> None:
    make_unheard(patient_agrees=patient_agrees, details=details)

    dispatch_at(NOW)

    (said,) = texts_to(ANA)
    assert "apixaban" not in said
    assert "Maria" not in said
    assert "/p/" not in said
    assert "+1 212-555-0101" in said


def test_with_the_patients_word_the_caregiver_hears_what_it_is_about() -> None:
    make_unheard(patient_agrees=True, details=True)

    dispatch_at(NOW)

    assert "Stop apixaban" in texts_to(ANA)[0]


def test_far_ahead_the_caregiver_is_told_and_the_nurse_has_the_day() -> None:
    make_unheard(now=FAR_AHEAD, is_critical=True)

    dispatch_at(FAR_AHEAD)

    concern = WorkItem.objects.get()
    assert not concern.is_urgent
    assert concern.due_at is not None
    assert concern.due_at > FAR_AHEAD + 3 * HOUR


def test_near_the_operation_both_are_told_at_once() -> None:
    make_unheard(is_critical=True)

    dispatch_at(NOW)

    concern = WorkItem.objects.get()
    assert concern.is_urgent
    assert concern.due_at == NOW + HOUR
    assert Reminder.objects.get(kind=Reminder.Kind.CAREGIVER).due_at == NOW


def test_a_caregiver_is_asked_once_a_day_however_many_messages_fail() -> None:
    reminder = make_unheard()
    for _ in range(3):
        make_due(surgery=reminder.surgery)

    dispatch_at(NOW)

    assert len(texts_to(ANA)) == 1
    assert WorkItem.objects.count() == 4


def test_a_caregiver_who_cannot_be_reached_either_is_a_nurses_item() -> None:
    make_unheard(now=NIGHT)
    dispatch_at(NIGHT)
    CaregiverConsent.objects.update(withdrawn_at=NIGHT)

    dispatch_at(NIGHT + 10 * HOUR)

    assert "could not be reached either" in WorkItem.objects.order_by("-pk")[0].summary


def test_a_caregiver_whom_the_patient_took_back_is_told_nothing() -> None:
    make_unheard()
    Caregiver.objects.update(withdrawn_at=NOW)

    dispatch_at(NOW)

    assert texts_to(ANA) == []
    assert WorkItem.objects.count() == 1


def test_far_ahead_a_caregiver_is_not_told_in_the_night() -> None:
    make_unheard(now=NIGHT)

    dispatch_at(NIGHT)

    assert texts_to(ANA) == []
    dispatch_at(NIGHT + 10 * HOUR)
    assert len(texts_to(ANA)) == 1


def test_once_the_step_is_ticked_the_caregiver_need_not_hear_of_it() -> None:
    reminder = make_unheard(now=NIGHT)
    dispatch_at(NIGHT)
    reminder.item.checklist.items.update(status="done")  # type: ignore[union-attr]

    dispatch_at(NIGHT + 10 * HOUR)

    assert texts_to(ANA) == []


def receive(delivery: Delivery, status: Delivery.Status, *, now: datetime = NOW, is_unsubscribed: bool = False) -> None:
    take_receipt(
        "test",
        event=f"{delivery.pk}{status}",
        told="x",
        reference=delivery.pk,
        provider_id="1",
        status=status,
        is_unsubscribed=is_unsubscribed,
        now=now,
    )


def test_a_receipt_that_comes_after_the_sending_tells_the_caregiver_too() -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    make_caregiver(reminder.surgery)
    dispatch_at(NOW)

    receive(Delivery.objects.get(), Delivery.Status.UNDELIVERED)
    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.UNDELIVERABLE
    assert len(texts_to(ANA)) == 1


def test_a_critical_text_that_failed_is_told_though_a_mail_may_lie_unread(mail_server: object) -> None:
    reminder = make_due(is_critical=True)
    dispatch_at(NOW)

    receive(Delivery.objects.get(channel="sms"), Delivery.Status.UNDELIVERED)

    assert status_of(reminder) == Reminder.Status.SENT
    assert "nobody knows who read the mail" in WorkItem.objects.get().summary


def test_a_mail_that_was_delivered_is_enough(mail_server: object) -> None:
    make_due(is_critical=True)
    dispatch_at(NOW)

    receive(Delivery.objects.get(channel="email"), Delivery.Status.DELIVERED)
    receive(Delivery.objects.get(channel="sms"), Delivery.Status.UNDELIVERED)

    assert not WorkItem.objects.exists()


def test_mails_of_no_consequence_disturb_nobody(mail_server: object) -> None:
    make_due(channels=MAILS_ONLY)

    dispatch_at(NOW)

    assert not WorkItem.objects.exists()


def test_a_caregiver_who_tells_the_mail_service_to_stop_gets_no_more_mails() -> None:
    caregiver = make_caregiver(make_unheard().surgery, name="Ben Lopez", phone="", email="ben@example.org")
    CaregiverConsent.objects.create(caregiver=caregiver, channel="email", wording_version="test", given_at=LONG_AGO)
    dispatch_at(NOW)
    mail = Delivery.objects.get(address="ben@example.org")

    receive(mail, Delivery.Status.DELIVERED, is_unsubscribed=True)

    assert not CaregiverConsent.objects.standing().filter(channel="email").exists()


def test_a_step_that_is_off_the_list_is_named_to_no_caregiver() -> None:
    """As where the patient could not be reached in the night, and the caregiver hears of it in the morning."""
    reminder = make_unheard(patient_agrees=True, details=True)
    Reminder.objects.update(kind=Reminder.Kind.CAREGIVER, caregiver=Caregiver.objects.get())
    ChecklistItem.objects.filter(pk=reminder.item_id).update(withdrawn_at=NOW)

    dispatch_at(NOW)

    (said,) = texts_to(ANA)
    assert "Maria" in said
    assert "apixaban" not in said


def test_who_wants_no_more_mails_and_has_no_other_way_is_on_the_nurses_list_at_once(mail_server: object) -> None:
    make_due(channels=MAILS_ONLY)
    dispatch_at(NOW)

    receive(Delivery.objects.get(), Delivery.Status.DELIVERED, is_unsubscribed=True)

    assert WorkItem.objects.get(kind=WorkItem.Kind.PHONE_PATIENT, is_urgent=True)


def test_who_wants_no_more_mails_and_gets_texts_is_left_in_peace(mail_server: object) -> None:
    make_due()
    dispatch_at(NOW)

    receive(Delivery.objects.get(channel="email"), Delivery.Status.DELIVERED, is_unsubscribed=True)

    assert not WorkItem.objects.exists()


def test_a_caregiver_who_was_to_be_told_and_never_was_is_told_when_the_next_message_fails() -> None:
    make_unheard(now=NIGHT)
    dispatch_at(NIGHT)
    planned = Reminder.objects.get(kind=Reminder.Kind.CAREGIVER)
    Reminder.objects.filter(pk=planned.pk).update(status=Reminder.Status.SUPERSEDED, ended_at=NIGHT)
    again = make_reminder(planned.surgery, kind="moved", due_at=NIGHT + HOUR, latest_at=NIGHT + 12 * HOUR)

    dispatch_at(NIGHT + HOUR)
    dispatch_at(NIGHT + 10 * HOUR)

    assert status_of(again) == Reminder.Status.UNDELIVERABLE
    assert len(texts_to(ANA)) == 1
