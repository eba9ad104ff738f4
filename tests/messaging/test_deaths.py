"""A patient has died: from that moment nothing goes out, to anyone, whatever was under way."""

from datetime import date, time, timedelta

import pytest

from procedures.checklists.assigning import Assignment, PatientHasDied, assign
from procedures.checklists.cancelling import cancel
from procedures.checklists.deaths import NoDeathRecorded, record_death, take_back_death
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.surgery_times import SurgeryIsOver
from procedures.checklists.ticking import CannotBeTicked, tick
from procedures.messaging.engine.arm import arm
from procedures.messaging.engine.claim import claim
from procedures.messaging.engine.finish import finish
from procedures.messaging.engine.send import Outcome
from procedures.messaging.models import Delivery, OutboxMessage
from tests.cast import make_surgery
from tests.checklists.scenes import FOOD, RIDE, SURGERY_DAY, at, fresh, item_of, make_list
from tests.checklists.scenes import NOW as WEEKS_BEFORE
from tests.messaging.due import HOUR, NOW, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
Status = Reminder.Status
EVE = at("2026-12-07", "12:00")


def nothing_goes_out_any_more(surgery: Surgery) -> None:
    before = OutboxMessage.objects.count()
    for days in range(400):
        dispatch_at(EVE + timedelta(days=days, hours=7))
    assert OutboxMessage.objects.count() == before
    assert not Reminder.objects.filter(surgery=surgery, status__in=Reminder.OPEN).exists()


def test_everything_stops_in_the_same_transaction() -> None:
    surgery = make_list(FOOD, RIDE, now=EVE).surgery
    waiting = Reminder.objects.filter(status=Status.SCHEDULED).count()

    done = record_death(surgery.patient, by=None, now=EVE)

    assert done.is_new
    assert done.stopped == waiting > 0
    assert fresh(surgery).status == Surgery.Status.DIED
    nothing_goes_out_any_more(surgery)


def test_the_word_that_it_is_cancelled_stops_too() -> None:
    surgery = make_list(FOOD, now=EVE).surgery
    cancel(surgery, by=None, reason="Too ill", now=EVE)

    record_death(surgery.patient, by=None, now=EVE)

    assert not Reminder.objects.filter(status=Status.SCHEDULED).exists()
    assert fresh(surgery).status == Surgery.Status.CANCELLED
    nothing_goes_out_any_more(surgery)


def test_an_answer_to_a_text_is_not_given_any_more() -> None:
    told = make_due(kind=Reminder.Kind.ANSWER, address="+12125550123")

    record_death(told.surgery.patient, by=None, now=NOW)

    assert dispatch_at() == 0
    assert status_of(told) == Status.STOPPED


def test_other_patients_are_told_as_before() -> None:
    surgery = make_list(FOOD, now=EVE).surgery
    other = make_due(surgery=make_surgery(surgery.unit, procedure=surgery.procedure))

    record_death(surgery.patient, by=None, now=EVE)
    dispatch_at()

    assert status_of(other) == Status.SENT


def test_what_a_worker_has_claimed_does_not_cross_the_arming_line() -> None:
    told = make_due()
    token = claim(now=NOW)
    assert token is not None

    record_death(told.surgery.patient, by=None, now=NOW)

    assert arm(token, now=NOW).armed == ()
    assert not Delivery.objects.exists()


def test_a_death_noted_without_the_act_holds_at_the_arming_line_too() -> None:
    told = make_due(kind=Reminder.Kind.ANSWER, address="+12125550123")
    token = claim(now=NOW)
    assert token is not None
    patient = told.surgery.patient
    patient.death_recorded_at = NOW
    patient.save()

    assert arm(token, now=NOW).armed == ()
    assert status_of(told) == Status.STOPPED


