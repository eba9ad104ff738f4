"""The hospital's clock changed, and some operations are not reckoned yet: nothing is told of them by the old one."""

from datetime import timedelta

import pytest

from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.reckoning import BATCH, reckon_all, still_to_reckon
from procedures.hospitals.calendar_rules import RULES
from procedures.hospitals.models import Hospital, Unit
from procedures.messaging import dispatching
from procedures.messaging.engine.arm import arm
from procedures.messaging.engine.claim import claim
from procedures.messaging.limits import UNTIL_RECKONED
from procedures.messaging.models import OutboxMessage
from tests.cast import make_patient, make_procedure, make_surgery, make_unit
from tests.checklists.scenes import FOOD, at, make_list
from tests.messaging.due import NOW, dispatch_at, make_due, status_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Status = Reminder.Status
EVENING = at("2026-12-07", "18:00")
SECOND = timedelta(seconds=1)


def clock_changes(zone: str = "America/Chicago") -> None:
    """Saved, and no operation is reckoned yet."""
    Hospital.objects.update(zone_name=zone)
    Surgery.objects.update(reckoned_with="before")


def test_no_hour_of_the_old_clock_goes_out() -> None:
    make_list(FOOD)
    Reminder.objects.exclude(kind=Reminder.Kind.FASTING).delete()
    clock_changes()

    for seconds in range(0, 3 * 3600, 600):
        dispatch_at(EVENING + seconds * SECOND)

    texts = list(OutboxMessage.objects.values_list("body", flat=True))
    assert len(texts) == 1
    assert Surgery.objects.get().reckoned_with == RULES
    sent = Reminder.objects.get(kind=Reminder.Kind.FASTING, status=Status.SENT)
    assert sent.latest_at == at("2026-12-08", "01:00"), "midnight, by the clock of Chicago"


def test_armed_before_its_reckoning_it_waits_and_the_reckoning_is_asked_for() -> None:
    reminder = make_due()
    clock_changes()
    token = claim(now=NOW)
    assert token

    batch = arm(token, now=NOW)

    assert (batch.looked_at, batch.armed, batch.overtaken) == (1, (), {reminder.surgery_id})
    assert status_of(reminder) == Status.SCHEDULED
    assert reminder.next_attempt_at == NOW + UNTIL_RECKONED


def test_where_the_reckoning_fails_it_waits_until_it_is_a_nurses(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(keys: list[int], **_: object) -> list[int]:
        return []

    monkeypatch.setattr(dispatching, "reckon_these", fails)
    reminder = make_due(is_critical=True)
    clock_changes()

    dispatch_at(NOW)
    assert status_of(reminder) == Status.SCHEDULED
    dispatch_at(reminder.latest_at + SECOND)

    assert status_of(reminder) == Status.EXPIRED
    assert reminder.work_items.exists()
    assert not OutboxMessage.objects.exists()


def test_what_someone_asked_for_waits_for_no_reckoning() -> None:
    reminder = make_due(kind="answer", address="+12125550123", words="Your nurses have your message.")
    clock_changes()

    dispatch_at(NOW)

    assert status_of(reminder) == Status.SENT


def test_with_more_operations_than_are_reckoned_at_once_none_is_told_the_old_hour() -> None:
    unit = make_unit()
    procedure = make_procedure(unit)
    many = BATCH + 5
    for number in range(many):
        patient = make_patient(unit, f"Maria {number}", phone=f"+1212555{number:04}", channels=("sms",))
        make_surgery(unit, patient, procedure=procedure)
    last = make_due(surgery=Surgery.objects.order_by("pk").last())
    clock_changes()

    assert reckon_all(now=NOW) == BATCH
    assert still_to_reckon(unit.hospital) == many - BATCH
    dispatch_at(NOW)
    assert not OutboxMessage.objects.exists()
    assert Surgery.objects.get(pk=last.surgery_id).reckoned_with == RULES, "what is due is reckoned first"

    assert reckon_all(now=NOW) == many - BATCH - 1
    assert still_to_reckon(unit.hospital) == 0


def test_operations_that_cannot_be_reckoned_hold_up_no_other_however_many_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("procedures.checklists.reckoning.BATCH", 2)
    broken, whole = (
        make_unit(),
        Unit.objects.create(
            hospital=Hospital.objects.create(
                name="Hillside",
                text_name="Hillside",
                zone_name="America/Chicago",
                country="US",
                telephone="+12125550100",
            ),
            name="Surgery 1",
            telephone="+12125550102",
        ),
    )
    procedure = make_procedure(broken)
    for number in range(3):
        make_surgery(broken, make_patient(broken, f"Ana {number}"), procedure=procedure)
    make_surgery(whole, make_patient(whole))
    Surgery.objects.update(reckoned_with="before")
    Hospital.objects.filter(pk=broken.hospital_id).update(zone_name="Nowhere/None")

    reckon_all(now=NOW)

    assert Surgery.objects.get(unit=whole).reckoned_with == RULES
