"""A nearer date loses nothing: what must not be missed is still told, or a nurse has it. A property."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.checklists.models import Checklist, Reminder, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.rescheduling import Preview, preview, reschedule
from procedures.checklists.ticking import tick
from procedures.core.tasks import NEEDS_CLINICIAN
from procedures.hospitals.models import Unit
from tests.cast import make_hospital, make_patient, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RIDE, at, before, item_of, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Kind, Status = Reminder.Kind, Reminder.Status
WASHING = {
    "category": "hygiene",
    "title": "Wash with the soap",
    "timing": before("P1D", "P1D", kind="due", part_of_day="evening"),
}
ASSIGNED = at("2026-10-20", "10:00")
FAR_DAY = date(2026, 11, 20)
CLOCKS = st.sampled_from([None, time(0, 30), time(7, 0), time(12, 30), time(17, 45), time(23, 30)])


@pytest.fixture
def unit() -> Unit:
    return make_unit(make_hospital(zone="America/New_York"))


def move_to(checklist: Checklist, day: date, now: datetime, start: time = time(8)) -> Preview:
    """Move it; returns what was foreseen, which is what then came."""
    seen = preview(checklist.surgery, surgery_date=day, start_time=start, arrival_time=None, now=now)
    moved = reschedule(checklist.surgery, surgery_date=day, start_time=start, arrival_time=None, by=None, now=now)
    planned = [(one.kind, one.step, one.due_at) for one in moved.planned if one.kind != Kind.MOVED]
    assert sorted(planned) == sorted((one.kind, one.step, one.at) for one in seen.to_tell + seen.too_late)
    return seen


def send_until(now: datetime) -> None:
    Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=now).update(status=Status.SENT, ended_at=now)


def test_plain_things_that_were_still_to_be_told_are_told_now() -> None:
    blood = {"category": "test", "title": "Have your blood test"}
    checklist = make_list(RIDE, blood, WASHING)
    now = at("2026-11-20", "19:00")
    send_until(now)

    seen = move_to(checklist, date(2026, 11, 22), now)

    plain = Reminder.objects.filter(kind=Kind.TASK, status=Status.SCHEDULED)
    assert {(one.item, one.due_at) for one in plain} == {(item, now) for item in checklist.items.all()}
    assert {one.item for one in seen.to_tell if one.kind == Kind.TASK} == set(checklist.items.all())
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.TOO_LATE).exists()


def test_plain_things_too_late_for_the_nearer_date_are_one_concern_of_the_nurse() -> None:
    hair = WASHING | {"title": "Wash your hair"}
    checklist = make_list(WASHING, hair)
    now = at("2026-12-07", "09:00")
    send_until(now - timedelta(days=2))

    seen = move_to(checklist, date(2026, 12, 7), now, time(16))

    (concern,) = WorkItem.objects.filter(kind=WorkItem.Kind.TOO_LATE)
    assert concern.summary == "Too late to send: Wash with the soap, Wash your hair. Phone the patient."
    assert [one.item.title for one in seen.too_late if one.item] == ["Wash with the soap", "Wash your hair"]
    plan_reminders(checklist.surgery, now=now)
    assert WorkItem.objects.filter(kind=WorkItem.Kind.TOO_LATE).count() == 1


def test_a_plain_thing_ticked_for_the_old_date_is_told_again_for_the_nearer_one() -> None:
    checklist = make_list(RIDE)
    tick(item_of(checklist), by=None, now=NOW)

    move_to(checklist, date(2026, 11, 24), NOW)

    assert Reminder.objects.get(kind=Kind.TASK, status=Status.SCHEDULED).due_at == NOW


def test_what_was_told_before_the_move_and_has_a_later_telling_is_not_told_now() -> None:
    checklist = make_list(RIDE, FOOD)
    now = at("2026-12-02", "12:00")
    send_until(now)

    move_to(checklist, date(2026, 12, 5), now)

    assert not Reminder.objects.stoppable().filter(kind=Kind.TASK).exists()  # word of the move leads to the list


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minutes=st.integers(0, 30 * 24 * 60),  # from the assigning to the move: over the change of the clocks
    days=st.integers(0, 12),
    start=CLOCKS,
    patients_zone=st.sampled_from(["America/New_York", "Europe/London", "Pacific/Apia", "Asia/Kolkata"]),
)
def test_whatever_must_not_be_missed_is_told_or_a_nurse_has_it(
    unit: Unit, minutes: int, days: int, start: time | None, patients_zone: str
) -> None:
    now = ASSIGNED + timedelta(minutes=minutes)
    nearer = min(now.astimezone(unit.hospital.zone).date() + timedelta(days=days), FAR_DAY)
    with transaction.atomic():
        patient = make_patient(unit, zone_name=patients_zone)
        tasks = (FOOD, FLUIDS, MEDICINE, {"category": "medication", "title": "Ask about your medicines"}, RIDE, WASHING)
        checklist = make_list(*tasks, unit=unit, patient=patient, surgery_date=FAR_DAY, now=ASSIGNED)
        send_until(now)
        surgery = checklist.surgery
        waited = set(surgery.reminders.stoppable().filter(kind=Kind.TASK).values_list("item", flat=True))
        try:
            reschedule(surgery, surgery_date=nearer, start_time=start, arrival_time=None, by=None, now=now)
        except Refused:
            transaction.set_rollback(True)
            return

        reminders = list(Reminder.objects.filter(surgery=surgery, generation=surgery.generation, is_critical=True))
        for item in checklist.items.filter(category__in=NEEDS_CLINICIAN, status="open"):
            about = [one for one in reminders if one.item_id == item.pk]
            has_nurse = WorkItem.objects.open().filter(surgery=surgery, item=item).exists()
            is_contradicted = WorkItem.objects.open().filter(surgery=surgery, kind=WorkItem.Kind.CONFLICT).exists()
            is_told = any(one.status == Status.SCHEDULED and one.latest_at >= now for one in about)
            sent = Reminder.objects.filter(surgery=surgery, item=item, is_critical=True, status=Status.SENT)
            was_told = item.due_at is not None and sent.filter(latest_at=item.due_at).exists()
            assert is_told or has_nurse or was_told or is_contradicted, item.title
            assert not is_told or all(one.due_at >= now for one in about if one.status == Status.SCHEDULED)
        plain = Reminder.objects.filter(surgery=surgery, kind=Kind.TASK)
        is_lost = WorkItem.objects.open().filter(surgery=surgery, item=None, kind=WorkItem.Kind.TOO_LATE).exists()
        for item in checklist.items.filter(pk__in=waited):
            ahead = plain.filter(item=item, status=Status.SCHEDULED, due_at__gte=now, latest_at__gte=now).exists()
            assert ahead or (is_lost and plain.filter(item=item, status=Status.EXPIRED).exists()), item.title
        assert Reminder.objects.filter(surgery=surgery, kind="moved").count() == 1
        transaction.set_rollback(True)
