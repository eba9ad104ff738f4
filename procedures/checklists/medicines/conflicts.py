"""Safety rule 3 for medicines: two rules for one medicine of one patient are shown to staff, and neither is told."""

import re
from collections.abc import Iterable
from datetime import date

from procedures.checklists.models import Medicine, Surgery

# Either plan of these states counts: a draft may be the right one.
COUNTING = (Medicine.Status.DRAFTED, Medicine.Status.CONFIRMED)
_STRENGTH = re.compile(r"\b\d+([.,]\d+)?\s*(mg|mcg|g|ml|units?|iu)?\b", re.IGNORECASE)


def plans_of(surgery: Surgery) -> list[Medicine]:
    """The medicines that count, of all planned operations of the surgery's patient."""
    mine = Medicine.objects.filter(surgery__patient=surgery.patient_id, status__in=COUNTING)
    return list(mine.filter(surgery__status=Surgery.Status.PLANNED).select_related("surgery__unit__hospital"))


def conflicting(medicine: Medicine, others: Iterable[Medicine]) -> list[Medicine]:
    """Those among `others` that say something else of the same medicine for the same time."""
    return [one for one in others if one.pk != medicine.pk and _contradict(one, medicine)]


def _contradict(one: Medicine, other: Medicine) -> bool:
    if key(one.name) != key(other.name):
        return False
    if one.surgery_id != other.surgery_id and not _overlap(one, other):
        return False
    return _values(one) != _values(other)


def key(name: str) -> str:
    """What makes it the same medicine: the name without case, spaces and strength."""
    return " ".join(re.sub(r"[^\w\s]", " ", _STRENGTH.sub(" ", name)).casefold().split())


def _values(medicine: Medicine) -> tuple[object, ...]:
    return (
        medicine.is_continued,
        medicine.last_dose_date,
        medicine.last_dose_time,
        medicine.restart_date,
        medicine.restart_event.casefold(),
        medicine.note.casefold(),
    )


def _overlap(one: Medicine, other: Medicine) -> bool:
    (from_one, to_one), (from_other, to_other) = _span(one), _span(other)
    return from_one < to_other and from_other < to_one


def _span(medicine: Medicine) -> tuple[date, date]:
    """The days for which a rule holds. One operation's plan may end before the next one's begins."""
    if medicine.is_continued or medicine.last_dose_date is None:
        return date.min, medicine.surgery.surgery_date
    return medicine.last_dose_date, medicine.restart_date or date.max
