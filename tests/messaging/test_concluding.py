"""What has become of a reminder, from its deliveries: pure, so every combination can be tried."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.engine.backoff import longest_pause, pause
from procedures.messaging.engine.concluding import conclude, owes
from procedures.messaging.limits import FIRST_PAUSE, LONGEST_PAUSE
from procedures.messaging.models import Delivery
from tests.messaging.due import HOUR, NOW

NEEDS_A_PERSON = {Reminder.Status.HELD, Reminder.Status.UNDELIVERABLE}
statuses = st.sampled_from(Delivery.Status)
deliveries = st.builds(Delivery, status=statuses, settled_at=st.sampled_from([None, NOW]))


def reminder(*, is_critical: bool = False) -> Reminder:
    return Reminder(latest_at=NOW + HOUR, due_at=NOW, is_critical=is_critical)


@given(st.lists(deliveries, min_size=1, max_size=3), st.booleans())
def test_what_no_provider_took_is_tried_again_looked_up_or_given_to_a_person(
    tried: list[Delivery], is_critical: bool
) -> None:
    verdict = conclude(reminder(is_critical=is_critical), tried, retry_at=NOW + 2 * HOUR)

    has_reached = any(d.status in Delivery.TAKEN for d in tried)
    if verdict.status in NEEDS_A_PERSON or (verdict.status == Reminder.Status.EXPIRED and is_critical):
        assert verdict.work_item is not None
    if verdict.status == Reminder.Status.SENT:
        assert has_reached
    if has_reached:
        assert verdict.status in (Reminder.Status.SENT, Reminder.Status.UNKNOWN)


@given(st.lists(deliveries, min_size=1, max_size=3))
def test_nothing_is_sent_again_while_an_outcome_is_open(tried: list[Delivery]) -> None:
    tried = [*tried, Delivery(status=Delivery.Status.UNKNOWN)]

    assert conclude(reminder(), tried, retry_at=NOW).status == Reminder.Status.UNKNOWN


@given(statuses)
def test_a_channel_that_may_have_carried_it_is_not_owed_it_again(status: Delivery.Status) -> None:
    may_have_it = {Delivery.Status.SENT, Delivery.Status.DELIVERED, Delivery.Status.UNKNOWN, Delivery.Status.ARMED}

    assert not (owes(Delivery(status=status)) and status in may_have_it)


def test_a_retry_that_would_come_too_late_is_none() -> None:
    delayed = Delivery(status=Delivery.Status.DELAYED, settled_at=NOW)

    verdict = conclude(reminder(is_critical=True), [delayed], retry_at=NOW + HOUR + timedelta(seconds=1))

    assert verdict.status == Reminder.Status.EXPIRED
    assert verdict.work_item == WorkItem.Kind.TOO_LATE


@given(st.integers(min_value=0, max_value=100_000))
def test_pauses_grow_to_a_bound_and_are_random_below_it(attempts: int) -> None:
    assert FIRST_PAUSE <= longest_pause(attempts) <= LONGEST_PAUSE
    assert timedelta(seconds=1) <= pause(attempts) <= longest_pause(attempts)
