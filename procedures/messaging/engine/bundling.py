"""Bundle: which of a patient's waiting reminders go out together now, and which have to wait for another hour."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from procedures.checklists.models import Reminder
from procedures.checklists.reminding import quiet_hours_of
from procedures.core.merging import Going, Waiting, going, today_began
from procedures.core.quiet_hours import QuietHours
from procedures.messaging.models import Delivery

Kind = Reminder.Kind
# News of the whole plan, which nothing else may bury; and what is addressed to someone by itself.
ALONE = frozenset(
    {
        Kind.LIST_READY,
        Kind.LIST_CHANGED,
        Kind.MOVED,
        Kind.CANCELLED,
        Kind.VISIT_CANCELLED,
        Kind.PLAN_CHANGED,
        Kind.COMPLETED,
        Kind.CAREGIVER,
        *Reminder.ASKED_FOR,
    }
)
# The patient has these, or soon will.
_COUNTED = (Delivery.Status.ARMED, Delivery.Status.UNKNOWN, *Delivery.TAKEN)
_LONGEST_DAY = timedelta(hours=26)

# By channel, when each message was armed that must not come too often.
Told = Mapping[str, Iterable[datetime]]


def waiting(reminder: Reminder, *, at: datetime) -> Waiting:
    """`reminder`, due at `at`, as the rule sees it. Its surgery is loaded."""
    return Waiting(
        key=reminder.pk,
        sender=reminder.surgery.unit_id,
        at=at,
        latest_at=reminder.latest_at,
        planned_at=reminder.due_at,
        is_critical=not counts([reminder]),
        goes_alone=reminder.kind in ALONE,
        is_again=reminder.attempts > 0,
        # Whoever just wrote, or stands before the door, is awake.
        may_wake=reminder.may_wake or reminder.kind in Reminder.ASKED_FOR,
    )


def by_reader(reminders: Iterable[Reminder]) -> list[list[Reminder]]:
    """Those of each patient, and of each caregiver, and of each number that wrote, by themselves."""
    found: dict[tuple[int, int | None, str], list[Reminder]] = defaultdict(list)
    for one in reminders:
        found[one.surgery.patient_id, one.caregiver_id, one.address].append(one)
    return list(found.values())


def counts(message: Iterable[Reminder]) -> bool:
    """True for what a day may hold only so many of: to the patient, not asked for, and nothing critical in it."""
    return not any(one.is_critical or one.caregiver_id or one.kind in Reminder.ASKED_FOR for one in message)


def bundle(reminders: Collection[Reminder], told: Told, *, now: datetime, own: Collection[int] = ()) -> Going:
    """What of one reader's `reminders` goes out at `now`. Those with keys in `own` are due, whatever the clock says.

    `told` is what the patient was told lately.
    """
    surgery = next(iter(reminders)).surgery
    quiet = quiet_hours_of(surgery)
    found = [
        waiting(one, at=min(one.next_attempt_at, now) if one.pk in own else one.next_attempt_at) for one in reminders
    ]
    cap = surgery.unit.hospital.messages_a_day
    return going(found, now=now, quiet=quiet, told_today=count_today(told, quiet, now=now), cap=cap)


def count_today(told: Told, quiet: QuietHours, *, now: datetime) -> int:
    """How many messages came on the patient's day of `now`: a mail and a text of the same are one."""
    began = today_began(now, quiet)
    return max((sum(began <= at <= now for at in times) for times in told.values()), default=0)


def told_lately(patients: Collection[int], *, now: datetime) -> dict[int, dict[str, list[datetime]]]:
    """By patient and channel, the messages of the last day that count for how many a day may hold. One query."""
    found: dict[int, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    rows = Delivery.objects.filter(
        patient__in=patients, armed_at__gt=now - _LONGEST_DAY, counts=True, status__in=_COUNTED
    ).values_list("patient", "channel", "armed_at")
    for patient, channel, armed_at in rows:
        found[patient][channel].append(armed_at)
    return found
