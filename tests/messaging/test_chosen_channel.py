"""A channel that the hospital chose goes first; when it fails, what the patient agreed to besides is tried."""

from datetime import date, time

import pytest

from procedures.checklists.models import Reminder, WorkItem
from procedures.checklists.rescheduling import reschedule
from procedures.messaging.engine.expire import expire
from procedures.messaging.limits import CHOSEN_ALONE
from procedures.messaging.models import Delivery
from procedures.messaging.receipts import take_receipt
from procedures.patients.models import Channel
from tests.fakes.mail import FakeMail
from tests.fakes.twilio import NOT_A_NUMBER, UNSUBSCRIBED, FakeTwilio, Fault
from tests.messaging.due import HOUR, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
Status = Reminder.Status
MINUTE = HOUR / 60


def make_chosen(**fields: object) -> Reminder:
    """A due reminder that the hospital's policy sends as a text alone."""
    reminder = make_due(**fields)  # type: ignore[arg-type]
    Reminder.objects.filter(pk=reminder.pk).update(channels=Channel.SMS)
    return reminder


def carried() -> dict[str, str]:
    return {one.channel: one.status for one in Delivery.objects.all()}


def not_delivered(delivery: Delivery) -> None:
    failed = Delivery.Status.UNDELIVERED
    take_receipt("twilio", event="e", told="x", reference=delivery.pk, provider_id="1", status=failed, now=NOW)


def test_while_the_chosen_channel_works_nothing_else_is_used(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    make_chosen()

    dispatch_at(NOW)

    assert carried() == {"sms": "sent"}


@pytest.mark.parametrize("code", [NOT_A_NUMBER, UNSUBSCRIBED])
def test_a_chosen_text_that_is_refused_goes_by_mail(twilio: FakeTwilio, mail_server: FakeMail, code: int) -> None:
    reminder = make_chosen()
    twilio.always = Fault(status=400, code=code)

    dispatch_at(NOW)
    dispatch_at(NOW)

    assert carried() == {"sms": "refused", "email": "sent"}
    assert status_of(reminder) == Status.SENT
    assert mail_server.recipients == ["maria@example.org"]
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.UNDELIVERABLE).exists()


def test_a_chosen_text_that_turns_out_not_to_be_delivered_goes_by_mail(
    twilio: FakeTwilio, mail_server: FakeMail
) -> None:
    reminder = make_chosen()
    dispatch_at(NOW)

    not_delivered(Delivery.objects.get())
    dispatch_at(NOW)

    assert carried() == {"sms": "undelivered", "email": "sent"}
    assert status_of(reminder) == Status.SENT
    assert not WorkItem.objects.exists()


def test_when_the_mail_is_refused_too_a_nurse_has_it_and_nothing_goes_round(
    twilio: FakeTwilio, mail_server: FakeMail
) -> None:
    reminder = make_chosen()
    twilio.always = Fault(status=400, code=NOT_A_NUMBER)
    mail_server.answer_to_recipient = "550 no such user"

    for _ in range(3):
        dispatch_at(NOW)

    assert carried() == {"sms": "refused", "email": "refused"}
    assert status_of(reminder) == Status.UNDELIVERABLE
    assert WorkItem.objects.get().kind == WorkItem.Kind.UNDELIVERABLE


def test_without_another_agreed_channel_or_in_time_no_more_a_nurse_has_it_at_once(twilio: FakeTwilio) -> None:
    twilio.always = Fault(status=400, code=NOT_A_NUMBER)
    alone = make_chosen(channels=TEXTS_ONLY)

    dispatch_at(NOW)

    assert status_of(alone) == Status.UNDELIVERABLE


def test_a_receipt_that_comes_too_late_for_the_mail_reaches_a_nurse(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    reminder = make_chosen()
    dispatch_at(NOW)
    Reminder.objects.update(due_at=NOW - 2 * HOUR, latest_at=NOW - HOUR)

    not_delivered(Delivery.objects.get())

    assert status_of(reminder) == Status.UNDELIVERABLE
    assert WorkItem.objects.get().kind == WorkItem.Kind.UNDELIVERABLE


def test_a_text_that_failed_before_its_date_moved_reaches_a_nurse(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    reminder = make_chosen()
    dispatch_at(NOW)
    nine = time(9, 0)
    reschedule(reminder.surgery, surgery_date=date(2026, 12, 8), start_time=nine, arrival_time=None, by=None, now=NOW)

    not_delivered(Delivery.objects.get(carried__reminder=reminder))
    dispatch_at(NOW)

    assert status_of(reminder) == Status.UNDELIVERABLE
    assert WorkItem.objects.get(reminder=reminder).kind == WorkItem.Kind.UNDELIVERABLE


@pytest.mark.parametrize("code", [429, 503])
def test_a_chosen_text_that_no_provider_takes_goes_by_mail_while_it_is_of_use(
    twilio: FakeTwilio, mail_server: FakeMail, code: int
) -> None:
    reminder = make_chosen(due_at=NOW, latest_at=NOW + 8 * HOUR)
    twilio.always = Fault(status=code)

    dispatch_at(NOW)
    assert carried() == {"sms": "delayed"}
    reminder.refresh_from_db()
    assert reminder.next_attempt_at <= NOW + CHOSEN_ALONE, "whatever the provider's own wait"
    for minutes in range(10, 60, 10):
        dispatch_at(NOW + minutes * MINUTE)

    assert mail_server.recipients == ["maria@example.org"]
    assert carried() == {"sms": "delayed", "email": "sent"}


def test_a_wait_past_its_use_does_not_end_what_can_go_by_mail(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    reminder = make_chosen(due_at=NOW - HOUR, latest_at=NOW + MINUTE)
    twilio.always = Fault(status=429, retry_after="3600")

    dispatch_at(NOW)
    dispatch_at(NOW)

    expire(now=NOW + 2 * MINUTE)

    assert mail_server.recipients == ["maria@example.org"]
    assert status_of(reminder) == Status.SENT


def test_the_other_channel_is_tried_once_and_not_round_and_round(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    reminder = make_chosen(due_at=NOW - HOUR, latest_at=NOW + HOUR)
    twilio.always = Fault(status=503)
    mail_server.answer_to_recipient = "451 try again later"

    dispatch_at(NOW)
    dispatch_at(NOW)
    reminder.refresh_from_db()

    assert carried() == {"sms": "delayed", "email": "delayed"}
    assert reminder.next_attempt_at > NOW
