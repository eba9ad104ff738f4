"""Arm: the last question before a reminder goes out. Guarantee G2: nothing stale."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.messaging.engine.arm import arm
from procedures.messaging.engine.claim import claim
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.patients.links import url_of
from procedures.patients.models import Consent
from tests.cast import make_checklist, make_hospital, make_item, make_patient, make_surgery, make_unit
from tests.messaging.due import HOUR, NOW, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db


def move(reminder: Reminder) -> None:
    Surgery.objects.filter(pk=reminder.surgery_id).update(generation=2)


def cancel(reminder: Reminder) -> None:
    Surgery.objects.filter(pk=reminder.surgery_id).update(status=Surgery.Status.CANCELLED)


def tick(reminder: Reminder) -> None:
    ChecklistItem.objects.update(status=ChecklistItem.Status.DONE)


def report_missed(reminder: Reminder) -> None:
    ChecklistItem.objects.update(status=ChecklistItem.Status.MISSED)


def cancel_visit(reminder: Reminder) -> None:
    Appointment.objects.update(status=Appointment.Status.CANCELLED)


def withdraw_consent(reminder: Reminder) -> None:
    Consent.objects.update(withdrawn_at=NOW)


@pytest.mark.parametrize(
    ("change", "end"),
    [
        (move, Reminder.Status.SUPERSEDED),
        (cancel, Reminder.Status.STOPPED),
        (tick, Reminder.Status.NOT_NEEDED),
        (report_missed, Reminder.Status.NOT_NEEDED),
        (cancel_visit, Reminder.Status.STOPPED),
        (withdraw_consent, Reminder.Status.UNDELIVERABLE),
    ],
)
def test_what_changed_between_claiming_and_arming_never_goes_out(
    change: Callable[[Reminder], None], end: Reminder.Status
) -> None:
    reminder = make_due()
    surgery = reminder.surgery
    reminder.item = make_item(make_checklist(surgery))
    reminder.appointment = Appointment.objects.create(
        surgery=surgery, kind="imaging", visit_date=NOW, visit_time=NOW.time(), starts_at=NOW + HOUR, place="Room 4"
    )
    reminder.save()
    token = claim(now=NOW)
    assert token is not None

    change(reminder)
    batch = arm(token, now=NOW)

    assert batch.armed == ()
    assert status_of(reminder) == end
    assert reminder.ended_at == NOW
    assert not Delivery.objects.exists()


def test_the_news_of_the_cancelling_itself_goes_out() -> None:
    reminder = make_due(kind=Reminder.Kind.CANCELLED)
    cancel(reminder)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SENT


def test_a_critical_reminder_that_is_too_late_goes_to_a_nurse_and_not_to_the_patient() -> None:
    reminder = make_due(is_critical=True)

    dispatch_at(NOW + 2 * HOUR)

    assert status_of(reminder) == Reminder.Status.EXPIRED
    assert WorkItem.objects.get().kind == WorkItem.Kind.TOO_LATE
    assert not OutboxMessage.objects.exists()


def test_another_reminder_that_is_too_late_just_ends() -> None:
    reminder = make_due()

    dispatch_at(NOW + 2 * HOUR)

    assert status_of(reminder) == Reminder.Status.EXPIRED
    assert not WorkItem.objects.exists()


def test_whoever_lost_the_claim_arms_nothing() -> None:
    reminder = make_due()
    token = claim(now=NOW)
    assert token is not None

    too_late = arm(token, now=NOW + HOUR / 2)

    assert too_late.looked_at == 0
    assert status_of(reminder) == Reminder.Status.CLAIMED


def test_a_reminder_that_cannot_be_written_goes_to_a_nurse_and_holds_nobody_up() -> None:
    broken = make_due(kind="nonsense", due_at=NOW - 2 * HOUR)
    fine = make_due(surgery=broken.surgery)

    dispatch_at(NOW)

    assert status_of(broken) == Reminder.Status.UNDELIVERABLE
    assert WorkItem.objects.get().reminder == broken
    assert status_of(fine) == Reminder.Status.SENT


def test_armed_means_that_a_move_finds_it_already_going_out() -> None:
    reminder = make_due()
    token = claim(now=NOW)
    assert token is not None

    arm(token, now=NOW)

    assert status_of(reminder) == Reminder.Status.ARMED
    assert not Reminder.objects.stoppable().exists()
    assert Delivery.objects.filter(status=Delivery.Status.ARMED).count() == 2


def test_all_messages_of_a_patient_carry_the_one_link() -> None:
    first = make_due(kind=Reminder.Kind.MOVED)
    make_due(surgery=first.surgery)

    dispatch_at()

    (link,) = first.surgery.patient.links.all()
    assert Delivery.objects.count() == 4
    assert all(url_of(link) in delivery.body for delivery in Delivery.objects.all())


@pytest.mark.parametrize("patients", [1, 7])
def test_arming_many_takes_as_many_queries_as_arming_one(
    patients: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(patients):
        unit = make_unit(make_hospital(f"Hospital {number}"))
        make_due(surgery=make_surgery(unit, make_patient(unit)))
    token = claim(now=NOW)
    assert token is not None

    with django_assert_max_num_queries(17):
        batch = arm(token, now=NOW)

    assert batch.looked_at == patients


def test_what_was_taken_off_the_list_while_its_outcome_was_unknown_does_not_go_again() -> None:
    reminder = make_due(kind="medication", attempts=1)
    item = make_item(make_checklist(reminder.surgery), withdrawn_at=NOW)
    Reminder.objects.filter(pk=reminder.pk).update(item=item)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SUPERSEDED
    assert not Delivery.objects.exists()
