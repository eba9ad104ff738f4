"""The rules of the clocks change: what lies ahead falls on other instants, and nothing is told twice."""

import struct
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from procedures.checklists.booking import Visit
from procedures.checklists.models import Appointment, Reminder, Surgery, WorkItem
from procedures.checklists.reckoning import reckon_again, reckon_all, reckon_for_new_closed_days
from procedures.core.wall_clock import wall_instant
from procedures.hospitals.models import ClosedDay
from tests.cast import make_hospital, make_patient, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, RIDE, before, fresh, item_of, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ZONE = "Test/Moving"
NEW_RULES = "tzdata 2099z"
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
EVE = datetime(2026, 12, 7, 23, 30, tzinfo=UTC)  # after the evening's messages, with either rules
ASSESSMENT = {"category": "assessment", "title": "Come to the assessment"}
VISITS = (Visit("assessment", date(2026, 12, 1), time(14, 0), "Clinic 3"),)
Status = Reminder.Status
Government = Callable[[int], None]


def zone_file(hours_behind: int) -> bytes:
    """A TZif file of a place that is always so many hours behind UTC."""
    name = f"-{hours_behind:02d}".encode()
    head = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, len(name) + 1)
    body = struct.pack(">lBB", -hours_behind * 3600, 0, 0) + name + b"\0"
    return head + body + head + body + f"\n<{name.decode()}>{hours_behind}\n".encode()


@pytest.fixture
def government(tmp_path: Path) -> Iterator[Government]:
    """Decrees how many hours behind UTC the clocks of Test/Moving are."""
    (tmp_path / "Test").mkdir()

    def decree(hours_behind: int) -> None:
        (tmp_path / ZONE).write_bytes(zone_file(hours_behind))
        zoneinfo.ZoneInfo.clear_cache(only_keys=[ZONE])

    zoneinfo.reset_tzpath([tmp_path])
    decree(5)
    yield decree
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache(only_keys=[ZONE])


@pytest.fixture
def surgery(government: Government) -> Surgery:
    """On 8 December at 08:00, arrival 06:30, by the clocks of Test/Moving; the patient sleeps by New York's."""
    unit = make_unit(make_hospital(zone=ZONE))
    patient = make_patient(unit, zone_name="America/New_York")
    return make_list(FOOD, FLUIDS, RIDE, ASSESSMENT, unit=unit, patient=patient, now=NOW, visits=VISITS).surgery


def send_until(now: datetime) -> None:
    """As a worker does, in short: what was due is sent."""
    due = Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=now)
    due.update(status=Status.SENT, ended_at=now)


def hour(zone_hours_behind: int, day: str, clock: int) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00+00:00") + timedelta(hours=clock + zone_hours_behind)


def test_the_wall_keeps_its_hours_and_every_instant_follows(government: Government, surgery: Surgery) -> None:
    checklist = surgery.checklists.get()
    government(6)

    reckoned = reckon_again(fresh(surgery), now=NOW, rules=NEW_RULES)

    moved = fresh(surgery)
    assert reckoned.moved
    assert moved.starts_at == hour(6, "2026-12-08", 8)
    assert moved.arrives_at == hour(6, "2026-12-08", 6) + timedelta(minutes=30)
    assert (moved.surgery_date, moved.start_time) == (date(2026, 12, 8), time(8, 0))
    assert item_of(checklist, 1).due_at == hour(6, "2026-12-08", 0)
    assert Appointment.objects.get().starts_at == hour(6, "2026-12-01", 14)
    assert moved.reckoned_with == NEW_RULES


def test_the_generation_stays_and_each_thing_waits_once_with_its_new_use(
    government: Government, surgery: Surgery
) -> None:
    before = sorted(Reminder.objects.filter(status=Status.SCHEDULED).values_list("kind", "step", "item"), key=str)
    government(6)

    reckon_again(fresh(surgery), now=NOW, rules=NEW_RULES)

    waiting = Reminder.objects.filter(status=Status.SCHEDULED)
    assert sorted(waiting.values_list("kind", "step", "item"), key=str) == before
    assert fresh(surgery).generation == surgery.generation
    assert set(waiting.values_list("generation", flat=True)) == {surgery.generation}
    food = waiting.get(kind="fasting", item__number=1)
    assert food.latest_at == hour(6, "2026-12-08", 0)


