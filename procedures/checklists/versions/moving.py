"""Moving one patient's list to a newer version: only ever because a nurse said so, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.catalog.editions import compare
from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.correcting import tell_of_correction
from procedures.checklists.escalating import close_settled
from procedures.checklists.holding import lock_planned
from procedures.checklists.items import written_item
from procedures.checklists.models import (
    Appointment,
    Checklist,
    ChecklistItem,
    ItemEvent,
    Reminder,
    Surgery,
    SurgeryEvent,
)
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.superseding import carry_on_notices
from procedures.checklists.surgery_times import times_of
from procedures.checklists.versions.asking import ask_nurses
from procedures.checklists.versions.reckoning import VersionPlan, plan_of
from procedures.hospitals.models import User

LIST_MOVED = "list moved"


class NotMovable(Refused):
    """The version is a draft, another procedure's, or older than the list's own."""


class ChangedMeanwhile(Refused):
    """Someone changed the list, or the date, since the person looked at what would change."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving a list brought about; nothing at all where it was on that version already.

    `told` is the correction to the patient, None where nothing changed that the patient has to do.
    """

    plan: VersionPlan | None = None
    told: Reminder | None = None
    planned: tuple[Reminder, ...] = ()
    added: tuple[ChecklistItem, ...] = ()

    @property
    def is_new(self) -> bool:
        """False for a second press."""
        return self.plan is not None


@transaction.atomic
def move_to_version(
    checklist: Checklist,
    template: ChecklistTemplate,
    *,
    by: User | None,
    now: datetime,
    seen_generation: int | None = None,
) -> Moved:
    """Move `checklist` to the newer version `template` of its procedure, under a new generation of reminders.

    Ticks stay where nothing changed. What is gone or changed is taken off the list and kept as it was; what comes has
    numbers never used before. What was done as the old version said it goes to a nurse. Where something changes that
    the patient has to do, one correction tells them, in the quiet hours only if the morning is too late. The same
    version again, as by a second press, changes nothing. With `seen_generation`, only the surgery as it was then.

    :raises SurgeryIsOver: when the surgery is cancelled or over.
    :raises NotMovable, ChangedMeanwhile: nothing is changed.
    """
    surgery = Surgery.objects.select_related("unit__hospital", "patient").get(pk=checklist.surgery_id)
    lock_planned(surgery, now=now)
    checklist.refresh_from_db()
    old = checklist.template
    if old.pk == template.pk:
        return Moved()
    _check(checklist, old, template)
    if seen_generation is not None and seen_generation != surgery.generation:
        raise ChangedMeanwhile("Someone changed this list or its date in the meantime. Look at the changes again.")
    locked_items(surgery)
    plan = plan_for(checklist, surgery, template, now=now)

    checklist.template = template
    checklist.save(update_fields=["template"])
    surgery.generation += 1
    surgery.save(update_fields=["generation"])
    note = f"From version {old.version} to version {template.version}."
    SurgeryEvent.objects.create(surgery=surgery, act=LIST_MOVED, at=now, by=by, note=note)
    carry_on_notices(surgery)
    for item, task in plan.kept:
        item.task = task
    ChecklistItem.objects.bulk_update([item for item, _ in plan.kept], ["task"])
    added = _write(checklist, plan, by=by, now=now, note=note)
    retime_items(surgery, locked_items(surgery), now=now)
    ask_nurses(surgery, plan, now=now)
    told = tell_of_correction(surgery, now=now) if plan.must_be_told else None
    planned = plan_reminders(surgery, now=now)
    return Moved(plan, told, planned, tuple(ChecklistItem.objects.filter(pk__in=[one.pk for one in added])))


def plan_for(checklist: Checklist, surgery: Surgery, template: ChecklistTemplate, *, now: datetime) -> VersionPlan:
    """What moving would change, as things stand. Nothing is written."""
    appointments = list(surgery.appointments.select_related("item"))
    return plan_of(
        checklist.items.standing_or_amended().order_by("number"),
        compare(checklist.template, template),
        reminders=surgery.reminders.select_related("item").order_by("due_at", "pk"),
        appointments=appointments,
        is_preparing=times_of(surgery, appointments).first_known_at > now,
        now=now,
    )


def _check(checklist: Checklist, old: ChecklistTemplate, template: ChecklistTemplate) -> None:
    if not template.is_published or template.procedure_id != old.procedure_id:
        raise NotMovable("This version is not published for this operation. Choose another.")
    if (template.version or 0) < (old.version or 0):
        raise NotMovable(f"This list is on version {old.version} already, which is newer.")
    if Checklist.objects.filter(surgery=checklist.surgery_id, template=template).exists():
        raise NotMovable("This operation has a second list from that version already.")


def _write(
    checklist: Checklist, plan: VersionPlan, *, by: User | None, now: datetime, note: str
) -> list[ChecklistItem]:
    """Take off what goes and put on what comes, each with its event; booked visits follow their step."""
    last = checklist.items.order_by("-number").values_list("number", flat=True).first() or 0
    coming = [change for change in plan.changes if change.task is not None]
    new = [
        written_item(checklist, change.task, number)
        for number, change in enumerate(coming, start=last + 1)
        if change.task is not None
    ]
    new = ChecklistItem.objects.bulk_create(new)
    heirs = {change.item.pk: item for change, item in zip(coming, new, strict=True) if change.item is not None}
    events = [
        ItemEvent(item=item, act=ItemEvent.Act.ADDED, at=now, by=by, note=note)
        for change, item in zip(coming, new, strict=True)
        if change.item is None
    ]
    gone = [change.item for change in plan.changes if change.item is not None]
    for item in gone:
        item.withdrawn_at = now
        act = ItemEvent.Act.REPLACED if item.pk in heirs else ItemEvent.Act.GONE
        said = f"{note} Now step {heirs[item.pk].number}." if item.pk in heirs else note
        events.append(ItemEvent(item=item, act=act, at=now, by=by, note=said))
        close_settled(item, because="the step is no longer on the list", now=now)
    ChecklistItem.objects.bulk_update(gone, ["withdrawn_at"])
    ItemEvent.objects.bulk_create(events)
    for visit in plan.visits:
        heir = heirs.get(visit.item_id or 0)
        if heir is not None and visit.item is not None and heir.category == visit.item.category:
            Appointment.objects.filter(pk=visit.pk).update(item=heir)
            # What was told of the visit is told: it follows, so that it is not told twice.
            Reminder.objects.filter(appointment=visit).update(item=heir)
    return new
