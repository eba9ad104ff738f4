"""What waited past its use ends by what became of it: nobody is sent to phone a patient who has the text."""

from datetime import timedelta

import pytest

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.engine.expire import expire
from tests.cast import make_checklist, make_delivery, make_item
from tests.messaging.due import NOW, make_due, status_of

pytestmark = pytest.mark.django_db
Status = Reminder.Status


def make_late(*, text: str, mail: str) -> Reminder:
    """A critical reminder whose text and mail came to these ends, and that was to be tried again."""
    reminder = make_due(is_critical=True, attempts=1)
    Reminder.objects.filter(pk=reminder.pk).update(next_attempt_at=reminder.latest_at)
    make_delivery(reminder, channel="sms", transport="twilio", status=text, armed_at=NOW, settled_at=NOW)
    make_delivery(reminder, channel="email", transport="mail", status=mail, armed_at=NOW, settled_at=NOW)
    return reminder


def expire_after(reminder: Reminder) -> int:
    return expire(now=reminder.latest_at + timedelta(seconds=31))


def test_a_text_that_was_delivered_is_not_called_too_late_for_a_mail_that_no_provider_took() -> None:
    reminder = make_late(text="delivered", mail="delayed")

    assert expire_after(reminder) == 1

    assert status_of(reminder) == Status.SENT
    assert not WorkItem.objects.exists()


def test_where_only_a_mail_went_a_nurse_is_told_so() -> None:
    reminder = make_late(text="delayed", mail="sent")

    expire_after(reminder)

    assert status_of(reminder) == Status.SENT
    assert "nobody knows who read the mail" in WorkItem.objects.get().summary


def test_what_nothing_carried_is_too_late_and_reaches_a_nurse_once() -> None:
    reminder = make_late(text="delayed", mail="delayed")

    assert [expire_after(reminder), expire_after(reminder)] == [1, 0]

    assert status_of(reminder) == Status.EXPIRED
    concern = WorkItem.objects.get()
    assert (concern.kind, concern.is_urgent) == (WorkItem.Kind.TOO_LATE, True)


def test_what_is_ticked_by_then_is_not_needed() -> None:
    reminder = make_due(is_critical=True)
    item = make_item(make_checklist(reminder.surgery), status="done", status_at=NOW)
    Reminder.objects.filter(pk=reminder.pk).update(item=item)

    expire_after(reminder)

    assert status_of(reminder) == Status.NOT_NEEDED
    assert not WorkItem.objects.exists()
