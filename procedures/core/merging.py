"""What belongs into one message: several reminders of one patient within an hour; and how many messages a day may hold.

One rule for the preview and for the engine: each asks what goes out at an instant, and moves on to the next one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from procedures.core.quiet_hours import QuietHours, fit
from procedures.core.wall_clock import day_start

# What is due this long after the first goes out together with it; so far at most is anything pulled forward.
TOGETHER = timedelta(hours=1)
# What was due before the night and is only a little late still goes.
GRACE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reminder that waits: to be told from `at`, of use until `latest_at`, both UTC; `planned_at` was its first hour.

    `sender` is in whose name it goes: only what has the same name and telephone below it can be one message.
    `goes_alone`: news that nothing else may bury. `is_again`: tried before, so its pause is not cut short. `may_wake`:
    told at once, by day or by night.
    """

    key: int
    sender: int
    at: datetime
    latest_at: datetime
    planned_at: datetime
    is_critical: bool = False
    goes_alone: bool = False
    is_again: bool = False
    may_wake: bool = False


@dataclass(frozen=True, slots=True)
class Going:
    """What goes out at one instant, in order: `messages` are the keys in each.

    `later` waits for another hour, by key. `capped` and `too_late` are of no use then: the day's messages were used up,
    or only the night was left. `behind` waits until what goes alone is out.
    """

    messages: tuple[tuple[int, ...], ...] = ()
    later: dict[int, datetime] = field(default_factory=dict)
    capped: tuple[int, ...] = ()
    too_late: tuple[int, ...] = ()
    behind: tuple[int, ...] = ()


def going(waiting: Iterable[Waiting], *, now: datetime, quiet: QuietHours, told_today: int, cap: int) -> Going:
    """What of one patient's `waiting` reminders goes out at `now`.

    `told_today` counts the messages that this patient had since midnight on their own clock, without the critical ones;
    from `cap` on the others wait until the quiet hours of the next day are over. A critical one is never held up, and
    makes a message critical in which it goes with others. What is tried again was counted before.
    """
    later: dict[int, datetime] = {}
    too_late: list[int] = []
    found: list[Waiting] = []
    for one in sorted(waiting, key=lambda one: (one.at, one.latest_at, one.key)):
        at = _awake(one, now, quiet)
        if at == now or one.at > now:
            found.append(one)
        elif at is None:
            too_late.append(one.key)
        else:
            later[one.key] = at
    alone = [one for one in found if one.at <= now and one.goes_alone]
    # Held up by what was never tried only: a provider that fails must not bury the rest.
    if any(not one.is_again for one in alone):
        bundles = [[one] for one in alone]
        behind = [one.key for one in found if one.at <= now and not one.goes_alone]
    else:
        bundles, behind = [[one] for one in alone] + _together(found, now, quiet), []
    messages: list[tuple[int, ...]] = []
    capped: list[int] = []
    for bundle in bundles:
        is_free = any(one.is_critical for one in bundle) or all(one.is_again for one in bundle)
        if is_free or told_today < cap:
            told_today += not is_free
            messages.append(tuple(one.key for one in bundle))
            continue
        morning = next_morning(now, quiet)
        for one in bundle:
            # What is not due yet may still find a place beside something critical at its own hour.
            if one.at <= now and morning <= one.latest_at:
                later[one.key] = morning
            elif one.at <= now:
                capped.append(one.key)
    return Going(tuple(messages), later, tuple(capped), tuple(too_late), tuple(behind))


def next_morning(now: datetime, quiet: QuietHours) -> datetime:
    """The first instant of the next day on the patient's clock that is not quiet."""
    midnight = today_began(now, quiet, days=1)
    night = quiet.around(midnight)
    return night[1] if night else midnight


def today_began(now: datetime, quiet: QuietHours, *, days: int = 0) -> datetime:
    """The midnight on the patient's clock before `now`, or the one that many days later."""
    return day_start(now.astimezone(quiet.zone).date() + timedelta(days=days), quiet.zone)


def _awake(one: Waiting, now: datetime, quiet: QuietHours) -> datetime | None:
    """When to tell what is due: now, unless that disturbs a night which it need not disturb.

    Asked of the night as it is now, and not of the one that it was planned for: it may have slipped into it, or the
    patient's clock, or the hospital's quiet hours, may be others since.
    """
    night = quiet.around(now)
    if night is None or one.may_wake or (one.planned_at < night[0] and now - night[0] <= GRACE):
        return now
    return fit(now, one.latest_at, quiet=quiet, now=now, is_critical=one.is_critical)


def _together(found: Sequence[Waiting], now: datetime, quiet: QuietHours) -> list[list[Waiting]]:
    """By sender, what is due with what is due within an hour of the first. Nothing is pulled into the quiet hours."""
    bundles: list[list[Waiting]] = []
    for sender in dict.fromkeys(one.sender for one in found if one.at <= now and not one.goes_alone):
        shared = [one for one in found if one.sender == sender and not one.goes_alone]
        until = now if quiet.covers(now) else max(shared[0].at + TOGETHER, now)
        bundles.append([one for one in shared if one.at <= (now if one.is_again else until)])
    return bundles
