"""From a timing and a surgery's times to instants."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.distance import Distance, TimeUnit
from procedures.core.timeline import SurgeryTimes, Window, wall_instant, window
from procedures.core.timing import Anchor, PartOfDay, Relation, Timing, TimingKind
from tests.core.places import APIA, CLOCKS, NEW_YORK, PLACES

DAY = date(2026, 12, 8)
TIMES = SurgeryTimes(DAY, NEW_YORK, time(8, 0), time(6, 30))
NO_HOUR = SurgeryTimes(DAY, NEW_YORK)


def at(day: str, clock: str) -> datetime:
    return wall_instant(date.fromisoformat(day), clock, NEW_YORK)


def timing(relation: str, from_: str | None = None, to: str | None = None, kind: str = "due", **more: object) -> Timing:
    return Timing.from_json({"relation": relation, "from": from_, "to": to, "kind": kind} | more)


def test_fasting_8_hours_must_begin_8_hours_before_and_holds_until_the_start() -> None:
    found = window(timing("before", "PT8H", "PT0S", "interval"), TIMES)

    start = at("2026-12-08", "08:00")
    assert found == Window(at("2026-12-08", "00:00"), at("2026-12-08", "00:00"), start, is_exact=True)


def test_8_hours_are_8_hours_in_the_night_the_clocks_change() -> None:
    times = SurgeryTimes(date(2026, 11, 1), NEW_YORK, time(8, 0))

    found = window(timing("before", "PT8H", "PT0S", "interval"), times)

    assert found.due_at == datetime(2026, 11, 1, 5, 0, tzinfo=UTC)  # 01:00, the first time round


def test_an_evening_before_keeps_its_hour_when_the_clocks_change() -> None:
    times = SurgeryTimes(date(2026, 11, 1), NEW_YORK, time(8, 0))

    found = window(timing("before", "P1D", None, "deadline", clock="18:00"), times)

    assert found.due_at == at("2026-10-31", "18:00")
    assert found.is_exact


def test_fasting_counts_from_the_arrival_where_the_clinic_says_so() -> None:
    found = window(timing("before", "PT6H", "PT0S", "interval", anchor="arrival"), TIMES)

    assert found.due_at == at("2026-12-08", "00:30")


def test_midnight_of_the_day_before_is_the_midnight_that_ends_it() -> None:
    by_clock = window(timing("before", "P1D", None, "clock", clock="24:00"), TIMES)
    by_word = window(timing("before", "P1D", "P1D", "deadline", part_of_day="midnight"), TIMES)
    on_the_day = window(timing("on_day", kind="clock", part_of_day="midnight"), TIMES)
    with_no_day = window(timing("before", kind="clock", clock="24:00"), TIMES)

    assert {w.due_at for w in (by_clock, by_word, on_the_day, with_no_day)} == {at("2026-12-08", "00:00")}
    assert by_clock.is_exact


def test_a_day_without_an_hour_has_the_edges_of_the_day_and_is_not_exact() -> None:
    found = window(timing("before", "P7D", "P7D"), TIMES)

    assert found == Window(at("2026-12-01", "00:00"), at("2026-12-01", "23:59"), None, is_exact=False)


def test_a_part_of_the_day_is_never_a_stated_hour() -> None:
    plain = window(timing("before", "P1D", "P1D"), TIMES)

    assert window(timing("before", "P1D", "P1D", part_of_day="evening"), TIMES) == plain
    assert not plain.is_exact


def test_a_deadline_of_two_weeks_ends_with_that_day() -> None:
    found = window(timing("before", None, "P2W", "deadline"), TIMES)

    assert found == Window(None, at("2026-11-24", "23:59"), None, is_exact=False)


def test_between_6_and_4_hours_before_opens_and_is_due() -> None:
    found = window(timing("before", "PT6H", "PT4H"), TIMES)

    assert found == Window(at("2026-12-08", "02:00"), at("2026-12-08", "04:00"), None, is_exact=True)


def test_before_surgery_names_no_hour() -> None:
    found = window(timing("before", None, "PT0S"), TIMES)

    assert found.due_at == at("2026-12-08", "08:00")
    assert not found.is_exact


def test_recovery_opens_or_holds_but_only_visits_are_due() -> None:
    shower = window(timing("after", "PT48H", None, "start"), TIMES)
    lifting = window(timing("after", "P0D", "P6W", "interval"), TIMES)
    visit = window(timing("after", "P10D", "P14D"), TIMES)

    assert (shower.opens_at, shower.due_at, shower.is_exact) == (at("2026-12-10", "08:00"), None, True)
    assert (lifting.due_at, lifting.holds_until) == (None, at("2027-01-19", "23:59"))
    assert (visit.opens_at, visit.due_at) == (at("2026-12-18", "00:00"), at("2026-12-22", "23:59"))


def test_a_stay_in_hospital_is_never_due() -> None:
    found = window(timing("after", "P3D", "P7D", "duration_range"), TIMES)

    assert (found.due_at, found.holds_until) == (None, at("2026-12-15", "23:59"))


@pytest.mark.parametrize(
    ("surgery", "distance", "expected"),
    [("2026-08-31", "P1M", "2026-09-30"), ("2027-12-31", "P2M", "2028-02-29"), ("2028-02-29", "P1Y", "2029-02-28")],
)
def test_months_and_years_end_on_the_last_day_of_a_short_month(surgery: str, distance: str, expected: str) -> None:
    times = SurgeryTimes(date.fromisoformat(surgery), NEW_YORK, time(8, 0))

    assert window(timing("after", distance, distance), times).due_at == at(expected, "23:59")


def test_while_the_theatre_time_is_unknown_the_earliest_start_is_assumed_and_marked() -> None:
    fasting = window(timing("before", "PT8H", "PT0S", "interval"), NO_HOUR)
    from_arrival = window(timing("before", "PT8H", "PT0S", "interval", anchor="arrival"), NO_HOUR)
    by_day = window(timing("before", "P7D", "P7D"), NO_HOUR)

    assert (fasting.due_at, fasting.is_assumed) == (at("2026-12-07", "23:00"), True)
    assert (from_arrival.due_at, from_arrival.is_assumed) == (at("2026-12-07", "23:00"), True)
    assert not by_day.is_assumed


def test_the_hospital_says_which_start_is_the_earliest() -> None:
    times = SurgeryTimes(DAY, NEW_YORK, earliest_start=time(9, 30))

    assert window(timing("before", "PT2H", "PT0S", "interval"), times).due_at == at("2026-12-08", "07:30")


def test_an_arrival_is_never_assumed_after_a_known_start() -> None:
    times = SurgeryTimes(DAY, NEW_YORK, time(6, 0))

    found = window(timing("before", "PT6H", "PT0S", "interval", anchor="arrival"), times)

    assert found.due_at == at("2026-12-08", "00:00")


def test_after_an_unknown_start_only_a_day_is_told_and_never_too_soon() -> None:
    found = window(timing("after", "PT48H", None, "start"), NO_HOUR)

    assert (found.opens_at, found.is_exact) == (at("2026-12-10", "23:59"), False)


@pytest.mark.parametrize(
    "stated",
    [
        None,
        timing("before", None, "PT0S", "vague"),
        timing("before"),
        timing("after", "P1D", "P1D", anchor="discharge"),
        timing("after", "P9999999D", "P9999999D"),
        timing("after", "P9999Y", None, "start"),
    ],
)
def test_safety_rule_2_no_time_is_ever_made_up(stated: Timing | None) -> None:
    assert window(stated, TIMES) == Window()


def test_a_booked_visit_anchors_what_hangs_on_it() -> None:
    times = SurgeryTimes(DAY, NEW_YORK, known={Anchor.PRE_OP_ASSESSMENT: at("2026-12-01", "14:00")})

    found = window(timing("before", "P1D", "P1D", anchor="pre_op_assessment"), times)

    assert found.due_at == at("2026-11-30", "23:59")
    assert not found.is_assumed


DISTANCES = st.builds(Distance, st.integers(0, 400), st.sampled_from(list(TimeUnit)))


def timings(relation: Relation) -> st.SearchStrategy[Timing]:
    return st.builds(
        Timing,
        st.just(relation),
        st.none() | DISTANCES,
        st.none() | DISTANCES,
        kind=st.sampled_from(list(TimingKind)),
        anchor=st.sampled_from([Anchor.SURGERY, Anchor.ARRIVAL]),
        part_of_day=st.none() | st.sampled_from(list(PartOfDay)),
    )


@given(PLACES, CLOCKS, st.integers(1, 72))
def test_hours_before_are_real_hours_in_every_zone(place: tuple[ZoneInfo, date], clock: time, hours: int) -> None:
    times = SurgeryTimes(place[1], place[0], clock)

    found = window(timing("before", f"PT{hours}H", "PT0S", "interval"), times)

    assert found.due_at is not None
    assert found.due_at + timedelta(hours=hours) == times.starts_at


@given(PLACES, CLOCKS, st.integers(0, 400))
def test_days_before_show_that_day_on_the_hospitals_wall(place: tuple[ZoneInfo, date], clock: time, days: int) -> None:
    zone, day = place

    found = window(timing("before", f"P{days}D", f"P{days}D"), SurgeryTimes(day, zone, clock))

    wanted = day - timedelta(days=days)
    if wanted == date(2011, 12, 30) and zone == APIA:
        return  # that day never came
    assert found.opens_at is not None
    assert found.due_at is not None
    assert {moment.astimezone(zone).date() for moment in (found.opens_at, found.due_at)} == {wanted}


@given(PLACES, st.none() | CLOCKS, st.sampled_from(list(Relation)).flatmap(timings))
def test_no_timing_breaks_the_timeline_and_every_instant_is_in_utc(
    place: tuple[ZoneInfo, date], clock: time | None, stated: Timing
) -> None:
    found = window(stated, SurgeryTimes(place[1], place[0], clock))

    instants = [one for one in (found.opens_at, found.due_at, found.holds_until) if one is not None]
    assert all(one.utcoffset() == timedelta(0) for one in instants)
    assert not (stated.is_open and instants)
