"""A mail is no proof that it was read: near the operation a nurse hears of it, however the text failed."""

from datetime import timedelta

import pytest

from procedures.checklists.models import Reminder, WorkItem
from tests.fakes.twilio import NOT_A_NUMBER, FakeTwilio, Fault
from tests.messaging.due import HOUR, NOW, dispatch_at, make_due, status_of
from tests.messaging.test_caregivers import make_caregiver

pytestmark = pytest.mark.django_db
REFUSED, AWAY = Fault(status=400, code=NOT_A_NUMBER), Fault(status=503)


def concerns() -> list[tuple[str, bool]]:
    """What the nurse sees of it: of which kind, and whether it says why."""
    found = WorkItem.objects.open().values_list("kind", "summary")
    return [(kind, "nobody knows who read the mail" in summary) for kind, summary in found]


@pytest.mark.usefixtures("mail_server")
def test_a_critical_text_refused_at_once_reaches_a_nurse_and_the_caregiver_though_a_mail_went(
    twilio: FakeTwilio,
) -> None:
    reminder = make_due(is_critical=True)
    make_caregiver(reminder.surgery)
    twilio.faults.append(REFUSED)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SENT
    assert concerns() == [(WorkItem.Kind.UNDELIVERABLE, True)]
    assert "Ana Lopez" in WorkItem.objects.get().summary


@pytest.mark.usefixtures("mail_server")
def test_a_critical_text_that_no_provider_takes_in_time_reaches_a_nurse_though_a_mail_went(twilio: FakeTwilio) -> None:
    reminder = make_due(is_critical=True)
    twilio.always = AWAY
    dispatch_at(NOW)
    waiting, before = status_of(reminder), concerns()

    dispatch_at(reminder.latest_at + timedelta(seconds=1))

    assert (waiting, before) == (Reminder.Status.SCHEDULED, [])
    assert status_of(reminder) == Reminder.Status.SENT
    assert concerns() == [(WorkItem.Kind.UNDELIVERABLE, True)]


@pytest.mark.usefixtures("mail_server")
def test_where_the_next_try_would_be_too_late_the_nurse_hears_of_it_at_once(twilio: FakeTwilio) -> None:
    reminder = make_due(is_critical=True, latest_at=NOW + timedelta(seconds=0.9))
    twilio.always = AWAY

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SENT
    assert concerns() == [(WorkItem.Kind.UNDELIVERABLE, True)]


@pytest.mark.usefixtures("mail_server")
@pytest.mark.parametrize("is_critical", [True, False])
def test_a_text_that_only_waits_or_is_of_no_consequence_disturbs_nobody(twilio: FakeTwilio, is_critical: bool) -> None:
    make_due(is_critical=is_critical)
    twilio.always = AWAY if is_critical else REFUSED

    dispatch_at(NOW)

    assert concerns() == []


@pytest.mark.usefixtures("mail_server")
def test_days_before_the_operation_a_mail_is_enough(twilio: FakeTwilio) -> None:
    early = NOW - timedelta(days=5)
    make_due(is_critical=True, due_at=early - HOUR, latest_at=early + HOUR)
    twilio.always = REFUSED

    dispatch_at(early)

    assert concerns() == []
