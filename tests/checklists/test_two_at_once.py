"""Two people at the same moment: every act is done once, and none is lost."""

import threading
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

import pytest
from django.db import connection

from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.booking import Visit, book_visit
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Appointment, Checklist, ChecklistItem, ItemEvent, Reminder, Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.surgery_times import SurgeryIsOver
from procedures.checklists.ticking import tick, untick
from procedures.hospitals.models import Unit
from procedures.patients.birth_dates import LinkLocked, WrongBirthDate, unlock
from procedures.patients.links import link_for
from procedures.patients.models import Patient, PatientLink
from procedures.patients.registering import PatientDetails, register
from tests.cast import make_hospital, make_patient, make_procedure, make_template, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, SURGERY_DAY, fresh, item_of, make_list

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("two_writers")]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do `acts` at the same moment, each on its own connection; their answers, or what they raised, in order."""
    answers: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=10)
            answers[place] = act()
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def test_two_ticks_are_one() -> None:
    checklist = make_list(FOOD)

    answers = at_once(*[lambda: tick(item_of(checklist), by=None, now=NOW)] * 4)

    assert sorted(map(str, answers)) == ["False", "False", "False", "True"]
    assert ItemEvent.objects.count() == 1


def test_ticking_and_unticking_end_in_one_state_with_its_reminders() -> None:
    checklist = make_list(FOOD, FLUIDS)
    for _ in range(5):
        at_once(
            lambda: tick(item_of(checklist), by=None, now=NOW),
            lambda: untick(item_of(checklist), by=None, now=NOW),
            lambda: tick(item_of(checklist, 2), by=None, now=NOW),
        )
        item = item_of(checklist)

        is_told = item.reminders.stoppable().exists()
        assert is_told == (item.status == ChecklistItem.Status.OPEN)


def test_a_tick_and_a_move_leave_no_tick_for_the_old_date_and_no_stale_reminder() -> None:
    checklist = make_list(FOOD, MEDICINE)

    at_once(
        lambda: tick(item_of(checklist, 2), by=None, now=NOW),
        lambda: reschedule(
            fresh(checklist.surgery),
            surgery_date=date(2026, 12, 15),
            start_time=time(8, 0),
            arrival_time=time(6, 30),
            by=None,
            now=NOW,
        ),
    )

    surgery, item = fresh(checklist.surgery), item_of(checklist, 2)
    assert surgery.generation == 2
    assert not Reminder.objects.stoppable().exclude(generation=2).exists()
    ticked_for_the_new_date = item.status == ChecklistItem.Status.DONE
    assert ticked_for_the_new_date != item.reminders.stoppable().exists()


def test_a_move_and_a_cancel_never_leave_a_cancelled_surgery_with_reminders() -> None:
    for number in range(3):
        surgery = make_list(FOOD, unit=make_unit(make_hospital(f"Hospital {number}"))).surgery
        values = {"surgery_date": date(2026, 12, 15), "start_time": time(8, 0), "arrival_time": None}

        answers = at_once(
            lambda surgery=surgery: cancel(fresh(surgery), by=None, reason="", now=NOW),  # type: ignore[misc]
            lambda surgery=surgery, values=values: reschedule(fresh(surgery), **values, by=None, now=NOW),  # type: ignore[misc]
        )

        assert fresh(surgery).status == Surgery.Status.CANCELLED
        assert [one.kind for one in surgery.reminders.stoppable()] == [Reminder.Kind.CANCELLED]
        assert all(not isinstance(one, Exception) or isinstance(one, SurgeryIsOver) for one in answers)


def test_a_double_click_assigns_one_list() -> None:
    unit = make_unit()
    patient = make_patient(unit)
    assignment = Assignment(make_template(make_procedure(unit), FOOD), SURGERY_DAY, time(8, 0))

    at_once(*[lambda: assign(assignment, patient=patient, unit=unit, by=None, now=NOW)] * 3)

    assert Checklist.objects.count() == Surgery.objects.count() == 1


def test_a_double_click_books_one_visit() -> None:
    surgery = make_list(FOOD).surgery
    visit = Visit(Appointment.Kind.OTHER, date(2026, 12, 1), time(9, 0), "Clinic 3")

    at_once(*[lambda: book_visit(fresh(surgery), visit, by=None, now=NOW)] * 3)

    assert Appointment.objects.count() == 1


def test_a_double_click_registers_one_person() -> None:
    unit = make_unit()
    details = PatientDetails("Maria", "Lopez", date(1951, 4, 9), "+12125550123", channels=frozenset({"sms"}))

    at_once(*[lambda: register(details, unit=unit, by=None, now=NOW)] * 3)

    assert Patient.objects.count() == 1


def test_guesses_made_at_once_are_all_counted() -> None:
    link = link_for(make_patient(make_unit()), now=NOW)

    answers = at_once(*[lambda: unlock(PatientLink.objects.get(pk=link.pk), birth_date=date(1950, 1, 1), now=NOW)] * 6)

    assert [type(one) for one in answers].count(WrongBirthDate) == 4
    assert [type(one) for one in answers].count(LinkLocked) == 2


def test_two_plans_of_one_patient_that_move_at_once_wait_for_each_other_and_agree() -> None:
    """Each gives hours to the other, or takes them: locked in one order, they end in a state that holds for both."""
    unit = make_unit()
    patient = make_patient(unit)
    first = make_list(FOOD, unit=unit, patient=patient)
    other = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")
    second = make_list(FOOD, unit=other, patient=patient, start_time=time(9, 0))

    for days in range(1, 6):
        day = SURGERY_DAY + timedelta(days=days)
        moves = [(first, time(8, 0)), (second, time(9, 0))]
        answers = at_once(
            *[
                partial(
                    reschedule,
                    fresh(one.surgery),
                    surgery_date=day,
                    start_time=start,
                    arrival_time=time(6, 30),
                    by=None,
                    now=NOW,
                )
                for one, start in moves
            ]
        )

        assert not [answer for answer in answers if isinstance(answer, Exception)]
        assert item_of(first).due_at is item_of(second).due_at is None


def test_two_lists_given_to_one_patient_at_once_contradict_each_other_all_the_same() -> None:
    unit = make_unit()
    patient = make_patient(unit)
    other = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")

    answers = at_once(
        lambda: make_list(FOOD, unit=unit, patient=patient),
        lambda: make_list(FOOD, unit=other, patient=patient, start_time=time(9, 0)),
    )

    assert [type(answer) for answer in answers] == [Checklist, Checklist]
    assert set(ChecklistItem.objects.values_list("due_at", flat=True)) == {None}
