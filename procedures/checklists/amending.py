"""Amending: one step of one patient's list is added, changed or taken off by hand, with a reason, in one transaction.

Safety rule 1: what is about fasting or medicines waits for a clinician. Until then a new step is not on the list, a
changed one says to ask, and one to be taken off stays.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from procedures.checklists.correcting import tell_of_correction
from procedures.checklists.escalating import close_settled, raise_work_item
from procedures.checklists.items import amended_item
from procedures.checklists.models import Amendment, Appointment, Checklist, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import NEAR, carry_on_notices, plan_reminders
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.surgery_times import lock_planned, times_of
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Category, Phase, Polarity
from procedures.core.timing import Timing
from procedures.hospitals.models import Role, User

Act, Status = Amendment.Act, Amendment.Status
# A nurse changes several steps one after the other: the patient hears of all of them at once.
UNTIL_SETTLED = timedelta(minutes=10)
# Within this time the very same change again is a button pressed twice.
A_MOMENT = timedelta(minutes=10)


class ReasonMissing(Refused):
    """A list was to be changed without a word on why."""


class ListChangedMeanwhile(Refused):
    """Someone else changed the list, or the date, since the person looked at it."""


class NotAmendable(Refused):
    """The step is a warning sign, a dose of the plan, or no longer on the list."""


class NotAClinician(Refused):
    """Who confirms a step must be a clinician of the unit."""


class NotWaiting(Refused):
    """The change waits for nobody any more."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step for one patient says. `translations` are by language, as {language: [title, instruction]}."""

    title: str
    instruction: str = ""
    phase: Phase = Phase.PREPARATION
    category: Category = Category.OTHER
    actor: Actor = Actor.PATIENT
    polarity: Polarity = Polarity.DO
    intake: str = ""
    timing: Timing | None = None
    translations: dict[str, list[str]] = field(default_factory=dict)

    @property
    def as_fields(self) -> dict[str, object]:
        """The fields of an `Amendment`. What is taken in counts for fasting only."""
        return {
            "title": self.title.strip(),
            "instruction": self.instruction.strip(),
            "phase": self.phase,
            "category": self.category,
            "actor": self.actor,
            "polarity": self.polarity,
            "intake": self.intake if self.category is Category.FASTING else "",
            "timing": self.timing.as_json() if self.timing else None,
            "translations": self.translations,
        }


@transaction.atomic
def add_step(
    checklist: Checklist, words: StepWords, *, reason: str, by: User, now: datetime, seen_generation: int | None = None
) -> Amendment:
    """Put a step on one patient's list. The very same again, as by a second press, is one.

    :raises SurgeryIsOver, ReasonMissing, ListChangedMeanwhile: nothing is changed.
    """
    surgery = checklist.surgery
    lock_planned(surgery)
    asked = Amendment(checklist=checklist, act=Act.ADD, reason=_said(reason), by=by, at=now, **words.as_fields)
    if there := _pressed_twice(asked):
        return there
    _check_seen(surgery, seen_generation)
    _write(asked)
    if asked.is_settled:
        _put_on(asked)
    _settle(surgery, asked, now=now)
    return asked


@transaction.atomic
def change_step(
    item: ChecklistItem, words: StepWords, *, reason: str, by: User, now: datetime, seen_generation: int | None = None
) -> Amendment:
    """Put other words, or another time, in the place of a step; the old one is kept as it was, under its number.

    :raises SurgeryIsOver, ReasonMissing, ListChangedMeanwhile, NotAmendable: nothing is changed.
    """
    checklist, surgery = item.checklist, item.checklist.surgery
    lock_planned(surgery)
    asked = Amendment(
        checklist=checklist, act=Act.CHANGE, item=item, reason=_said(reason), by=by, at=now, **words.as_fields
    )
    if there := _pressed_twice(asked):
        return there
    _check_seen(surgery, seen_generation)
    _check_amendable(item)
    _write(asked)
    heir = _put_on(asked)
    _take_off(item, surgery, heir=heir, now=now)
    _settle(surgery, asked, now=now)
    return asked


