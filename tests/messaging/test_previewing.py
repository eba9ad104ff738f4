"""The preview and the real thing: the same messages, at the same minutes, word for word."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import tick
from procedures.core.quiet_hours import QuietHours
from procedures.core.sms import segments
from procedures.core.wall_clock import wall_instant
from procedures.messaging.models import Delivery
from procedures.messaging.previewing import Outlook, outlook, rehearse
from procedures.patients.models import Channel
from tests.cast import make_hospital, make_patient, make_procedure, make_template, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RED_FLAG, RIDE, before, item_of, make_list
from tests.messaging.due import dispatch_at

pytestmark = pytest.mark.django_db
TASKS = (
    FOOD,
    FLUIDS,
    MEDICINE,
    RED_FLAG,
    RIDE,
    RIDE | {"title": "Bring someone", "timing": before("P1D", None, kind="start")},
    {"category": "test", "title": "Have your blood taken", "timing": before("P3D", "P2D")},
    {"category": "hygiene", "title": "Wash with the soap", "timing": before("P1D", None, kind="start")},
    {"category": "medication", "title": "Ask about your medicines"},
    {"phase": "recovery", "category": "activity", "title": "Walk a little"},
)
ZONES = ["America/New_York", "Australia/Lord_Howe"]
# The days before, of and after both changes of each: 8 March and 1 November, 5 April and 4 October 2026.
CHANGES = [date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5), date(2026, 10, 4)]
TOKEN = re.compile(r"/p/[\w-]{24}/")
Line = tuple[datetime, str, str, str, str]


def lines_of(found: Outlook) -> set[Line]:
    return {
        (coming.at, way.channel, message.subject, message.text, message.html)
        for coming in found.coming
        for way, message in coming.words
    }


def sent_lines() -> set[Line]:
    """What really went out. Every link is as long as every other."""
    opaque = f"/p/{'x' * 24}/"
    return {
        (each.armed_at, each.channel, each.subject, TOKEN.sub(opaque, each.body), TOKEN.sub(opaque, each.html))
        for each in Delivery.objects.filter(status=Delivery.Status.SENT)
    }


def live_through(surgery: Surgery) -> None:
    """Run the engine at every minute at which something falls due, until nothing waits."""
    waiting = Reminder.objects.stoppable().filter(surgery=surgery).order_by("next_attempt_at")
    for _ in range(200):
        if not (first := waiting.first()):
            return
        dispatch_at(max(first.next_attempt_at, surgery.created_at))
    raise AssertionError("it never ends")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    zone=st.sampled_from(ZONES),
    home=st.sampled_from([*ZONES, "Europe/London"]),
    day=st.builds(lambda day, off: day + timedelta(days=off), st.sampled_from(CHANGES), st.integers(-1, 6)),
    ahead=st.integers(0, 20),
    hour=st.integers(0, 23),
    start=st.sampled_from([None, time(7, 30), time(8, 0), time(13, 15)]),
    language=st.sampled_from(["en", "es"]),
    tells=st.booleans(),
    cap=st.integers(1, 4),
    picked=st.sets(st.integers(0, len(TASKS) - 1), min_size=1),
    channels=st.sampled_from([(Channel.SMS,), (Channel.EMAIL,), (Channel.SMS, Channel.EMAIL)]),
)
def test_the_preview_is_what_the_engine_sends(
    zone: str,
    home: str,
    day: date,
    ahead: int,
    hour: int,
    start: time | None,
    language: str,
    *,
    tells: bool,
    cap: int,
    picked: set[int],
    channels: tuple[str, ...],
) -> None:
    with transaction.atomic():
        unit = make_unit(make_hospital(zone=zone, messages_a_day=cap, languages=["en", "es"]))
        patient = make_patient(unit, language=language, zone_name=home, may_name_details=tells, channels=channels)
        now = wall_instant(day - timedelta(days=ahead), time(min(hour, 5) if ahead == 0 else hour), ZoneInfo(zone))
        visits = (Visit("follow_up", day + timedelta(days=10), time(9, 0), "Clinic 3"),)
        template = make_template(make_procedure(unit), *(TASKS[number] for number in sorted(picked)))
        asked = Assignment(template, day, start_time=start, arrival_time=start and time(7, 0), visits=visits)
        if start == time(7, 30):
            asked = Assignment(template, day, start_time=start, visits=visits)

        def carry_out() -> Surgery:
            return assign(asked, patient=patient, unit=unit, by=None, now=now).surgery

        shown = rehearse(carry_out, now=now)
        assert not Surgery.objects.exists()
        assert not Reminder.objects.exists()
        surgery = carry_out()
        assert lines_of(outlook(patient, now=now)) == lines_of(shown)
        live_through(surgery)

        assert sent_lines() == lines_of(shown)
        times = [coming.at for coming in shown.coming]
        assert times == sorted(times)
        untold = {Reminder.Status.CAPPED, Reminder.Status.EXPIRED, Reminder.Status.UNDELIVERABLE}
        assert {one.kind for one, _ in shown.untold} <= set(
            Reminder.objects.filter(status__in=untold).values_list("kind", flat=True)
        )
        quiet = QuietHours(unit.hospital.quiet_from, unit.hospital.quiet_until, patient.zone)
        for coming in shown.coming:
            assert not quiet.covers(coming.at) or any(one.is_critical for one in coming.reminders)
            assert all(one.due_at - coming.at <= timedelta(hours=1) for one in coming.reminders)
            assert all(segments(said.text) <= 2 for way, said in coming.words if way.channel == Channel.SMS)
        transaction.set_rollback(True)


def test_what_was_ticked_or_sent_is_not_to_come() -> None:
    checklist = make_list(RIDE)
    patient = checklist.surgery.patient
    dispatch_at(NOW)
    kinds = {one.kind for coming in outlook(patient, now=NOW).coming for one in coming.reminders}
    assert kinds == {Reminder.Kind.TASK, Reminder.Kind.ARRIVAL}

    tick(item_of(checklist), by=None, now=NOW)

    kinds = {one.kind for coming in outlook(patient, now=NOW).coming for one in coming.reminders}
    assert kinds == {Reminder.Kind.ARRIVAL}


def test_a_move_can_be_rehearsed_and_leaves_no_trace() -> None:
    surgery = make_list(FOOD).surgery
    before_it = list(Reminder.objects.order_by("pk").values())

    def move() -> Surgery:
        there = Surgery.objects.get(pk=surgery.pk)
        reschedule(there, surgery_date=date(2026, 12, 15), start_time=None, arrival_time=None, by=None, now=NOW)
        return there

    shown = rehearse(move, now=NOW)

    assert any(one.kind == Reminder.Kind.MOVED for coming in shown.coming for one in coming.reminders)
    assert max(coming.at for coming in shown.coming) > datetime(2026, 12, 14, tzinfo=UTC)
    assert list(Reminder.objects.order_by("pk").values()) == before_it


def test_without_a_way_nothing_comes_and_the_reason_is_told() -> None:
    unit = make_unit()
    surgery = make_list(FOOD, unit=unit, patient=make_patient(unit, channels=())).surgery

    found = outlook(surgery.patient, now=NOW)

    assert found.coming == ()
    assert {because for _, because in found.untold} == {"no channel is agreed"}
