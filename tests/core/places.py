"""Hospitals around the world for the properties, and days on which their clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

NEW_YORK, LONDON = ZoneInfo("America/New_York"), ZoneInfo("Europe/London")
LORD_HOWE, CAIRO = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Africa/Cairo")  # half an hour; at midnight
KOLKATA, APIA = ZoneInfo("Asia/Kolkata"), ZoneInfo("Pacific/Apia")  # no change; once a whole day was skipped

FIRST, LAST = date(2009, 1, 1), date(2030, 12, 31)
DAYS = st.dates(FIRST, LAST)
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
ZONES = st.sampled_from([NEW_YORK, LONDON, LORD_HOWE, CAIRO, KOLKATA, APIA])
MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def _changes(zone: ZoneInfo) -> list[date]:
    """The days on which the clocks in `zone` change."""

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time(12), tzinfo=zone).utcoffset()

    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days))
    return [day for day in days if offset(day) != offset(day - timedelta(days=1))]


def _days_in(zone: ZoneInfo) -> st.SearchStrategy[tuple[ZoneInfo, date]]:
    changes = _changes(zone)
    near = st.builds(lambda day, days: day + timedelta(days=days), st.sampled_from(changes), st.integers(-1, 1))
    return st.tuples(st.just(zone), near | DAYS)


# A zone with a day in it; every second day lies at a change of the clocks, where there are any.
PLACES = st.one_of(
    *(_days_in(zone) for zone in (NEW_YORK, LONDON, LORD_HOWE, CAIRO, APIA)), st.tuples(st.just(KOLKATA), DAYS)
)
