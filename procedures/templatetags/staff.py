"""What the staff's header shows, and what a message was about."""

from collections.abc import Iterable, Sequence

from django import template

from procedures.checklists.models import Reminder
from procedures.hospitals.models import Asker, Unit
from procedures.messaging import liveness
from procedures.web import clock

register = template.Library()


@register.simple_tag
def units_of(user: Asker) -> Sequence[Unit]:
    """The units that `user` works in, with their hospital, in alphabetical order. One query."""
    return list(Unit.objects.for_staff(user).select_related("hospital").order_by("hospital__name", "name"))


@register.simple_tag
def late_words() -> str:
    """Whether the reminders keep time, in one line; "" while they do. Two small queries."""
    return liveness.words(now=clock.now())


@register.filter
def kinds(reminders: Iterable[Reminder]) -> str:
    """What one message told of, each kind once: "Fasting, Medicines"."""
    return ", ".join(dict.fromkeys(reminder.get_kind_display() for reminder in reminders))
