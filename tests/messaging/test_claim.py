"""Claim: batches in due order, never twice, and an empty look that stays cheap."""

from datetime import timedelta

import pytest

from procedures.checklists.models import Reminder
from procedures.messaging.engine.claim import Watermark, claim, give_back
from tests.messaging.due import HOUR, NOW, make_due, status_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_the_longest_due_are_claimed_first() -> None:
    late = make_due()
    later = make_due(surgery=late.surgery, due_at=NOW - 2 * HOUR)

    claim(now=NOW, size=1)

    assert status_of(later) == Reminder.Status.CLAIMED
    assert status_of(late) == Reminder.Status.SCHEDULED


def test_what_one_worker_claimed_no_other_claims() -> None:
    make_due()

    first, second = claim(now=NOW), claim(now=NOW)

    assert first is not None
    assert second is None


def test_what_is_given_back_can_be_claimed_again() -> None:
    reminder = make_due()
    token = claim(now=NOW)
    assert token is not None

    give_back(token)

    assert status_of(reminder) == Reminder.Status.SCHEDULED
    assert claim(now=NOW) is not None


def test_a_watermark_hides_nothing_for_longer_than_a_minute() -> None:
    watermark = Watermark()
    assert claim(now=NOW, watermark=watermark) is None
    make_due(due_at=NOW - HOUR)

    soon = claim(now=NOW + MINUTE / 2, watermark=watermark)
    in_a_minute = claim(now=NOW + MINUTE, watermark=watermark)

    assert soon is None
    assert in_a_minute is not None


def test_a_watermark_lets_new_ones_through_at_once() -> None:
    watermark = Watermark()
    claim(now=NOW, watermark=watermark)
    make_due(due_at=NOW)

    assert claim(now=NOW + MINUTE / 2, watermark=watermark) is not None
