"""The question that a message ends in, "Reply C to confirm": of one thing at a time, so that C can mean no other."""

from collections.abc import Iterable

from procedures.checklists.models import Appointment, Reminder, Surgery

# Then the patient is on the way.
NOT_ASKED = "two_hours_before"


def confirmed_by_c(told: Iterable[Reminder]) -> Appointment | Surgery | None:
    """What a C to a message about `told` confirms: its one visit, or the coming to the operation; None where it tells
    of neither, or of several. Surgery and appointment are loaded.
    """
    found: dict[tuple[type, int], Appointment | Surgery] = {}
    for one in told:
        if one.caregiver_id is not None:
            continue
        if one.kind == Reminder.Kind.ARRIVAL:
            found[Surgery, one.surgery_id] = one.surgery
        elif one.kind == Reminder.Kind.APPOINTMENT and one.appointment is not None:
            found[Appointment, one.appointment.pk] = one.appointment
    return next(iter(found.values())) if len(found) == 1 else None


def asking(told: Iterable[Reminder]) -> Reminder | None:
    """The one of `told` that asks for a C: what is not confirmed yet, and still some way off."""
    told = list(told)
    if getattr(confirmed_by_c(told), "confirmed_at", True) is not None:
        return None
    kinds = (Reminder.Kind.ARRIVAL, Reminder.Kind.APPOINTMENT)
    return next((one for one in told if one.kind in kinds and _is_asked(one)), None)


def _is_asked(reminder: Reminder) -> bool:
    """Without an hour there is nothing to confirm yet."""
    has_hour = reminder.appointment is not None or reminder.surgery.arrives_at is not None
    return reminder.step != NOT_ASKED and has_hour
