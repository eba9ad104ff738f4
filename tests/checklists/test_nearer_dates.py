"""A nearer date loses nothing: what must not be missed is still told, or a nurse has it. A property."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.checklists.models import Reminder, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.rescheduling import reschedule
from procedures.core.tasks import NEEDS_CLINICIAN
from procedures.hospitals.models import Unit
from tests.cast import make_hospital, make_patient, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, at, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Status = Reminder.Status
ASSIGNED = at("2026-10-20", "10:00")
FAR_DAY = date(2026, 11, 20)
CLOCKS = st.sampled_from([None, time(0, 30), time(7, 0), time(12, 30), time(17, 45), time(23, 30)])


@pytest.fixture
def unit() -> Unit:
    return make_unit(make_hospital(zone="America/New_York"))


def send_until(now: datetime) -> None:
    Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=now).update(status=Status.SENT, ended_at=now)


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
        tasks = (FOOD, FLUIDS, MEDICINE, {"category": "medication", "title": "Ask about your medicines"})
        checklist = make_list(*tasks, unit=unit, patient=patient, surgery_date=FAR_DAY, now=ASSIGNED)
        send_until(now)
        surgery = checklist.surgery
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
        assert Reminder.objects.filter(surgery=surgery, kind="moved").count() == 1
        transaction.set_rollback(True)
