"""Safety rule 6 for medicines: moving the operation ends every confirmation that was given for its date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.medicines.entering import record, unconfirm
from procedures.checklists.medicines.rules import has_begun, said
from procedures.checklists.models import ChecklistItem, Medicine, MedicineEvent, Surgery, WorkItem
from procedures.core.events import SurgeryTimes
from procedures.core.medicine_classes import RED_WHEN_MOVED
from procedures.core.wording_of_time import day_words

Status = Medicine.Status


@dataclass(frozen=True, slots=True)
class ForOldDate:
    """What a move means for the plan: `void` must be entered and confirmed anew, `changed` may have been acted on.

    `red` are those among `changed` that harm soonest: a blood thinner, a GLP-1 medicine, an SGLT2 inhibitor, insulin.
    """

    void: tuple[Medicine, ...] = ()
    changed: tuple[Medicine, ...] = ()

    @property
    def red(self) -> tuple[Medicine, ...]:
        """The gravest."""
        return tuple(one for one in self.changed if one.medicine_class in RED_WHEN_MOVED)


def for_old_date(surgery: Surgery, *, old: SurgeryTimes, new: SurgeryTimes, now: datetime) -> ForOldDate:
    """Which medicines of the plan were meant for the old times. Nothing is written.

    Another date voids all of them, also those to be kept on. Another hour of the same day voids those with an hour.
    """
    has_new_date = old.surgery_date != new.surgery_date
    standing = list(surgery.medicines.filter(status__in=[Status.DRAFTED, Status.CONFIRMED]))
    void = tuple(one for one in standing if has_new_date or one.last_dose_time)
    told = _told(surgery)
    changed = tuple(one for one in void if one.pk in told and (has_begun(one, surgery, now) or told[one.pk]))
    return ForOldDate(void, changed)


def _told(surgery: Surgery) -> dict[int, bool]:
    """By medicine that ever stood on the list: whether the patient ticked a dose of it, or told of one."""
    doses = ChecklistItem.objects.filter(checklist__surgery=surgery, medicine__isnull=False)
    told: dict[int, bool] = {}
    for medicine, status in doses.values_list("medicine", "status"):
        told[medicine] = told.get(medicine, False) or status != ChecklistItem.Status.OPEN
    return told


def void_medicines(surgery: Surgery, found: ForOldDate, *, old: SurgeryTimes, now: datetime) -> None:
    """End the confirmations, and put what must be done on the nurse's list. The caller settles the list."""
    for medicine in found.void:
        unconfirm(medicine, Status.VOID)
        record(medicine, MedicineEvent.Act.VOIDED, by=None, now=now)
    for medicine in found.red:
        _raise_red(surgery, medicine, old, now)
    if found.void:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.MEDICINES,
            summary=f"The medicine plan was made for {day_words(old.surgery_date)}, which has moved: "
            f"{_names(found.void)}. Enter it anew, and ask a clinician to confirm it.",
            is_urgent=bool(found.changed),
            now=now,
        )


def warn_of_changed(surgery: Surgery, *, now: datetime) -> None:
    """For an operation that will not be: what the patient may have stopped for it already needs a clinician's word."""
    told = _told(surgery)
    for medicine in surgery.medicines.filter(status=Status.CONFIRMED):
        if medicine.pk in told and (has_begun(medicine, surgery, now) or told[medicine.pk]):
            raise_work_item(
                surgery,
                kind=WorkItem.Kind.JUDGE_AGAIN,
                summary=f"May have been changed already for an operation that is cancelled. {said(medicine, surgery)} "
                "Phone the patient now, and ask a clinician when to start it again.",
                is_urgent=True,
                now=now,
            )


def _raise_red(surgery: Surgery, medicine: Medicine, old: SurgeryTimes, now: datetime) -> None:
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.JUDGE_AGAIN,
        summary=f"May have been changed already for {day_words(old.surgery_date)}, which has moved. "
        f"{said(medicine, surgery)} Phone the patient now, and decide with a clinician.",
        is_urgent=True,
        now=now,
    )


def _names(medicines: Iterable[Medicine]) -> str:
    return ", ".join(one.name for one in medicines)
