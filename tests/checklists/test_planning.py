"""Properties of planning, wherever the hospital and the patient are, over every change of the clocks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from procedures.checklists.item_times import retime
from procedures.checklists.models import ChecklistItem
from procedures.checklists.planning import State, Telling, tellings
from procedures.core.events import SurgeryTimes
from procedures.core.quiet_hours import QuietHours
from tests.checklists.scenes import before
from tests.core.places import APIA, CLOCKS, LONDON, PLACES, ZONES

TASKS = (
    {"category": "fasting", "intake": "food", "timing": before("PT8H")},
    {"category": "fasting", "intake": "clear_fluids", "timing": before("PT2H") | {"anchor": "arrival"}},
    {"category": "medication", "timing": before("P5D", None, kind="start")},
    {"category": "medication", "timing": None},
    {"category": "logistics", "timing": None},
    {"category": "hygiene", "timing": before("P1D", "P1D", kind="due", part_of_day="evening")},
    {"category": "monitoring", "is_red_flag": True, "timing": None},
)


@dataclass(frozen=True)
class Scene:
    """A surgery with its items, and a patient who may be far from the hospital."""

    times: SurgeryTimes
    items: tuple[ChecklistItem, ...]
    quiet: QuietHours

    def planned(self, now: datetime) -> list[Telling]:
        return tellings(self.items, [], self.times, quiet=self.quiet, now=now)

    @property
    def noon(self) -> datetime:
        return datetime.combine(self.times.surgery_date, time(12), tzinfo=UTC)


def _scene(place: tuple[ZoneInfo, date], start: time | None, patient_zone: ZoneInfo) -> Scene:
    zone, day = place
    times = SurgeryTimes(day, zone, start, start)
    items = [
        ChecklistItem(pk=number, number=number, phase="preparation", title="", **task)
        for number, task in enumerate(TASKS, start=1)
    ]
    retime(items, times)
    return Scene(times, tuple(items), QuietHours(time(21, 0), time(8, 0), patient_zone))


SCENES = st.builds(_scene, PLACES, st.none() | CLOCKS, ZONES)
HOURS_BEFORE = st.integers(-48, 30 * 24)


@given(SCENES, HOURS_BEFORE)
def test_nothing_is_told_after_its_use_and_nothing_before_now(scene: Scene, hours: int) -> None:
    now = scene.noon - timedelta(hours=hours)

    for telling in scene.planned(now):
        assert telling.at <= telling.latest_at
        assert telling.state not in (State.AHEAD, State.NOW) or telling.at >= now
        assert telling.item is None or telling.item.due_at is None or telling.latest_at <= telling.item.due_at


@given(SCENES, HOURS_BEFORE)
def test_what_must_not_be_missed_is_told_or_reaches_a_nurse(scene: Scene, hours: int) -> None:
    now = scene.noon - timedelta(hours=hours)

    planned = scene.planned(now)

    for item in scene.items[:4]:
        critical = [one for one in planned if one.item == item and one.is_critical]
        assert [one.state for one in critical if one.state is not State.OVER], item.category
        assert all((one.state is State.LATE) == (now > one.latest_at) for one in critical)


# Samoa skipped 30 December 2011: the night of the 29th ended at the midnight at which that of the 30th began.
SKIPPED_DAY = [
    _scene((LONDON, date(2012, 1, 4)), None, APIA),
    _scene((APIA, date(2011, 12, 31)), time(9), APIA),
    _scene((APIA, date(2011, 12, 31)), None, APIA),
]


@given(SCENES)
@example(SKIPPED_DAY[0])
@example(SKIPPED_DAY[1])
@example(SKIPPED_DAY[2])
def test_planned_well_ahead_no_message_comes_in_the_patients_night(scene: Scene) -> None:
    planned = scene.planned(scene.noon - timedelta(days=30))

    assert planned
    assert not [one for one in planned if scene.quiet.covers(one.at)]


# A plain task that waits for the morning in London, where it fell into the night, and is planned again in that night.
IN_THE_NIGHT = _scene((ZoneInfo("America/New_York"), date(2026, 12, 8)), None, ZoneInfo("Europe/London"))


@given(SCENES, HOURS_BEFORE, st.integers(0, 12))
@example(IN_THE_NIGHT, 37, 1)
def test_planning_again_before_its_time_changes_no_time(scene: Scene, hours: int, later: int) -> None:
    now = scene.noon - timedelta(hours=hours)
    first = {one.key: one.at for one in scene.planned(now) if one.state is State.AHEAD}

    again = {one.key: one.at for one in scene.planned(now + timedelta(hours=later))}

    still_ahead = {key: at for key, at in first.items() if at >= now + timedelta(hours=later)}
    assert {key: again[key] for key in still_ahead} == still_ahead


@given(SCENES, HOURS_BEFORE)
def test_no_telling_is_planned_twice_and_red_flags_are_none(scene: Scene, hours: int) -> None:
    planned = scene.planned(scene.noon - timedelta(hours=hours))

    assert len({one.key for one in planned}) == len(planned)
    assert not [one for one in planned if one.item and one.item.is_red_flag]