@transaction.atomic
def remove_step(
    item: ChecklistItem, *, reason: str, by: User, now: datetime, seen_generation: int | None = None
) -> Amendment:
    """Take a step off one patient's list. It is kept as it was.

    :raises SurgeryIsOver, ReasonMissing, ListChangedMeanwhile, NotAmendable: nothing is changed.
    """
    surgery = item.checklist.surgery
    lock_planned(surgery)
    names = ("title", "instruction", "phase", "category", "actor", "polarity", "intake", "timing", "translations")
    words = {name: getattr(item, name) for name in names}
    asked = Amendment(checklist=item.checklist, act=Act.REMOVE, item=item, reason=_said(reason), by=by, at=now, **words)
    if there := _pressed_twice(asked):
        return there
    _check_seen(surgery, seen_generation)
    _check_amendable(item)
    _write(asked)
    if asked.is_settled:
        _take_off(item, surgery, heir=None, now=now)
    _settle(surgery, asked, now=now)
    return asked


@transaction.atomic
def confirm_amendment(amendment: Amendment, *, by: User, now: datetime) -> Amendment:
    """A clinician puts their name to what was asked, and only then does it reach the patient. Twice is once.

    :raises NotAClinician, NotWaiting, SurgeryIsOver: nothing is changed.
    """
    surgery = amendment.checklist.surgery
    if not by.holds(Role.CLINICIAN, unit=surgery.unit):
        raise NotAClinician("Only a clinician of this unit can confirm a step. Ask one.")
    lock_planned(surgery)
    amendment.refresh_from_db()
    if amendment.status == Status.STANDING and amendment.confirmed_by_id == by.pk:
        return amendment
    _check_waiting(amendment)
    amendment.status, amendment.confirmed_by, amendment.confirmed_at = Status.STANDING, by, now
    amendment.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    if amendment.act == Act.ADD:
        _put_on(amendment)
    elif amendment.act == Act.REMOVE and amendment.item is not None:
        _take_off(amendment.item, surgery, heir=None, now=now)
    else:
        amendment.items.update(timing=amendment.timing)
    _close_asking(amendment, note=f"Confirmed by {by}.", now=now)
    _settle(surgery, amendment, now=now)
    return amendment


@transaction.atomic
def take_back(amendment: Amendment, *, by: User, now: datetime) -> Amendment:
    """Take back what waits for a clinician. A step that said to ask meanwhile says again what it said. Twice is once.

    :raises NotWaiting, SurgeryIsOver: nothing is changed.
    """
    surgery = amendment.checklist.surgery
    lock_planned(surgery)
    amendment.refresh_from_db()
    if amendment.status == Status.TAKEN_BACK:
        return amendment
    _check_waiting(amendment)
    _end(amendment, by=by, now=now)
    if amendment.act == Act.CHANGE and amendment.item is not None:
        amendment.items.update(withdrawn_at=now)
        ChecklistItem.objects.filter(pk=amendment.item.pk).update(withdrawn_at=None, amended_at=None)
        for heir in amendment.items.all():
            _pass_visits(heir, amendment.item)
    _close_asking(amendment, note=f"Taken back by {by}.", now=now)
    _settle(surgery, amendment, now=now)
    return amendment


def _said(reason: str) -> str:
    said = " ".join(reason.replace("\0", " ").split())
    if not said:
        raise ReasonMissing("Say why, in a few words. It stays in the patient's record.")
    return said[:300]


def _pressed_twice(asked: Amendment) -> Amendment | None:
    names = ("act", "item_id", "reason", "title", "instruction", "phase", "category", "actor", "timing", "by_id")
    last = asked.checklist.amendments.filter(at__gt=asked.at - A_MOMENT).order_by("at", "pk").last()
    is_same = last is not None and all(getattr(last, name) == getattr(asked, name) for name in names)
    return last if is_same else None


def _check_seen(surgery: Surgery, seen_generation: int | None) -> None:
    if seen_generation is not None and seen_generation != surgery.generation:
        raise ListChangedMeanwhile(
            "Someone changed this list or its date in the meantime. Yours is not saved yet, and nothing of it is "
            "lost: look at the list again, then send this once more."
        )


def _check_amendable(item: ChecklistItem) -> None:
    item.refresh_from_db()
    if item.is_red_flag:
        raise NotAmendable("Warning signs stay on every list as they are.")
    if item.medicine_id is not None:
        raise NotAmendable("This is a dose of the patient's plan. Change it under “Medicines”.")
    if item.withdrawn_at is not None:
        raise NotAmendable("This step is no longer on the list. Look at the list again.")


def _check_waiting(amendment: Amendment) -> None:
    if amendment.status != Status.WAITING:
        raise NotWaiting("This change is not waiting any more. Look at the list again.")


