"""Cancelling stops everything."""

from datetime import date, time

import pytest

from procedures.checklists.assigning import Visit
from procedures.checklists.cancelling import Cancelled, cancel
from procedures.checklists.models import Appointment, Reminder, Surgery, WorkItem
from procedures.checklists.surgery_times import SurgeryIsOver
from procedures.checklists.ticking import CannotBeTicked, tick
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, at, fresh, item_of, make_list

pytestmark = pytest.mark.django_db
Kind, Status = Reminder.Kind, Reminder.Status


def test_everything_that_waits_is_stopped_and_the_patient_is_told_once_at_once() -> None:
    checklist = make_list(FOOD, FLUIDS, MEDICINE)
    waiting = Reminder.objects.stoppable().count()

    cancelled = cancel(checklist.surgery, by=None, reason="Fever", now=NOW)

    surgery = fresh(checklist.surgery)
    assert (surgery.status, surgery.cancelled_at, surgery.generation) == (Surgery.Status.CANCELLED, NOW, 2)
    assert cancelled.stopped == waiting == Reminder.objects.filter(status=Status.STOPPED).count()
    notice = Reminder.objects.stoppable().get()
    assert notice == cancelled.notice
    assert (notice.kind, notice.due_at, notice.generation, notice.is_critical) == (Kind.CANCELLED, NOW, 2, True)
    assert surgery.events.get(act="cancelled").note == "Fever"


def test_in_the_night_before_the_operation_the_patient_is_told_at_once() -> None:
    night = at("2026-12-07", "23:30")
    checklist = make_list(FOOD)

    cancelled = cancel(checklist.surgery, by=None, reason="", now=night)

    assert cancelled.notice is not None
    assert cancelled.notice.due_at == night


def test_after_the_operations_hour_nobody_is_told() -> None:
    checklist = make_list(FOOD)

    assert cancel(checklist.surgery, by=None, reason="", now=at("2026-12-08", "09:00")).notice is None


def test_cancelling_twice_is_cancelling_once() -> None:
    checklist = make_list(FOOD)
    cancel(checklist.surgery, by=None, reason="Fever", now=NOW)

    assert cancel(checklist.surgery, by=None, reason="Fever", now=NOW) == Cancelled()
    assert fresh(checklist.surgery).generation == 2


def test_a_completed_surgery_cannot_be_cancelled() -> None:
    surgery = make_list(FOOD).surgery
    Surgery.objects.filter(pk=surgery.pk).update(status=Surgery.Status.COMPLETED)

    with pytest.raises(SurgeryIsOver):
        cancel(surgery, by=None, reason="", now=NOW)


def test_a_visit_that_is_still_booked_reaches_a_nurse() -> None:
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 12, 1), time(9, 0), "Clinic 3")
    checklist = make_list(visits=(visit,))

    cancelled = cancel(checklist.surgery, by=None, reason="", now=NOW)

    assert cancelled.open_visits == (Appointment.objects.get(),)
    assert WorkItem.objects.get().kind == WorkItem.Kind.VISIT


def test_a_cancelled_list_cannot_be_ticked() -> None:
    checklist = make_list(FOOD)
    cancel(checklist.surgery, by=None, reason="", now=NOW)

    with pytest.raises(CannotBeTicked):
        tick(item_of(checklist), by=None, now=NOW)
