"""Whatever is wrong with one patient's rows holds up no other patient's reminders. Guarantee G1."""

from datetime import datetime, timedelta

import pytest
from django.db import DataError, OperationalError, connection
from django.db.models import Model

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging import liveness
from procedures.messaging.channels import Tried
from procedures.messaging.engine import settling, sorting
from procedures.messaging.engine.expire import expire
from procedures.messaging.engine.running_out import tell_of_running_out
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.patients.models import Patient
from tests.cast import make_checklist, make_item, make_patient, make_surgery, make_unit
from tests.fakes.twilio import NOT_A_NUMBER, FakeTwilio, Fault
from tests.messaging.due import HOUR, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Status = Reminder.Status


def break_patient(reminder: Reminder) -> None:
    """Give the row what no form would let in."""
    Patient.objects.filter(pk=reminder.surgery.patient_id).update(zone_name="Mars/Phobos")


def spoil(row: Model, column: str) -> None:
    """Put into a sealed column what no key opens, as after a restore with half of the keys."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = 's1.lost.AAAA' WHERE id = {row.pk}")


def make_ward(count: int) -> list[Reminder]:
    unit = make_unit()
    people = [
        make_patient(unit, phone=f"+1212555{number:04}", channels=TEXTS_ONLY) for number in range(100, 100 + count)
    ]
    first = make_surgery(unit, people[0])
    others = [make_surgery(unit, one, procedure=first.procedure) for one in people[1:]]
    return [make_due(surgery=surgery, is_critical=True) for surgery in (first, *others)]


def test_one_that_cannot_be_prepared_waits_and_all_others_go_out() -> None:
    broken, *others = make_ward(5)
    break_patient(broken)

    dispatch_at(NOW)

    assert [status_of(one) for one in others] == [Status.SENT] * 4
    assert status_of(broken) == Status.SCHEDULED
    assert broken.next_attempt_at > NOW
    assert liveness.put_off(now=NOW)[0] == 1


def test_once_it_is_mended_it_goes_out() -> None:
    (broken,) = make_ward(1)
    break_patient(broken)
    dispatch_at(NOW)
    Patient.objects.update(zone_name="America/New_York")

    dispatch_at(NOW + timedelta(minutes=1))

    assert status_of(broken) == Status.SENT
    assert OutboxMessage.objects.count() == 1


def test_when_its_use_is_over_a_nurse_has_it() -> None:
    (broken,) = make_ward(1)
    break_patient(broken)

    dispatch_at(NOW)
    dispatch_at(NOW + HOUR - timedelta(microseconds=1))  # any pause at all, of the chance that draws it, is too long

    assert status_of(broken) == Status.EXPIRED
    assert WorkItem.objects.get().reminder == broken


def test_what_the_database_itself_refuses_of_one_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, other = make_ward(2)
    honest = sorting.ways_of

    def refusing(reminders: list[Reminder], tried: Tried, *, now: datetime) -> object:
        if broken in reminders:
            raise DataError("value too long")
        return honest(reminders, tried, now=now)

    monkeypatch.setattr(sorting, "ways_of", refusing)

    dispatch_at(NOW)

    assert (status_of(broken), status_of(other)) == (Status.SCHEDULED, Status.SENT)


def test_a_database_that_is_away_is_nobodys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    (reminder,) = make_ward(1)

    def away(*_: object, **__: object) -> object:
        raise OperationalError("gone")

    monkeypatch.setattr(sorting, "ways_of", away)

    with pytest.raises(OperationalError):
        dispatch_at(NOW)

    assert status_of(reminder) == Status.SCHEDULED
    assert (reminder.attempts, reminder.next_attempt_at) == (0, NOW - HOUR)


def test_what_cannot_be_handed_over_as_it_should_reaches_a_nurse_bare(
    twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing, other = make_ward(2)
    twilio.faults.append(Fault(status=400, code=NOT_A_NUMBER))

    def broken(*_: object, **__: object) -> None:
        raise LookupError

    monkeypatch.setattr(settling, "hand_over", broken)

    dispatch_at(NOW)

    refused = Delivery.objects.get(status=Delivery.Status.REFUSED).reminders.get()
    assert {status_of(failing), status_of(other)} == {Status.SENT, Status.UNDELIVERABLE}
    assert status_of(refused) == Status.UNDELIVERABLE
    assert WorkItem.objects.get().reminder == refused
    assert "phone the patient" in WorkItem.objects.get().summary


@pytest.mark.parametrize("what", ["the words of a reminder", "the title of its step"])
def test_what_no_key_opens_holds_up_no_other(what: str) -> None:
    broken, *others = make_ward(3)
    item = make_item(make_checklist(broken.surgery))
    Reminder.objects.filter(pk=broken.pk).update(item=item)
    spoil(*((broken, "words") if what == "the words of a reminder" else (item, "title")))

    dispatch_at(NOW)

    assert [status_of(one) for one in others] == [Status.SENT] * 2
    still = Reminder.objects.filter(pk=broken.pk).values_list("status", "attempts").get()
    assert still == (Status.SCHEDULED, 1)


def test_what_is_wrong_with_a_message_to_come_does_not_hold_up_the_one_that_is_due() -> None:
    (due,) = make_ward(1)
    item = make_item(make_checklist(due.surgery))
    soon = make_due(surgery=due.surgery, due_at=NOW + HOUR / 2, latest_at=NOW + HOUR, item=item)
    spoil(item, "title")

    dispatch_at(NOW)

    assert status_of(due) == Status.SENT
    assert Reminder.objects.filter(pk=soon.pk, status=Status.SCHEDULED, attempts=0).exists()


def test_what_no_key_opens_keeps_no_other_from_ending_when_its_use_is_over() -> None:
    broken, other = make_ward(2)
    item = make_item(make_checklist(broken.surgery))
    Reminder.objects.filter(pk=broken.pk).update(item=item)
    spoil(item, "title")

    expire(now=NOW + 2 * HOUR)

    assert status_of(other) == Status.EXPIRED
    assert WorkItem.objects.filter(reminder=other).exists()


def test_what_no_key_opens_keeps_no_other_from_a_nurse_while_there_is_time() -> None:
    broken, other = make_ward(2)
    item = make_item(make_checklist(broken.surgery))
    Reminder.objects.filter(pk=broken.pk).update(item=item)
    spoil(item, "title")

    tell_of_running_out(now=NOW)

    assert list(WorkItem.objects.values_list("reminder", flat=True)) == [other.pk]
