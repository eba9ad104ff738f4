"""Which booked visits no longer fit when the surgery moves."""

from collections.abc import Iterable
from datetime import datetime

from procedures.checklists.models import Appointment
from procedures.core.timeline import SurgeryTimes


def out_of_place(
    visits: Iterable[Appointment], *, old: SurgeryTimes, new: SurgeryTimes, now: datetime
) -> list[Appointment]:
    """The booked visits still to come that lay on one side of the operation and now lie on the other."""
    before, after = old.first_known_at, new.first_known_at
    return [
        visit for visit in visits if visit.starts_at > now and (visit.starts_at < before) != (visit.starts_at < after)
    ]
