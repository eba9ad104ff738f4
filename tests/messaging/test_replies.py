"""What patients text back: kept once, and read by a nurse where it is not plain. Nothing is guessed."""

from datetime import UTC, datetime, timedelta

import pytest

from procedures.checklists.models import Surgery, WorkItem
from procedures.messaging.models import IncomingMessage, OutboxMessage
from procedures.messaging.replies import acting
from tests.messaging.due import NOW, dispatch_at
from tests.messaging.texting import answers, make_caregiver, make_listed, statuses, text

pytestmark = pytest.mark.django_db


def test_every_message_is_kept_once_however_often_it_is_told() -> None:
    make_listed()

    assert text("What may I drink?", event="SM1")
    assert not text("What may I drink?", event="SM1")

    assert IncomingMessage.objects.count() == WorkItem.objects.count() == len(answers()) == 1


def test_words_are_kept_whole_and_answered_once_an_hour() -> None:
    make_listed()
    long = "May I drink tea? " * 60

    text(long)
    text("Hello?", now=NOW + timedelta(minutes=10))
    text("Anybody there?", now=NOW + timedelta(minutes=61))

    assert WorkItem.objects.order_by("pk")[0].words == long
    assert WorkItem.objects.count() == 3
    assert answers() == ["noted", "noted"]


@pytest.mark.parametrize("hour", [3, 12])
def test_safety_rule_4_words_of_danger_are_urgent_and_answered_at_once_by_day_or_night(hour: int) -> None:
    make_listed()
    now = NOW.replace(hour=hour)

    text("I can't breathe well", now=now)
    dispatch_at(now)

    concern = WorkItem.objects.get()
    assert concern.is_urgent
    assert concern.due_at == now + timedelta(minutes=15)
    assert concern.summary.startswith("Read this first")
    assert "Call 911 now" in OutboxMessage.objects.get().body


@pytest.mark.parametrize("body", ["Hello", "DONE 1", "STOP", "C", "chest pain", ""])
def test_what_comes_from_a_number_nobody_knows_is_kept_and_answered_by_nothing(body: str) -> None:
    make_listed()

    text(body, from_="+12125550188")

    kept = IncomingMessage.objects.get()
    assert kept.body == body
    assert "nobody knows the number" in kept.acted
    assert not kept.patients.exists()
    assert not answers()


def test_a_caregivers_words_reach_the_nurse_of_their_patient_and_tick_nothing() -> None:
    surgery = make_listed()
    caregiver = make_caregiver(surgery)

    text("DONE 1", from_=str(caregiver.phone))

    assert statuses(surgery) == ["open", "open", "open"]
    assert "The caregiver Ana Lopez wrote" in WorkItem.objects.get().summary


def test_whatever_breaks_the_words_are_kept_and_reach_a_nurse(monkeypatch: pytest.MonkeyPatch) -> None:
    make_listed()

    def broken(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("procedures.messaging.replies.taking.act_on", broken)
    text("DONE 1")

    assert IncomingMessage.objects.get().acted == "on a nurse's list"
    assert WorkItem.objects.get().words == "DONE 1"


def test_every_meaning_has_its_act() -> None:
    assert {meaning.value for meaning in acting._ACTS} == set(IncomingMessage.Meaning.values)


def test_a_cancelled_operations_patient_is_still_heard() -> None:
    surgery = make_listed()
    Surgery.objects.update(status="cancelled")

    text("When can I eat?", now=datetime(2026, 12, 7, 18, 0, tzinfo=UTC))

    assert WorkItem.objects.get().surgery == surgery
