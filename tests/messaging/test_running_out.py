"""What must not be missed and reached nobody is a nurse's, and the caregiver's, before it is of no more use."""

from datetime import timedelta

import pytest

from procedures.checklists.models import Reminder, WorkItem
from procedures.checklists.ticking import tick
from procedures.messaging.engine.expire import expire
from procedures.messaging.ladder import go_round
from procedures.messaging.models import Delivery
from procedures.messaging.receipts import take_receipt
from tests.cast import make_checklist, make_delivery, make_item
from tests.fakes.twilio import FakeTwilio, Fault
from tests.messaging.due import HOUR, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of
from tests.messaging.test_caregivers import make_caregiver

pytestmark = pytest.mark.django_db
Kind = WorkItem.Kind
SECOND = timedelta(seconds=1)
HALF = NOW + 2 * HOUR


def make_critical(**fields: object) -> Reminder:
    """Due `NOW`, of use for four hours."""
    values = {"due_at": NOW, "latest_at": NOW + 4 * HOUR, "is_critical": True, "channels": TEXTS_ONLY} | fields
    return make_due(**values)  # type: ignore[arg-type]


def concerns() -> list[str]:
    return list(WorkItem.objects.order_by("pk").values_list("kind", flat=True))


def test_a_text_that_no_provider_takes_is_a_nurses_while_there_is_time_to_act(twilio: FakeTwilio) -> None:
    reminder = make_critical()
    twilio.always = Fault(status=503)
    dispatch_at(NOW)

    go_round(now=HALF - SECOND)
    assert concerns() == []
    for _ in range(3):
        go_round(now=HALF)

    assert concerns() == [Kind.NOT_YET]
    assert WorkItem.objects.get().is_urgent
    assert status_of(reminder) == Reminder.Status.SCHEDULED, "it goes on being tried"


def test_when_it_never_goes_out_the_nurse_is_not_sent_a_second_time(twilio: FakeTwilio) -> None:
    reminder = make_critical()
    twilio.always = Fault(status=503)
    dispatch_at(NOW)
    go_round(now=HALF)

    go_round(now=reminder.latest_at + SECOND)

    assert status_of(reminder) == Reminder.Status.EXPIRED
    assert concerns() == [Kind.NOT_YET]
    assert WorkItem.objects.open().exists(), "and it does not close by itself"


def test_when_it_goes_out_in_the_end_the_concern_closes_and_a_later_failure_is_a_new_one(twilio: FakeTwilio) -> None:
    make_critical()
    twilio.always = Fault(status=503)
    dispatch_at(NOW)
    go_round(now=HALF)
    twilio.always = None

    dispatch_at(HALF + HOUR)
    go_round(now=HALF + HOUR)
    assert not WorkItem.objects.open().exists()

    failed = Delivery.Status.UNDELIVERED
    reference = Delivery.objects.get(status=Delivery.Status.SENT).pk
    take_receipt("twilio", event="e", told="x", reference=reference, provider_id="1", status=failed, now=HALF + HOUR)
    assert list(WorkItem.objects.open().values_list("kind", flat=True)) == [Kind.UNDELIVERABLE]


def test_the_caregiver_is_asked_to_help_before_it_is_of_no_use(twilio: FakeTwilio) -> None:
    reminder = make_critical()
    make_caregiver(reminder.surgery)
    twilio.always = Fault(status=503)
    dispatch_at(NOW)

    go_round(now=HALF)

    asked = Reminder.objects.get(kind=Reminder.Kind.CAREGIVER)
    assert asked.due_at == HALF
    assert "Ana Lopez" in WorkItem.objects.get().summary


def test_what_is_ticked_meanwhile_closes_it(twilio: FakeTwilio) -> None:
    reminder = make_critical()
    item = make_item(make_checklist(reminder.surgery))
    Reminder.objects.update(item=item)
    twilio.always = Fault(status=503)
    dispatch_at(NOW)
    go_round(now=HALF)

    tick(item, by=None, now=HALF)
    go_round(now=HALF)

    assert not WorkItem.objects.open().exists()


def test_nobody_is_asked_about_what_lies_ahead_is_not_critical_or_went_out() -> None:
    ahead = make_critical(due_at=NOW + 3 * HOUR, latest_at=NOW + 9 * HOUR)
    make_critical(surgery=ahead.surgery, is_critical=False)
    make_critical(surgery=ahead.surgery, status="sent", ended_at=NOW)

    go_round(now=HALF)

    assert concerns() == []


def test_an_answer_that_stays_away_is_a_nurses_too() -> None:
    reminder = make_critical(status="unknown", next_attempt_at=HALF + HOUR)
    make_delivery(reminder, status="unknown")

    go_round(now=HALF)

    assert concerns() == [Kind.NOT_YET]


def test_what_went_by_mail_alone_is_told_before_it_is_of_no_use() -> None:
    reminder = make_critical(attempts=1, next_attempt_at=HALF + HOUR / 6)
    make_delivery(reminder, status="delayed", settled_at=NOW)
    make_delivery(reminder, channel="email", transport="mail", status="sent", settled_at=NOW)

    go_round(now=HALF)

    assert "nobody knows who read the mail" in WorkItem.objects.get(kind=Kind.NOT_YET).summary
    expire(now=reminder.latest_at + SECOND)
    assert concerns() == [Kind.NOT_YET]
