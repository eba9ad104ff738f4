"""What the staff's header shows, and what a message was about."""

from collections.abc import Iterable, Sequence

from django import template
from django.conf import settings
from django.http import HttpRequest

from procedures.checklists.models import Reminder
from procedures.hospitals.models import Asker, Unit
from procedures.messaging import liveness
from procedures.web import clock
from procedures.web.signing import marks

register = template.Library()


@register.simple_tag
def units_of(user: Asker) -> Sequence[Unit]:
    """The units that `user` works in, with their hospital, in alphabetical order. One query."""
    return list(Unit.objects.for_staff(user).select_related("hospital").order_by("hospital__name", "name"))


@register.simple_tag
def late_words() -> str:
    """Whether the reminders keep time, in one line; "" while they do. Two small queries."""
    return liveness.words(now=clock.now())


@register.simple_tag
def one_step_is_enough() -> bool:
    """True in a demo that asks for no second step. It is to be seen on every page."""
    return not settings.SECOND_FACTOR_REQUIRED


@register.simple_tag
def session_end(request: HttpRequest) -> dict[str, int] | None:
    """In how many seconds the session ends if nobody touches the page, and at the latest; None for a stranger."""
    if marks.KEY not in request.session or not request.user.is_authenticated:
        return None
    now = clock.now()
    idle, shift = (int((end - now).total_seconds()) for end in marks.ends_at(request.session))
    return {"idle": idle, "shift": shift, "minutes": settings.STAFF_IDLE_MINUTES}


@register.filter
def kinds(reminders: Iterable[Reminder]) -> str:
    """What one message told of, each kind once: "Fasting, Medicines"."""
    return ", ".join(dict.fromkeys(reminder.get_kind_display() for reminder in reminders))