def test_what_is_armed_is_reported_and_never_tried_again() -> None:
    told = make_due()
    token = claim(now=NOW)
    assert token is not None
    batch = arm(token, now=NOW)

    done = record_death(told.surgery.patient, by=None, now=NOW)
    delayed = [Outcome(one.parcel.reference, one.reminder_ids, Delivery.Status.DELAYED) for one in batch.armed]
    finish(token, delayed, now=NOW)
    dispatch_at(NOW + HOUR / 2)

    assert done.already_going_out == (told,)
    assert status_of(told) == Status.STOPPED
    assert not OutboxMessage.objects.exists()


def test_nobody_is_asked_to_phone_the_family() -> None:
    surgery = make_list(FOOD, now=EVE).surgery
    raise_work_item(surgery, kind=WorkItem.Kind.QUESTION, summary="A question", now=EVE)

    record_death(surgery.patient, by=None, now=EVE)
    late = raise_work_item(fresh(surgery), kind=WorkItem.Kind.UNDELIVERABLE, summary="Not delivered", now=EVE)

    assert not WorkItem.objects.open().exists()
    assert late.closed_at == EVE


def test_nothing_about_the_operation_can_be_changed_any_more() -> None:
    checklist = make_list(FOOD, now=EVE)
    surgery = checklist.surgery
    record_death(surgery.patient, by=None, now=EVE)

    with pytest.raises(SurgeryIsOver, match="has died"):
        reschedule(surgery, surgery_date=SURGERY_DAY, start_time=time(9), arrival_time=None, by=None, now=EVE)
    with pytest.raises(SurgeryIsOver):
        cancel(surgery, by=None, reason="Died", now=EVE)
    with pytest.raises(CannotBeTicked):
        tick(item_of(checklist), by=None, now=EVE)
    another = Assignment(checklist.template, date(2027, 1, 8))
    with pytest.raises(PatientHasDied):
        assign(another, patient=surgery.patient, unit=surgery.unit, by=None, now=EVE)


def test_recording_it_twice_changes_nothing() -> None:
    surgery = make_list(FOOD, now=EVE).surgery
    record_death(surgery.patient, by=None, now=EVE)

    again = record_death(surgery.patient, by=None, now=EVE + HOUR)

    assert not again.is_new
    assert surgery.patient.death_recorded_at == EVE


def test_taken_back_only_what_lies_ahead_goes_out_and_a_nurse_is_asked_to_phone() -> None:
    surgery = make_list(FOOD, RIDE, now=WEEKS_BEFORE).surgery
    question = raise_work_item(surgery, kind=WorkItem.Kind.QUESTION, summary="A question", now=WEEKS_BEFORE)
    record_death(surgery.patient, by=None, now=WEEKS_BEFORE)
    the_morning_before = at("2026-12-07", "09:00")

    back = take_back_death(surgery.patient, by=None, now=the_morning_before)

    assert back == (surgery,)
    assert fresh(surgery).status == Surgery.Status.PLANNED
    waiting = Reminder.objects.filter(status=Status.SCHEDULED)
    assert waiting.exists()
    assert all(one.due_at > the_morning_before for one in waiting)
    question.refresh_from_db()
    assert question.closed_at is None
    assert WorkItem.objects.open().filter(kind=WorkItem.Kind.PHONE_PATIENT, is_urgent=True).count() == 1


def test_what_was_sent_before_is_not_sent_again_after_taking_it_back() -> None:
    surgery = make_list(FOOD, now=WEEKS_BEFORE).surgery
    dispatch_at(at("2026-12-07", "18:00"))
    sent = OutboxMessage.objects.count()
    record_death(surgery.patient, by=None, now=at("2026-12-07", "18:30"))

    take_back_death(surgery.patient, by=None, now=at("2026-12-07", "18:40"))
    dispatch_at(at("2026-12-07", "18:41"))

    assert OutboxMessage.objects.count() == sent


def test_there_must_be_a_death_to_take_back() -> None:
    with pytest.raises(NoDeathRecorded):
        take_back_death(make_list(FOOD).surgery.patient, by=None, now=WEEKS_BEFORE)
