"""Several reminders of one patient are one message, and share its fate. Guarantees G1 to G3 hold for each of them."""

from datetime import timedelta

import pytest

from procedures.checklists.models import ChecklistItem, Reminder, Surgery, WorkItem
from procedures.messaging.engine.arm import arm
from procedures.messaging.engine.claim import claim
from procedures.messaging.handing_over import hand_over
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.patients.models import Channel
from tests.cast import make_checklist, make_hospital, make_item, make_patient, make_reminder, make_surgery, make_unit
from tests.fakes.twilio import FakeTwilio, Fault
from tests.messaging.due import HOUR, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
Kind = Reminder.Kind


def make_another(first: Reminder, due_at: object = NOW, **fields: object) -> Reminder:
    """One more of the same surgery."""
    values = {"due_at": due_at, "latest_at": NOW + 2 * DAY} | fields
    return make_reminder(first.surgery, **values)


def make_about_an_item(first: Reminder, **fields: object) -> Reminder:
    checklist = first.surgery.checklists.first() or make_checklist(first.surgery)
    return make_another(first, item=make_item(checklist), **fields)


def texts() -> int:
    return OutboxMessage.objects.count()


def test_reminders_within_the_hour_are_one_message_on_each_channel() -> None:
    first = make_due(due_at=NOW)
    second = make_another(first, NOW + 59 * MINUTE)
    later = make_another(first, NOW + 61 * MINUTE)

    dispatch_at(NOW)

    assert {d.channel: set(d.reminders.all()) for d in Delivery.objects.all()} == {
        Channel.SMS: {first, second},
        Channel.EMAIL: {first, second},
    }
    assert status_of(first) == status_of(second) == Reminder.Status.SENT
    assert status_of(later) == Reminder.Status.SCHEDULED


def test_patients_never_share_a_message() -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    unit = first.surgery.unit
    another = make_due(surgery=make_surgery(unit, make_patient(unit, "Ann"), procedure=first.surgery.procedure))

    dispatch_at(NOW)

    assert status_of(first) == status_of(another) == Reminder.Status.SENT
    assert all(d.reminders.count() == 1 for d in Delivery.objects.all())


def test_two_operations_in_one_unit_share_a_message_and_in_two_units_do_not() -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    patient, unit = first.surgery.patient, first.surgery.unit
    make_due(surgery=make_surgery(unit, patient, procedure=first.surgery.procedure))
    make_due(surgery=make_surgery(make_unit(unit.hospital, "Eye clinic"), patient))

    dispatch_at(NOW)

    assert sorted(d.reminders.count() for d in Delivery.objects.all()) == [1, 2]


def test_the_date_that_moved_is_told_alone_and_first() -> None:
    moved = make_due(kind=Kind.MOVED, channels=TEXTS_ONLY, due_at=NOW)
    task, arrival = make_another(moved, NOW - HOUR), make_another(moved, kind=Kind.ARRIVAL)
    token = claim(now=NOW)
    assert token is not None

    armed = arm(token, now=NOW).armed

    assert [each.reminder_ids for each in armed] == [(moved.pk,)]
    assert status_of(task) == status_of(arrival) == Reminder.Status.SCHEDULED
    dispatch_at(NOW)
    assert Delivery.objects.filter(reminders=task).get() == Delivery.objects.filter(reminders=arrival).get()


@pytest.mark.parametrize("status", [ChecklistItem.Status.DONE, ChecklistItem.Status.MISSED])
def test_one_ticked_before_arming_drops_out_and_the_message_says_the_rest(status: str) -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY, kind=Kind.ARRIVAL)
    ticked = make_about_an_item(first, kind=Kind.MEDICATION)
    token = claim(now=NOW)
    assert token is not None
    ChecklistItem.objects.update(status=status)

    (armed,) = arm(token, now=NOW).armed

    assert armed.reminder_ids == (first.pk,)
    assert "edicine" not in armed.parcel.text
    assert status_of(ticked) == Reminder.Status.NOT_NEEDED


def test_one_that_was_ticked_is_not_pulled_forward_and_ends_at_its_own_time() -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    ticked = make_about_an_item(first, due_at=NOW + 30 * MINUTE)
    ChecklistItem.objects.update(status=ChecklistItem.Status.DONE)

    dispatch_at(NOW)
    assert status_of(ticked) == Reminder.Status.SCHEDULED

    dispatch_at(NOW + 30 * MINUTE)
    assert status_of(ticked) == Reminder.Status.NOT_NEEDED
    assert texts() == 1


def test_one_of_an_old_date_is_never_told_along() -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    stale = make_another(first, NOW + MINUTE, generation=0)
    other = make_surgery(first.surgery.unit, first.surgery.patient, procedure=first.surgery.procedure)
    cancelled = make_reminder(other, due_at=NOW + MINUTE, latest_at=NOW + DAY)
    Surgery.objects.filter(pk=other.pk).update(status=Surgery.Status.CANCELLED)

    dispatch_at(NOW)

    assert set(Delivery.objects.get().reminders.all()) == {first}
    assert {status_of(stale), status_of(cancelled)} == {Reminder.Status.SCHEDULED}


