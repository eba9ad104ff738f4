"""How a patient is after the operation: kept, and told to a nurse by the hospital's own limits.

Nothing here judges a warning sign (safety rule 4): those stand beside the questions, whatever is answered. And no limit
is built in: where a hospital set none, a nurse reads the answer, unless the hospital chose to keep it only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import CheckIn, CheckInLimits, Reminder, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.superseding import end_reminders
from procedures.checklists.surgery_times import lock, times_of
from procedures.core.timeline import day_end
from procedures.patients.models import Caregiver

LONGEST_WORDS = 1000
# What is sealed the database cannot check.
MOST_PAIN = 10
# What a thermometer can read on a living person. Outside of it someone mistyped, or took the other unit.
SENSIBLE = {
    CheckInLimits.Unit.CELSIUS: (Decimal(30), Decimal(44)),
    CheckInLimits.Unit.FAHRENHEIT: (Decimal(86), Decimal(112)),
}


class CannotCheckIn(Refused):
    """Nothing was kept."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered. None and "" are what was left out."""

    pain: int | None = None
    temperature: Decimal | None = None
    wound: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing was answered at all."""
        return self.pain is None and self.temperature is None and not (self.wound or self.words)


def limits_of(surgery: Surgery) -> CheckInLimits:
    """What the hospital set; without a row it set nothing, and its country tells which thermometers it has."""
    hospital = surgery.unit.hospital
    unit = CheckInLimits.Unit.FAHRENHEIT if hospital.country == "US" else CheckInLimits.Unit.CELSIUS
    return CheckInLimits.objects.filter(hospital=hospital).first() or CheckInLimits(hospital=hospital, unit=unit)


@transaction.atomic
def check_in(surgery: Surgery, answers: Answers, *, caregiver: Caregiver | None = None, now: datetime) -> CheckIn:
    """Keep `answers`, and tell a nurse what reaches a limit, gives no limit to go by, or is said in words.

    :raises CannotCheckIn: nothing is kept.
    """
    lock(surgery)
    if answers.is_empty:
        raise CannotCheckIn("Answer at least one of the questions.")
    if answers.pain is not None and not 0 <= answers.pain <= MOST_PAIN:
        raise CannotCheckIn("Choose a number from 0 to 10 for the pain.")
    if surgery.status in {Surgery.Status.CANCELLED, Surgery.Status.DIED} or times_of(surgery).first_known_at > now:
        raise CannotCheckIn("These questions are for after your operation. Call us with any question.")
    limits = limits_of(surgery)
    told = list(_over(answers, limits))
    read = [] if limits.is_kept_without else list(_without_limit(answers, limits))
    kept = CheckIn.objects.create(
        surgery=surgery,
        at=now,
        caregiver=caregiver,
        pain=answers.pain,
        temperature=answers.temperature,
        unit=limits.unit,
        wound=answers.wound,
        words=answers.words[:LONGEST_WORDS],
        nurse_was_told=bool(told or read or answers.words),
    )
    _end_todays_asking(surgery, now)
    if kept.nurse_was_told:
        _tell(surgery, kept, told, read, now)
    return kept


def _end_todays_asking(surgery: Surgery, now: datetime) -> None:
    """Who has told today how they are is not asked any more today."""
    today = day_end(now.astimezone(surgery.zone).date(), surgery.zone)
    asked = surgery.reminders.filter(kind=Reminder.Kind.CHECK_IN, latest_at__lte=today)
    end_reminders(asked, status=Reminder.Status.NOT_NEEDED, because="Told already today", now=now)


def _over(answers: Answers, limits: CheckInLimits) -> Iterator[str]:
    """What a nurse must hear at once, in the nurse's words."""
    if answers.pain is not None and limits.pain is not None and answers.pain >= limits.pain:
        yield f"pain {answers.pain} of 10 (limit {limits.pain})"
    if answers.temperature is not None and limits.temperature is not None and answers.temperature >= limits.temperature:
        unit = limits.get_unit_display()
        yield f"temperature {answers.temperature} {unit} (limit {limits.temperature} {unit})"
    if answers.wound == CheckIn.Wound.WORSE:
        yield "the wound looks worse"


def _without_limit(answers: Answers, limits: CheckInLimits) -> Iterator[str]:
    if answers.pain is not None and limits.pain is None:
        yield f"pain {answers.pain} of 10 (no limit is set)"
    if answers.temperature is not None and limits.temperature is None:
        yield f"temperature {answers.temperature} {limits.get_unit_display()} (no limit is set)"


def _tell(surgery: Surgery, kept: CheckIn, told: list[str], read: list[str], now: datetime) -> None:
    said = [*told, *read, *(["the patient wrote something"] if kept.words else [])]
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.CHECK_IN,
        summary=f"Check-in after the operation: {', '.join(said)}.",
        is_urgent=bool(told),
        words=kept.words,
        once=f"check-in-{kept.pk}",
        now=now,
    )
