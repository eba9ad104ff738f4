"""One message instead of several, no more than the day holds, and nothing lost or stale on the way."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from procedures.core.merging import GRACE, TOGETHER, Going, Waiting, going, next_morning
from procedures.core.quiet_hours import NOTICE, QuietHours, fit
from procedures.core.wall_clock import wall_instant
from tests.core.places import NEW_YORK, PLACES, ZONES

QUIET = QuietHours(time(21, 0), time(8, 0), NEW_YORK)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def at(day: int, clock: str) -> datetime:
    return wall_instant(date(2026, 12, day), clock, NEW_YORK)


SIX = at(7, "18:00")


def one(key: int, when: datetime = SIX, *, latest: datetime | None = None, sender: int = 1, **flags: bool) -> Waiting:
    return Waiting(key, sender, when, latest or when + 48 * HOUR, when, **flags)


def at_six(*waiting: Waiting, told_today: int = 0, now: datetime = SIX) -> Going:
    return going(waiting, now=now, quiet=QUIET, told_today=told_today, cap=4)


def test_what_is_due_within_an_hour_is_one_message() -> None:
    found = at_six(one(1), one(2, SIX + 30 * MINUTE), one(3, SIX + 60 * MINUTE), one(4, SIX + 61 * MINUTE))

    assert found.messages == ((1, 2, 3),)


def test_a_late_engine_draws_the_same_line() -> None:
    waiting = (one(1), one(2, SIX + 59 * MINUTE), one(3, SIX + 70 * MINUTE))

    assert at_six(*waiting, now=SIX + 20 * MINUTE).messages == at_six(*waiting).messages == ((1, 2),)


def test_all_that_an_engine_missed_is_one_message() -> None:
    assert at_six(one(1), one(2, SIX + 2 * HOUR), now=SIX + 2 * HOUR).messages == ((1, 2),)


def test_two_units_write_in_their_own_names() -> None:
    assert at_six(one(1), one(2, sender=2)).messages == ((1,), (2,))


def test_news_of_the_date_goes_alone_and_first() -> None:
    first = at_six(one(1), one(2, goes_alone=True), one(3, is_critical=True))

    assert first.messages == ((2,),)
    assert first.behind == (1, 3)
    assert at_six(one(1), one(3, is_critical=True)).messages == ((1, 3),)


def test_news_that_no_provider_takes_does_not_hold_up_the_rest() -> None:
    assert at_six(one(1), one(2, goes_alone=True, is_again=True)).messages == ((2,), (1,))


def test_news_is_never_pulled_forward() -> None:
    assert at_six(one(1), one(2, SIX + MINUTE, goes_alone=True)).messages == ((1,),)


def test_a_pause_after_a_failure_is_not_cut_short() -> None:
    assert at_six(one(1), one(2, SIX + MINUTE, is_again=True)).messages == ((1,),)


def test_nothing_is_pulled_into_the_quiet_hours() -> None:
    half_past_seven = at(8, "07:30")

    urgent = one(1, half_past_seven, latest=at(8, "09:00"), is_critical=True)
    found = at_six(urgent, one(2, at(8, "08:00")), now=half_past_seven)

    assert found.messages == ((1,),)


def test_over_the_cap_it_waits_for_the_next_morning() -> None:
    found = at_six(one(1), told_today=4)

    assert found.messages == ()
    assert found.later == {1: at(8, "08:00")}


def test_over_the_cap_and_of_no_use_tomorrow_it_ends() -> None:
    assert at_six(one(1, latest=at(8, "07:00")), told_today=4).capped == (1,)


def test_what_must_not_be_missed_is_never_capped_and_takes_the_others_along() -> None:
    assert at_six(one(1, is_critical=True), one(2), told_today=4).messages == ((1, 2),)


def test_the_cap_counts_messages_and_not_reminders() -> None:
    assert at_six(*(one(key) for key in range(9)), told_today=3).messages == (tuple(range(9)),)


def test_what_slipped_into_the_night_waits_for_the_morning() -> None:
    found = at_six(one(1), one(2, is_critical=True, latest=at(8, "09:00")), now=at(7, "23:00"))

    assert found.later == {1: at(8, "08:00")}
    assert found.messages == ((2,),)


def test_what_slipped_into_the_night_and_is_no_use_in_the_morning_ends() -> None:
    assert at_six(one(1, latest=at(8, "07:00")), now=at(7, "23:00")).too_late == (1,)


def test_what_was_planned_for_the_night_goes_in_the_night() -> None:
    night = at(7, "23:00")
    too_late_by_morning = one(1, night, latest=at(8, "09:00"), is_critical=True)

    assert at_six(too_late_by_morning, one(2, night, may_wake=True), now=night).messages == ((1, 2),)


def test_what_lies_in_the_night_only_since_the_clock_is_another_waits_for_the_morning() -> None:
    night = at(7, "23:00")
    just_begun = at(7, "21:05")

    assert at_six(one(1, night), one(2, night, is_critical=True), now=night).later == dict.fromkeys(
        (1, 2), at(8, "08:00")
    )
    assert at_six(one(1, just_begun), now=just_begun).later == {1: at(8, "08:00")}


STARTS = datetime(2026, 3, 7, tzinfo=UTC)
MINUTES = st.integers(0, 4 * 24 * 60)


@st.composite
def waitings(draw: st.DrawFn) -> list[Waiting]:
    found = []
    for key in range(draw(st.integers(1, 12))):
        when = STARTS + draw(MINUTES) * MINUTE
        critical = draw(st.booleans())
        latest = when + draw(st.integers(0, 3000)) * MINUTE
        alone = draw(st.booleans()) and draw(st.booleans())
        wakes = draw(st.booleans()) and draw(st.booleans())
        found.append(
            Waiting(
                key,
                draw(st.integers(1, 2)),
                when,
                latest,
                when,
                is_critical=critical,
                goes_alone=alone,
                may_wake=wakes,
            )
        )
    return found


@given(waitings(), ZONES, st.integers(1, 3))
def test_in_the_course_of_days_each_is_told_once_in_time_or_ends_by_name(
    waiting: list[Waiting], zone: object, cap: int
) -> None:
    quiet = QuietHours(time(21, 0), time(8, 0), zone)  # type: ignore[arg-type]
    open_ones = {each.key: each for each in waiting}
    sent: list[tuple[datetime, tuple[int, ...]]] = []
    ended: set[int] = set()
    by_key = dict(open_ones)
    days: dict[date, int] = {}

    while open_ones:
        now = min(each.at for each in open_ones.values())
        today = now.astimezone(quiet.zone).date()
        found = going(open_ones.values(), now=now, quiet=quiet, told_today=days.get(today, 0), cap=cap)
        assert found.messages or found.later or found.capped or found.too_late
        for message in found.messages:
            sent.append((now, message))
            days[today] = days.get(today, 0) + (not any(by_key[key].is_critical for key in message))
            for key in message:
                del open_ones[key]
        for key in (*found.capped, *found.too_late):
            ended.add(key)
            del open_ones[key]
        for key, when in found.later.items():
            before = open_ones[key]
            assert when > now
            open_ones[key] = replace(before, at=when)

    told = [key for _, message in sent for key in message]
    assert sorted([*told, *ended]) == sorted(by_key)
    assert not any(by_key[key].is_critical for key in ended)
    assert all(count <= cap for count in days.values())
    for now, message in sent:
        members = [by_key[key] for key in message]
        assert all(each.latest_at >= now for each in members)
        assert all(each.planned_at <= now + TOGETHER for each in members)
        assert len({each.sender for each in members}) == 1
        assert len(members) == 1 or not any(each.goes_alone for each in members)
        if quiet.covers(now):
            assert all(each.planned_at <= now for each in members)
            assert all(may_disturb(each, now, quiet) for each in members)


def may_disturb(each: Waiting, now: datetime, quiet: QuietHours) -> bool:
    """True for what the night may be disturbed with: G holds, whichever clock it was planned by."""
    night = quiet.around(now)
    assert night is not None
    is_too_late_by_morning = each.is_critical and night[1] + NOTICE > each.latest_at
    has_just_slipped_in = each.planned_at < night[0] and now - night[0] <= GRACE
    return each.may_wake or is_too_late_by_morning or has_just_slipped_in


AROUND_CHANGES = st.builds(
    lambda place, minutes: (place[0], wall_instant(place[1], time(0), place[0]) + minutes * MINUTE),
    PLACES,
    st.integers(-24 * 60, 48 * 60),
)


@given(AROUND_CHANGES, ZONES, st.integers(0, 3000), st.integers(0, 1500), st.booleans())
def test_planned_by_one_clock_and_due_by_another_nothing_disturbs_the_night(
    place: tuple[ZoneInfo, datetime], other: ZoneInfo, use: int, late: int, is_critical: bool
) -> None:
    planned_for, due = place
    before, since = (QuietHours(time(21, 0), time(8, 0), zone) for zone in (planned_for, other))
    latest = due + use * MINUTE
    planned = fit(due, latest, quiet=before, now=due - timedelta(days=3), is_critical=is_critical)
    assert planned is not None or not is_critical
    if planned is None:
        return
    waiting = Waiting(1, 1, planned, latest, planned, is_critical=is_critical)
    now = min(planned + late * MINUTE, latest)

    found = going([waiting], now=now, quiet=since, told_today=0, cap=4)

    if found.messages and since.covers(now):
        assert may_disturb(waiting, now, since)
    for when in found.later.values():
        assert now < when <= latest
        assert not since.covers(when)
    assert not (found.too_late and is_critical)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)), ZONES)  # noqa: DTZ001
def test_the_next_morning_is_on_the_next_day_and_not_quiet(now: datetime, zone: object) -> None:
    quiet = QuietHours(time(21, 0), time(8, 0), zone)  # type: ignore[arg-type]

    morning = next_morning(now, quiet)

    assert morning.astimezone(quiet.zone).date() == now.astimezone(quiet.zone).date() + timedelta(days=1)
    assert not quiet.covers(morning)
