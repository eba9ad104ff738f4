"""A surgery's times: checked when a person enters them, and gathered for the timeline."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from procedures.checklists.models import Appointment, Reminder, Surgery
from procedures.checklists.refused import Refused
from procedures.core.timeline import SurgeryTimes, is_missing
from procedures.core.timing import Anchor
from procedures.core.wording_of_time import day_words
from procedures.hospitals.calendar_rules import is_working_day_of
from procedures.hospitals.models import Hospital

# Nobody plans an operation further ahead; a date beyond is a slip of the pen.
HORIZON = timedelta(days=3 * 365)

# Visits that distances in a document are measured from.
ANCHORS = {
    Appointment.Kind.ASSESSMENT: Anchor.PRE_OP_ASSESSMENT,
    Appointment.Kind.FOLLOW_UP: Anchor.FOLLOW_UP_VISIT,
    Appointment.Kind.STITCHES_OUT: Anchor.SUTURE_REMOVAL,
}


class SurgeryInThePast(Refused):
    """The date, or the hour, is over."""


class ImpossibleTime(Refused):
    """An hour that the clock does not show on that day, or times that contradict each other."""


class SurgeryIsOver(Refused):
    """The surgery is cancelled or completed, or its patient has died."""

    def __init__(self, surgery: Surgery) -> None:
        if surgery.status == Surgery.Status.DIED:
            super().__init__("This patient has died. Nothing was changed, and nothing goes out.")
            return
        super().__init__(f"This operation is {surgery.get_status_display().lower()}. Assign a new list instead.")


def checked_times(
    surgery_date: date,
    start_time: time | None,
    arrival_time: time | None,
    *,
    hospital: Hospital,
    now: datetime,
    theatre_list: str = "",
) -> SurgeryTimes:
    """The times, if a surgery can be planned for them.

    :raises SurgeryInThePast: for a day or an hour that is over at the hospital.
    :raises ImpossibleTime: for a missing hour, a start before the arrival, a date years away, or a time and a list.
    """
    zone = hospital.zone
    times = SurgeryTimes(
        surgery_date,
        zone,
        start_time,
        arrival_time,
        earliest_start(hospital, theatre_list),
        is_working_day=is_working_day_of(hospital),
    )
    today = now.astimezone(zone).date()
    if surgery_date < today:
        raise SurgeryInThePast(f"{day_words(surgery_date)} {surgery_date.year} is over. Choose a date still to come.")
    if start_time is not None and theatre_list:
        raise ImpossibleTime("Either give the start time or the list, not both.")
    if surgery_date > today + HORIZON:
        raise ImpossibleTime("That date is more than 3 years away. Check the year.")
    for name, clock in (("operation", start_time), ("arrival", arrival_time)):
        if clock is not None:
            check_clock(surgery_date, clock, hospital=hospital, what=name)
    if start_time and arrival_time and start_time < arrival_time:
        raise ImpossibleTime("The operation starts before the patient arrives. Check both times.")
    if times.starts_at is not None and times.starts_at <= now:
        raise SurgeryInThePast(f"{start_time:%H:%M} today is over. Choose a time still to come.")
    return times


def check_clock(day: date, clock: time, *, hospital: Hospital, what: str) -> None:
    """Refuse an hour that the clocks skip on that day.

    :raises ImpossibleTime: naming the hour.
    """
    if is_missing(day, clock, hospital.zone):
        raise ImpossibleTime(
            f"On {day_words(day)} the clocks go forward and {clock:%H:%M} does not come. "
            f"Choose another time for the {what}."
        )


def times_of(surgery: Surgery, appointments: Iterable[Appointment] = ()) -> SurgeryTimes:
    """What is known of the surgery's times, with the stay as it was, and the first booked visit of each kind that tasks
    may hang on.
    """
    hospital = surgery.unit.hospital
    stay = ((Anchor.ADMISSION, surgery.admitted_at), (Anchor.DISCHARGE, surgery.discharged_at))
    known: dict[Anchor, datetime] = {anchor: at for anchor, at in stay if at is not None}
    booked = (visit for visit in appointments if visit.status == Appointment.Status.BOOKED)
    for visit in sorted(booked, key=lambda visit: visit.starts_at):
        anchor = ANCHORS.get(Appointment.Kind(visit.kind))
        if anchor is not None:
            known.setdefault(anchor, visit.starts_at)
    return SurgeryTimes(
        surgery.surgery_date,
        surgery.zone,
        surgery.start_time,
        surgery.arrival_time,
        earliest_start(hospital, surgery.theatre_list),
        known,
        is_working_day_of(hospital),
    )


def earliest_start(hospital: Hospital, theatre_list: str) -> time:
    """The hour that stands in for a theatre time not known yet: when the list begins that the operation is on.

    Of an operation on no list, and on the morning list, that is the hospital's earliest start.
    """
    is_afternoon = theatre_list == Surgery.TheatreList.AFTERNOON
    return hospital.afternoon_start if is_afternoon else hospital.earliest_start


def lock(surgery: Surgery) -> None:
    """Hold the surgery's row until the transaction ends, with its newest values in `surgery`.

    Every act takes this lock first, so that two acts on one surgery follow each other. Rows that point to the surgery
    may be added meanwhile (`no_key`): a worker that puts a work item on the nurse's list does not have to wait.
    """
    surgery.refresh_from_db(from_queryset=Surgery.objects.select_for_update(no_key=True))


def hold_planned(patient_id: int) -> dict[int, str]:
    """Lock the patient's planned surgeries, in the order of their keys; return by key what each was reckoned with.

    Two plans of one patient can contradict each other: what changes one may take hours or doses off the other. Where
    there are several, what waits to be told of them is locked too, all in one go: a worker that holds messages of
    several surgeries locks them in this order.
    """
    mine = Surgery.objects.planned().filter(patient=patient_id).order_by("pk")
    found = dict(mine.select_for_update(no_key=True).values_list("pk", "reckoned_with"))
    if len(found) > 1:
        waiting = Reminder.objects.filter(surgery__in=found).stoppable().order_by("next_attempt_at", "pk")
        list(waiting.select_for_update(no_key=True).values_list("pk", flat=True))
    return found
