"""What the staff's header shows, and what a message was about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest

from procedures.checklists.models import Reminder
from procedures.hospitals.held import held_by
from procedures.hospitals.models import Asker, Role, Unit, User
from procedures.messaging import liveness
from procedures.web import clock
from procedures.web.access import CARE
from procedures.web.problems import Problem, problems_of
from procedures.web.signing import marks

register = template.Library()


@dataclass(frozen=True, slots=True)
class Work:
    """Where someone works, and which parts of the menu are theirs."""

    units: Sequence[Unit]
    sees_patients: bool
    audits: bool
    administers: bool


@register.simple_tag
def work_of(user: Asker) -> Work:
    """The units that `user` works in, with their hospital, and as what. No query where the page was guarded."""
    held = held_by(user) if isinstance(user, User) else []
    roles = {one.role for one in held}
    return Work(
        units=list(dict.fromkeys(one.unit for one in held)),
        sees_patients=bool(roles & {str(role) for role in CARE}),
        audits=Role.AUDITOR in roles,
        administers=Role.ADMINISTRATOR in roles,
    )


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
def problems(form: BaseForm) -> list[Problem]:
    """What is wrong with a form, for the summary above it."""
    return list(problems_of(form))


@register.filter
def kinds(reminders: Iterable[Reminder]) -> str:
    """What one message told of, each kind once: "Fasting, Medicines"."""
    return ", ".join(dict.fromkeys(reminder.get_kind_display() for reminder in reminders))
