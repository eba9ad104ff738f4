"""When a patient is asked, after the operation, how they are: on the days that the hospital set, and on no others."""

from datetime import date, timedelta

from procedures.checklists.models import CheckInLimits, Reminder, Surgery
from procedures.checklists.policies.rules import OnTheDay, Step, Target
from procedures.core.timeline import day_end


def asked_on(surgery: Surgery, surgery_date: date | None = None) -> list[tuple[Step, Target]]:
    """Each asking as a step of its day, for an operation on `surgery_date`. One query; no day is built in."""
    limits = CheckInLimits.objects.filter(hospital=surgery.unit.hospital_id).first()
    if limits is None or not limits.days:
        return []
    asked = []
    for days in limits.days:
        ends = day_end((surgery_date or surgery.surgery_date) + timedelta(days=days), surgery.zone)
        step = Step(f"day_{days}", Reminder.Kind.CHECK_IN, OnTheDay(limits.ask_at))
        asked.append((step, Target(ends, is_exact=False, zone=surgery.zone)))
    return asked