def test_what_another_worker_had_claimed_goes_along_and_is_sent_once() -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    mine = claim(now=NOW)
    second = make_another(first, NOW)
    theirs = claim(now=NOW)
    assert mine is not None
    assert theirs is not None

    (armed,) = arm(mine, now=NOW).armed

    assert set(armed.reminder_ids) == {first.pk, second.pk}
    assert arm(theirs, now=NOW).looked_at == 0


def test_after_a_failure_they_are_tried_again_together_and_at_one_hour(twilio: FakeTwilio, settings: object) -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    second = make_another(first, NOW + 30 * MINUTE)
    twilio.faults.append(Fault(status=503))

    dispatch_at(NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.status == second.status == Reminder.Status.SCHEDULED
    assert first.next_attempt_at == second.next_attempt_at > NOW

    dispatch_at(first.next_attempt_at)
    assert status_of(first) == status_of(second) == Reminder.Status.SENT
    assert len(twilio.accepted) == 1


def test_a_worker_that_died_leaves_all_of_them_to_be_looked_up(twilio: FakeTwilio) -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    second = make_another(first, NOW)
    token = claim(now=NOW)
    assert token is not None
    arm(token, now=NOW)

    dispatch_at(NOW + 5 * MINUTE)
    dispatch_at(NOW + 10 * MINUTE)

    assert status_of(first) == status_of(second) == Reminder.Status.SENT
    assert len(twilio.accepted) == 1


def test_a_message_that_fails_is_one_concern_which_names_all_it_told_of(twilio: FakeTwilio) -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    second = make_about_an_item(first, is_critical=True)
    assert second.item is not None
    twilio.faults.append(Fault(status=400, code=21211))

    dispatch_at(NOW)

    assert status_of(first) == status_of(second) == Reminder.Status.UNDELIVERABLE
    concern = WorkItem.objects.get()
    assert (concern.reminder, list(concern.with_reminders.all())) == (second, [first])
    assert f"{second.item.title}; {first.get_kind_display()}" in concern.summary
    assert concern.is_urgent


def test_a_long_message_that_fails_names_a_part_of_every_title(twilio: FakeTwilio) -> None:
    first = make_due(due_at=NOW, channels=TEXTS_ONLY)
    checklist = make_checklist(first.surgery)
    for number in range(5):
        make_another(first, item=make_item(checklist, title=f"Step {number} of {'many ' * 30}"))
    twilio.always = Fault(status=400, code=21211)

    dispatch_at(NOW)

    concern = WorkItem.objects.get()
    assert len(concern.summary) <= 300
    assert all(f"Step {number}" in concern.summary for number in range(5))
    assert "Phone the patient. Why: every channel refused it." in concern.summary


def test_what_failed_before_is_not_named_a_second_time() -> None:
    first = make_due(due_at=NOW)
    second = make_another(first)
    hand_over([first], WorkItem.Kind.UNDELIVERABLE, because="", now=NOW)

    for _ in range(2):
        hand_over([first, second], WorkItem.Kind.UNDELIVERABLE, because="", now=NOW)

    assert set(WorkItem.objects.values_list("reminder", flat=True)) == {first.pk, second.pk}


def make_told(count: int) -> Reminder:
    """One more task after `count` messages of this day."""
    hospital = make_hospital(messages_a_day=count)
    first = make_due(surgery=make_surgery(make_unit(hospital)), due_at=NOW - 4 * HOUR)
    for number in range(1, count):
        make_another(first, NOW - 4 * HOUR + number * 90 * MINUTE)
    for number in range(count):
        dispatch_at(NOW - 4 * HOUR + number * 90 * MINUTE)
    assert texts() == count
    return make_about_an_item(first, due_at=NOW)


def test_over_the_days_number_it_waits_for_the_next_morning() -> None:
    over = make_told(2)

    dispatch_at(NOW)

    assert texts() == 2
    assert status_of(over) == Reminder.Status.SCHEDULED
    assert over.next_attempt_at == NOW.replace(day=8, hour=13)  # 08:00 in New York
    dispatch_at(over.next_attempt_at)
    assert status_of(over) == Reminder.Status.SENT


def test_what_is_no_use_tomorrow_ends_by_name_and_a_nurse_tells_what_nobody_else_does() -> None:
    over = make_told(2)
    told_before = make_about_an_item(over, due_at=NOW, latest_at=NOW + HOUR)
    make_another(over, item=told_before.item, due_at=NOW - DAY, status=Reminder.Status.SENT, ended_at=NOW)
    Reminder.objects.filter(pk=over.pk).update(latest_at=NOW + HOUR)

    dispatch_at(NOW)

    assert status_of(over) == status_of(told_before) == Reminder.Status.CAPPED
    assert [each.reminder for each in WorkItem.objects.all()] == [over]


def test_what_must_not_be_missed_is_never_counted_nor_held_up() -> None:
    over = make_told(2)
    critical = make_another(over, kind=Kind.ARRIVAL, is_critical=True)

    dispatch_at(NOW)

    assert status_of(critical) == status_of(over) == Reminder.Status.SENT
    assert not Delivery.objects.filter(reminders=critical, counts=True).exists()


def test_a_mail_and_a_text_of_the_same_are_one_message_of_the_day() -> None:
    make_told(2)

    assert Delivery.objects.filter(counts=True).count() == 4
