"""What the provider says, over HTTP, and what becomes of the reminder. Guarantee G1: a named end, always."""

from datetime import timedelta

import pytest

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.models import Delivery
from procedures.patients.models import Consent
from tests.fakes.mail import FakeMail
from tests.fakes.twilio import NOT_A_NUMBER, UNSUBSCRIBED, FakeTwilio, Fault
from tests.messaging.due import HOUR, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=30)


@pytest.mark.parametrize("status", [401, 429, 503])
def test_what_is_only_for_now_is_tried_again(twilio: FakeTwilio, status: int) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(status=status))

    dispatch_at(NOW)
    waiting = status_of(reminder)
    dispatch_at(LATER)

    assert waiting == Reminder.Status.SCHEDULED
    assert status_of(reminder) == Reminder.Status.SENT
    assert len(twilio.accepted) == 1
    assert [d.status for d in Delivery.objects.order_by("armed_at")] == ["delayed", "sent"]


def test_being_throttled_burns_no_attempt(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(status=429))

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SCHEDULED
    assert reminder.attempts == 0


def test_a_critical_reminder_that_no_provider_takes_in_time_goes_to_a_nurse(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY, is_critical=True, latest_at=NOW + timedelta(seconds=0.5))
    twilio.always = Fault(status=503)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.EXPIRED
    assert WorkItem.objects.get().kind == WorkItem.Kind.TOO_LATE


def test_a_number_that_is_none_leaves_the_other_channel(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    reminder = make_due()
    twilio.always = Fault(status=400, code=NOT_A_NUMBER)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SENT
    assert mail_server.recipients == ["maria@example.org"]


def test_when_every_channel_refuses_a_nurse_hears_of_it(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    reminder = make_due()
    twilio.always = Fault(status=400, code=NOT_A_NUMBER)
    mail_server.answer_to_recipient = "550 no such user"

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.UNDELIVERABLE
    assert WorkItem.objects.get().kind == WorkItem.Kind.UNDELIVERABLE


def test_a_channel_that_failed_for_now_is_tried_again_alone(twilio: FakeTwilio, mail_server: FakeMail) -> None:
    reminder = make_due()
    mail_server.answer_to_recipient = "451 later"

    dispatch_at(NOW)
    mail_server.answer_to_recipient = ""
    dispatch_at(LATER)

    assert status_of(reminder) == Reminder.Status.SENT
    assert len(twilio.accepted) == len(mail_server.mails) == 1


def test_a_clock_that_steps_back_sends_nothing_twice(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY, latest_at=LATER + HOUR)
    twilio.faults.append(Fault(status=503))
    dispatch_at(LATER)
    Reminder.objects.update(next_attempt_at=NOW)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SENT
    assert len(twilio.accepted) == 1


def test_a_channel_that_fails_until_it_is_too_late_leaves_the_reminder_sent_over_the_other(
    twilio: FakeTwilio, mail_server: FakeMail
) -> None:
    reminder = make_due(is_critical=True)
    mail_server.answer_to_recipient = "451 later"

    dispatch_at(NOW)
    dispatch_at(NOW + 2 * HOUR)

    assert status_of(reminder) == Reminder.Status.SENT
    assert not WorkItem.objects.exists()


def test_who_told_the_provider_to_stop_gets_no_more_texts(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(status=400, code=UNSUBSCRIBED))

    dispatch_at(NOW)
    make_due(surgery=reminder.surgery)
    dispatch_at(NOW)

    assert not Consent.objects.standing().exists()
    assert twilio.requests == 1
    assert set(WorkItem.objects.values_list("kind", flat=True)) == {"undeliverable", "phone_patient"}


@pytest.mark.parametrize("fault", [Fault(drops=True), Fault(after=2), Fault(status=500, accepts=True)])
def test_a_lost_answer_is_looked_up_and_not_sent_twice(twilio: FakeTwilio, fault: Fault) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(fault)

    dispatch_at(NOW)
    lost = status_of(reminder)
    Delivery.objects.update(armed_at=twilio.accepted[0].at)
    dispatch_at(NOW + timedelta(seconds=11))

    assert lost == Reminder.Status.UNKNOWN
    assert status_of(reminder) == Reminder.Status.SENT
    assert Delivery.objects.get().provider_id == twilio.accepted[0].sid
    assert len(twilio.accepted) == 1


def test_what_the_provider_never_had_is_sent_after_the_look_up(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(status=500))

    dispatch_at(NOW)
    dispatch_at(NOW + timedelta(seconds=11))

    assert status_of(reminder) == Reminder.Status.SENT
    assert len(twilio.accepted) == 1


def test_while_the_provider_cannot_be_asked_nothing_is_sent(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(drops=True))
    twilio.cannot_list = True

    dispatch_at(NOW)
    dispatch_at(NOW + timedelta(seconds=11))

    assert status_of(reminder) == Reminder.Status.UNKNOWN
    assert len(twilio.accepted) == 1


def test_what_can_never_be_looked_up_reaches_a_nurse_in_the_end(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(drops=True))
    twilio.cannot_list = True

    dispatch_at(NOW)
    dispatch_at(NOW + 2 * HOUR)

    assert status_of(reminder) == Reminder.Status.HELD
    assert WorkItem.objects.get().kind == WorkItem.Kind.UNKNOWN


def test_two_texts_with_the_same_words_are_not_taken_for_each_other(twilio: FakeTwilio) -> None:
    first = make_due(channels=TEXTS_ONLY, due_at=NOW - 2 * HOUR, kind=Reminder.Kind.MOVED)
    second = make_due(surgery=first.surgery, kind=Reminder.Kind.MOVED)
    twilio.faults.extend([Fault(drops=True), Fault(status=500)])

    dispatch_at(NOW)
    Delivery.objects.update(armed_at=twilio.accepted[0].at)
    dispatch_at(NOW + timedelta(seconds=11))

    assert status_of(first) == status_of(second) == Reminder.Status.SENT
    assert len(twilio.accepted) == 2
