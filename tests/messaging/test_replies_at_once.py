"""The same text brought twice at once, and three rounds of the ladder at once: everything is done one time."""

from datetime import timedelta

import pytest

from procedures.checklists.escalating.climbing import climb
from procedures.checklists.models import Reminder, WorkItem, WorkItemEvent
from procedures.messaging.models import IncomingMessage
from procedures.messaging.replies.taking import take_reply
from procedures.patients.models import Suppression
from tests.checklists.scenes import FOOD, MEDICINE, NOW, at, make_list
from tests.checklists.test_two_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("two_writers")]
MARIA = "+12125550123"


def text(body: str, event: str) -> bool:
    return take_reply("test", event=event, from_address=MARIA, to_address="", body=body, now=NOW)


def test_the_same_event_brought_at_once_is_one_message() -> None:
    make_list(FOOD)

    answers = at_once(*[lambda: text("May I drink tea?", "one")] * 4)

    assert sorted(map(str, answers)) == ["False", "False", "False", "True"]
    assert IncomingMessage.objects.count() == 1
    assert WorkItem.objects.filter(kind=WorkItem.Kind.MESSAGE).count() == 1


def test_two_stops_at_once_are_both_kept_and_stop_once() -> None:
    make_list(FOOD)

    answers = at_once(lambda: text("STOP", "one"), lambda: text("Stop!", "two"))

    assert answers == [True, True]
    assert Suppression.objects.standing().count() == 1
    assert IncomingMessage.objects.filter(acted__contains="no more texts").count() == 2
    assert Reminder.objects.filter(kind=Reminder.Kind.ANSWER).count() == 1
    assert WorkItem.objects.filter(kind=WorkItem.Kind.PHONE_PATIENT).count() == 1


def test_three_beats_at_once_say_everything_once() -> None:
    make_list(FOOD, MEDICINE)
    late = at("2026-12-04", "11:00")

    raised = at_once(*[lambda: climb(now=late)] * 3)
    escalated = at_once(*[lambda: climb(now=late + timedelta(days=1))] * 3)

    assert not [answer for answer in (*raised, *escalated) if isinstance(answer, Exception)]
    assert WorkItem.objects.filter(kind=WorkItem.Kind.NOT_TICKED).count() == 1
    raised_higher = WorkItemEvent.objects.filter(act=WorkItemEvent.Act.ESCALATED).values_list("work_item", flat=True)
    assert sorted(raised_higher) == sorted(WorkItem.objects.values_list("pk", flat=True))