@pytest.mark.parametrize("hours_behind", [4, 6])
def test_what_was_sent_stays_and_is_not_sent_again(government: Government, surgery: Surgery, hours_behind: int) -> None:
    send_until(EVE)
    sent = set(Reminder.objects.filter(status=Status.SENT).values_list("kind", "step", "item", "appointment"))
    government(hours_behind)

    reckoned = reckon_again(fresh(surgery), now=EVE, rules=NEW_RULES)

    again = {(one.kind, one.step, one.item_id, one.appointment_id) for one in reckoned.planned}
    assert sent
    assert not again & sent
    assert Reminder.objects.filter(status=Status.SENT).count() == len(sent)


@pytest.mark.parametrize("start", [time(8, 0), None])
def test_what_has_no_time_of_its_own_is_not_told_twice_either(government: Government, start: time | None) -> None:
    unit = make_unit(make_hospital(zone=ZONE))
    medicines = {"category": "medication", "title": "Ask about your medicines"}
    surgery = make_list(
        medicines, unit=unit, patient=make_patient(unit), now=NOW, start_time=start, arrival_time=None
    ).surgery
    send_until(EVE)
    government(6)

    reckoned = reckon_again(fresh(surgery), now=EVE, rules=NEW_RULES)

    assert Reminder.objects.filter(kind="medication", status=Status.SENT).count() == 1
    assert "medication" not in {one.kind for one in reckoned.planned}


def test_a_nurse_is_asked_to_look_when_fasting_or_the_arrival_is_another_instant(
    government: Government, surgery: Surgery
) -> None:
    government(6)

    reckon_again(fresh(surgery), now=NOW, rules=NEW_RULES)

    concern = WorkItem.objects.get(kind=WorkItem.Kind.CLOCK_CHANGE)
    assert "step 1, step 2" in concern.summary
    assert not concern.is_urgent


def test_nobody_is_asked_where_no_instant_changed(surgery: Surgery) -> None:
    before = list(Reminder.objects.order_by("pk").values())

    reckoned = reckon_again(fresh(surgery), now=NOW, rules=NEW_RULES)

    assert reckoned.moved == 0
    assert list(Reminder.objects.order_by("pk").values()) == before
    assert not WorkItem.objects.exists()
    assert fresh(surgery).reckoned_with == NEW_RULES


def test_reckoning_twice_is_reckoning_once(government: Government, surgery: Surgery) -> None:
    government(6)
    assert reckon_all(now=NOW, rules=NEW_RULES) == 1
    before = list(Reminder.objects.order_by("pk").values())

    assert reckon_all(now=NOW, rules=NEW_RULES) == 0

    assert list(Reminder.objects.order_by("pk").values()) == before
    assert WorkItem.objects.count() == 1


def test_there_and_back_again_leaves_the_plan_as_it_was(government: Government, surgery: Surgery) -> None:
    def plan() -> list[tuple[object, ...]]:
        waiting = Reminder.objects.filter(status=Status.SCHEDULED)
        return sorted(waiting.values_list("kind", "step", "item", "due_at", "latest_at"), key=str)

    before = plan()
    government(6)
    reckon_again(fresh(surgery), now=NOW, rules=NEW_RULES)
    government(5)

    reckon_again(fresh(surgery), now=NOW, rules="tzdata 2100a")

    assert plan() == before


def test_what_is_cancelled_is_left_alone(government: Government, surgery: Surgery) -> None:
    Surgery.objects.update(status=Surgery.Status.CANCELLED)
    government(6)

    assert reckon_all(now=NOW, rules=NEW_RULES) == 0
    assert fresh(surgery).starts_at == surgery.starts_at


def test_the_command_reckons_whatever_names_other_rules(government: Government, surgery: Surgery) -> None:
    Surgery.objects.update(reckoned_with="tzdata 2020a")
    government(6)

    call_command("reckon_times")

    assert fresh(surgery).starts_at == wall_instant(date(2026, 12, 8), time(8), zoneinfo.ZoneInfo(ZONE))
    assert fresh(surgery).starts_at == hour(6, "2026-12-08", 8)


def test_a_new_closed_day_moves_what_counts_working_days() -> None:
    call = {
        "category": "other",
        "title": "Call us on the last working day before",
        "timing": before("P1D", "P1D", kind="due") | {"working_days": True},
    }
    surgery = make_list(call).surgery  # a Tuesday
    monday = item_of(surgery.checklists.get()).due_at
    ClosedDay.objects.create(hospital=surgery.unit.hospital, day=date(2026, 12, 7), name="Staff training")

    reckon_for_new_closed_days(surgery.unit.hospital)
    reckon_all(now=NOW)

    friday = item_of(surgery.checklists.get()).due_at
    assert monday is not None
    assert friday is not None
    assert monday - friday == timedelta(days=3)