def _write(asked: Amendment) -> None:
    """Save what was asked. What the same step was waiting for before is waited for no more."""
    asked.status = Status.WAITING if asked.must_be_confirmed else Status.STANDING
    asked.save()
    if asked.item is None:
        return
    for one in asked.checklist.amendments.filter(status=Status.WAITING).exclude(id=asked.pk):
        if one.item_id == asked.item_id or one.pk == asked.item.amendment_id:
            _end(one, by=asked.by, now=asked.at)
            _close_asking(one, note="Another change took its place.", now=asked.at)


def _end(amendment: Amendment, *, by: User | None, now: datetime) -> None:
    amendment.status, amendment.taken_back_by, amendment.taken_back_at = Status.TAKEN_BACK, by, now
    amendment.save(update_fields=["status", "taken_back_by", "taken_back_at"])


def _put_on(amendment: Amendment) -> ChecklistItem:
    """The step that the amendment brings, at the end of the list. A number is never used twice."""
    checklist = amendment.checklist
    last = checklist.items.order_by("-number").values_list("number", flat=True).first() or 0
    item = amended_item(checklist, amendment, last + 1)
    item.save()
    return item


def _take_off(item: ChecklistItem, surgery: Surgery, *, heir: ChecklistItem | None, now: datetime) -> None:
    if _may_have_been_acted_on(item, now) and heir is not None:
        _ask_to_judge(item, surgery, now)
    item.withdrawn_at = item.amended_at = now
    item.save(update_fields=["withdrawn_at", "amended_at"])
    close_settled(item, because="the step is no longer on the list", now=now)
    _pass_visits(item, heir)


def _pass_visits(item: ChecklistItem, heir: ChecklistItem | None) -> None:
    """A booked visit follows its step, or stands by itself; what was told of it is not told twice."""
    to = heir if heir is not None and heir.category == item.category else None
    for visit in Appointment.objects.filter(item=item):
        Appointment.objects.filter(pk=visit.pk).update(item=to)
        Reminder.objects.filter(appointment=visit).update(item=to)


def _may_have_been_acted_on(item: ChecklistItem, now: datetime) -> bool:
    begins = item.opens_at or item.due_at
    has_begun = item.category in NEEDS_CLINICIAN and begins is not None and begins <= now
    return has_begun or item.status != ChecklistItem.Status.OPEN


def _ask_to_judge(item: ChecklistItem, surgery: Surgery, now: datetime) -> None:
    said = {ChecklistItem.Status.DONE: "Done", ChecklistItem.Status.MISSED: "Missed or done differently"}
    how = said.get(ChecklistItem.Status(item.status), "Perhaps begun")
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.JUDGE_AGAIN,
        summary=f"{how} as the list said before it was changed: {item.title}. Ask the patient, and decide what to do.",
        item=item,
        is_urgent=item.category in NEEDS_CLINICIAN,
        now=now,
    )


def _settle(surgery: Surgery, amendment: Amendment, *, now: datetime) -> None:
    """New times and reminders under a new generation, and word of it to whom it concerns."""
    surgery.generation += 1
    surgery.save(update_fields=["generation"])
    carry_on_notices(surgery)
    retime_items(surgery, locked_items(surgery), now=now)
    if amendment.status == Status.WAITING:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.CONFIRM_STEP,
            summary=f"{amendment.get_act_display()}: {amendment.title}. A clinician must confirm it first.",
            item=amendment.item,
            is_urgent=True,
            once=f"amendment-{amendment.pk}",
            now=now,
        )
    if _is_seen_by_patient(amendment):
        is_near = times_of(surgery).first_known_at - now < NEAR
        tell_of_correction(surgery, now=now, after=timedelta(0) if is_near else UNTIL_SETTLED)
    plan_reminders(surgery, now=now)


def _is_seen_by_patient(amendment: Amendment) -> bool:
    """True where what the patient reads has changed, and is theirs to do."""
    is_theirs = amendment.actor != Actor.CARE_TEAM
    return is_theirs and (amendment.is_settled or amendment.act == Act.CHANGE)


def _close_asking(amendment: Amendment, *, note: str, now: datetime) -> None:
    asking = WorkItem.objects.open().filter(once=f"amendment-{amendment.pk}")
    asking.update(closed_at=now, closing_note=note[:300])
