"""Readiness as the database answers it, so that nobody reads 20,000 lists to find who is not ready.

It tells the same as `readiness` does of one loaded surgery; a test holds the two together. What lies further ahead than
`SOON` goes wrong by an act (a step is missed, a message fails, the patient asks), and each of these raises a work item
in its own transaction. So far ahead the open work items tell who needs a person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from procedures.checklists.models import Appointment, ChecklistItem, WorkItem
from procedures.checklists.models.checklist import ChecklistItemQuerySet
from procedures.core.tasks import Actor, Category, Phase
from procedures.patients.models import Consent

Kind = WorkItem.Kind
# Something that nobody ticked is said to be missing from this long before the operation, or as soon as it is due.
SOON = timedelta(days=3)
VISITS = (Category.ASSESSMENT, Category.APPOINTMENT, Category.TEST)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that may be wrong with a surgery's preparation: how it is called, and which surgeries have it."""

    name: str
    which: Q


def near(now: datetime) -> Q:
    """Surgeries so soon that whatever nobody ticked is missing."""
    return Q(starts_at__lte=now + SOON) | Q(starts_at=None, surgery_date__lte=(now + SOON).date())


def not_ready(now: datetime) -> Q:
    """Surgeries with something missing, or with a concern that nobody has closed."""
    return _has_concern() | _no_time() | _not_done(now) | _not_booked() | _missed() | ~can_be_told()


def with_concern() -> Q:
    """Surgeries with a concern that nobody has closed."""
    return _has_concern()


def problems(now: datetime) -> dict[str, Problem]:
    """What the board can be narrowed to, by the word in its address."""
    return {
        "not-ready": Problem("Not ready", not_ready(now)),
        "to-do": Problem("Something for a nurse to do", _has_concern()),
        "asked": Problem("The patient asked or wrote", _has_concern(Kind.QUESTION, Kind.MESSAGE, Kind.VISIT_TIME)),
        "fasting": Problem("Fasting not confirmed", _not_done(now, category=Category.FASTING)),
        "medicines": Problem(
            "Medicines not confirmed", _not_done(now, category=Category.MEDICATION) | _has_concern(Kind.MEDICINES)
        ),
        "missed": Problem("A step was missed", _missed()),
        "visits": Problem("A visit is not booked", _not_booked() | _has_concern(Kind.VISIT_UNBOOKED)),
        "ride": Problem("No ride home", Q(has_ride=False) | _has_concern(Kind.RIDE)),
        "message": Problem(
            "A message failed",
            _has_concern(Kind.TOO_LATE, Kind.NOT_YET, Kind.UNDELIVERABLE, Kind.UNKNOWN, Kind.PHONE_PATIENT),
        ),
        "no-way": Problem("No way to send reminders", ~can_be_told()),
        "time": Problem("Theatre or arrival time not known", _no_time()),
    }


def can_be_told() -> Q:
    """Surgeries whose patient agreed to a channel that has an address."""
    standing = Consent.objects.standing().filter(patient=OuterRef("patient"))
    by_text = standing.filter(channel="sms").exclude(patient__phone="")
    by_mail = standing.filter(channel="email").exclude(patient__email="")
    return Q(Exists(by_text)) | Q(Exists(by_mail))


def the_patients(items: ChecklistItemQuerySet) -> ChecklistItemQuerySet:
    """The steps before the operation that the patient, or someone for the patient, has to do."""
    return items.standing().filter(phase=Phase.PREPARATION, is_red_flag=False).exclude(actor=Actor.CARE_TEAM)


def _steps(**which: object) -> ChecklistItemQuerySet:
    return the_patients(ChecklistItem.objects.filter(checklist__surgery=OuterRef("pk"), **which))


def _no_time() -> Q:
    return Q(start_time=None) | Q(arrival_time=None)


def _missed() -> Q:
    return Q(Exists(_steps(status=ChecklistItem.Status.MISSED)))


def _not_done(now: datetime, **which: object) -> Q:
    still_open = _steps(status=ChecklistItem.Status.OPEN, **which)
    return (near(now) & Q(Exists(still_open))) | Q(Exists(still_open.filter(due_at__lte=now)))


def is_booked() -> Exists:
    """Of a step: a visit for it stands."""
    return Exists(Appointment.objects.booked().filter(item=OuterRef("pk"), surgery=OuterRef("checklist__surgery")))


def _not_booked() -> Q:
    visits = _steps(status=ChecklistItem.Status.OPEN, category__in=VISITS, due_at=None)
    return Q(Exists(visits.filter(~is_booked()).exclude(is_call=True)))


def _has_concern(*kinds: str) -> Q:
    concerns = WorkItem.objects.open()
    # A list of keys rather than a look for each surgery: few concerns are open, and the index knows them.
    return Q(pk__in=(concerns.filter(kind__in=kinds) if kinds else concerns).values("surgery"))
