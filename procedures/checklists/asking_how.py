"""When a patient is asked, after the operation, how they are: on the days that the hospital set, and on no others."""

from datetime import date, timedelta

from procedures.checklists.models import CheckIn, CheckInLimits, Reminder, Surgery
from procedures.checklists.policies.rules import OnTheDay, Step, Target
from procedures.core.timeline import day_end


def asked_on(surgery: Surgery, surgery_date: date | None = None) -> list[tuple[Step, Target]]:
    """Each asking as a step of its day, for an operation on `surgery_date`; two queries at most. No day is built in.

    Who has told on that day how they are is not asked on it.
    """
    limits = CheckInLimits.objects.filter(hospital=surgery.unit.hospital_id).first()
    if limits is None or not limits.days:
        return []
    asked, told_on = [], _told_on(surgery)
    for days in limits.days:
        day = (surgery_date or surgery.surgery_date) + timedelta(days=days)
        if day in told_on:
            continue
        ends = day_end(day, surgery.zone)
        step = Step(f"day_{days}", Reminder.Kind.CHECK_IN, OnTheDay(limits.ask_at))
        asked.append((step, Target(ends, is_exact=False, zone=surgery.zone)))
    return asked


def _told_on(surgery: Surgery) -> set[date]:
    told = CheckIn.objects.filter(surgery=surgery).values_list("at", flat=True)
    return {at.astimezone(surgery.zone).date() for at in told}
