"""The hospital's clock rules the hours, the patient's rules the quiet: properties over both changes, anywhere."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given

from procedures.checklists.models import ChecklistItem
from procedures.checklists.planning import State, Telling, tellings
from procedures.core.quiet_hours import QuietHours
from procedures.core.timeline import SurgeryTimes, window
from procedures.core.timing import Timing
from procedures.core.wall_clock import day_start, is_missing, wall_instant
from tests.core.places import CAIRO, CLOCKS, PLACES, ZONES

Place = tuple[ZoneInfo, date]
EIGHT_HOURS = {"relation": "before", "from": "PT8H", "to": "PT0S", "kind": "interval"}
EVENING = {"relation": "before", "from": "P1D", "to": None, "kind": "deadline", "clock": "18:00"}


def planned(
    timing: dict[str, object], place: Place, clock: time, patients: ZoneInfo
) -> tuple[datetime, SurgeryTimes, QuietHours, list[Telling]]:
    """What is told of one fast, planned 10 days ahead; the arrival is left out."""
    zone, day = place
    times = SurgeryTimes(day, zone, clock)
    due = window(Timing.from_json(timing), times).due_at
    assert due is not None
    quiet = QuietHours(time(21), time(8), patients)
    item = ChecklistItem(
        pk=1, number=1, phase="preparation", category="fasting", timing=timing, due_at=due, is_exact=True
    )
    found = tellings([item], [], times, quiet=quiet, now=due - timedelta(days=10))
    return due, times, quiet, [one for one in found if one.item is not None]


@given(PLACES, CLOCKS, ZONES)
def test_a_fast_of_8_hours_is_8_hours_and_told_in_time_wherever_the_patient_sleeps(
    place: Place, clock: time, patients: ZoneInfo
) -> None:
    due, times, quiet, told = planned(EIGHT_HOURS, place, clock, patients)

    assert times.starts_at is not None
    assert times.starts_at - due == timedelta(hours=8)
    critical = [one for one in told if one.is_critical]
    assert [one.state for one in critical] == [State.AHEAD]
    assert all(one.at <= one.latest_at == due for one in told)
    assert not any(quiet.covers(one.at) for one in told)


@given(PLACES, CLOCKS, ZONES)
def test_6_in_the_evening_before_is_6_on_the_hospitals_wall_whatever_the_patients_shows(
    place: Place, clock: time, patients: ZoneInfo
) -> None:
    due, times, quiet, told = planned(EVENING, place, clock, patients)

    wall = due.astimezone(times.zone)
    day = times.surgery_date - timedelta(days=1)
    assert is_missing(day, "18:00", times.zone) or (wall.date(), wall.time()) == (day, time(18))
    assert any(one.is_critical for one in told)
    assert not any(quiet.covers(one.at) for one in told)


def test_a_midnight_that_does_not_come_is_the_first_instant_that_does() -> None:
    the_day = date(2026, 4, 24)  # in Cairo the clocks go from 24:00 to 01:00
    midnight = {"relation": "on_day", "from": None, "to": None, "kind": "clock", "clock": "00:00"}

    found = window(Timing.from_json(midnight), SurgeryTimes(the_day, CAIRO, time(8)))

    assert is_missing(the_day, "00:00", CAIRO)
    assert found.due_at == day_start(the_day, CAIRO) == wall_instant(the_day, "01:00", CAIRO)
