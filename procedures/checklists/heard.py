"""Whether the patient has heard of a move: until then, what they say by text was meant for the old time (rule 6)."""

from django.db.models import Q

from procedures.checklists.models import Appointment, Reminder, Surgery
from procedures.checklists.models.reminder import ReminderQuerySet

# These name the day, so whoever got one that was planned after the move knows of it.
NAMING_THE_DAY = (Reminder.Kind.MOVED, Reminder.Kind.ARRIVAL, Reminder.Kind.LIST_CHANGED)
# It went out; or the patient answered for the new time on their own page, and needed no word of it.
HEARD = (Reminder.Status.SENT, Reminder.Status.NOT_NEEDED)


def has_heard_of_the_move(surgery: Surgery) -> bool:
    """True when word of the surgery's last move, if there was one, went out. That no channel took it, that it came too
    late, or that nobody knows, is no word.
    """
    rows = surgery.reminders.filter(caregiver=None)
    return _has_heard(rows.filter(kind=Reminder.Kind.MOVED), rows.filter(kind__in=NAMING_THE_DAY))


def has_heard_of_the_visits_move(appointment: Appointment) -> bool:
    """The same of a visit."""
    rows = appointment.reminders.filter(caregiver=None)
    return _has_heard(rows.filter(step="moved"), rows)


def _has_heard(words_of_moves: ReminderQuerySet, naming: ReminderQuerySet) -> bool:
    last = words_of_moves.order_by("created_at", "pk").last()
    if last is None or last.status in HEARD:
        return True
    since = Q(created_at__gt=last.created_at) | Q(created_at=last.created_at, pk__gt=last.pk)
    return naming.filter(since, status=Reminder.Status.SENT).exists()
