"""Erasing a patient: every row goes. What stays is said in `WHAT_STAYS`, on the page that asks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from procedures.audit.acts import Act
from procedures.audit.recording import Noted, record_all
from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Hospital, User
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.messaging.records.held import crossing_keys, tables
from procedures.patients.models import Patient

WHAT_STAYS = (
    "The audit trail: who saw and did what, with the patient’s number and without the name or anything of health.",
    "That a telephone number said STOP, so that nobody texts it again.",
    "Messages that also belong to another patient with the same telephone.",
    "Copies of the database, until the hospital’s own time for them is over, and what the providers of messages keep.",
)
# As many a day of those whose time is over: each is a transaction of its own.
A_DAY = 500


class CareIsOpen(Refused):
    """Something is still planned for the patient, or a message is on its way."""

    def __init__(self) -> None:
        super().__init__(
            "This patient’s care is still open. Cancel or complete every operation first, and let messages that are "
            "going out arrive. Nothing was erased."
        )


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows went."""

    rows: int


@transaction.atomic
def erase(patient: Patient, *, by: User | None, because: str, now: datetime) -> Erased:
    """Erase everything that is held on `patient`. `because` is one word for the trail: request, retention.

    :raises CareIsOpen: nothing is erased.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)
    list(Surgery.objects.select_for_update().filter(patient=patient).order_by("pk"))
    if is_open(patient):
        raise CareIsOpen
    number = patient.pk
    units: list[int | None] = [*patient.units.order_by("pk").values_list("pk", flat=True)]
    addresses = [one for one in (str(patient.phone or ""), patient.email) if one]
    erased = OutboxMessage.objects.filter(address__in=addresses).delete()[0]
    for table, key in crossing_keys():
        table.rows(patient).update(**{key: None})
    for table in reversed(tables()):
        rows = table.rows(patient)
        if table.ways == ("patients",):  # who shares the telephone keeps the message
            shared = rows.filter(patients__in=Patient.objects.exclude(pk=patient.pk)).values("pk")
            rows = rows.exclude(pk__in=list(shared.values_list("pk", flat=True)))
        erased += rows.delete()[0]
    patient.delete()
    who = "" if by else "system"
    facts = {"because": because}
    record_all([Noted(Act.ERASED, number, unit, now, who, facts) for unit in units or [None]], by=by)
    return Erased(erased + 1)


def is_open(patient: Patient) -> bool:
    """True while an operation is planned, a reminder waits, or a message is going out."""
    return (
        Surgery.objects.filter(patient=patient, status=Surgery.Status.PLANNED).exists()
        or Reminder.objects.filter(surgery__patient=patient, status__in=Reminder.OPEN).exists()
        or Delivery.objects.filter(
            patient=patient, status__in=(Delivery.Status.ARMED, Delivery.Status.UNKNOWN)
        ).exists()
    )


def erase_what_is_over(*, now: datetime) -> int:
    """Erase patients whose hospital keeps nothing that long. Returns how many.

    A patient's time begins when the last of their operations was completed or cancelled, or they were registered. Care
    that is open is never touched.
    """
    erased = 0
    for hospital in Hospital.objects.filter(keep_months__isnull=False).order_by("pk"):
        before = now - timedelta(days=31 * (hospital.keep_months or 0))
        recent = Q(completed_at__gt=before) | Q(cancelled_at__gt=before) | Q(status=Surgery.Status.PLANNED)
        recent |= Q(surgery_date__gt=before.date()) | Q(discharged_at__gt=before)
        over = Patient.objects.filter(hospital=hospital, created_at__lte=before)
        over = over.exclude(pk__in=Surgery.objects.filter(recent).values("patient")).order_by("pk")
        for patient in over[: A_DAY - erased]:
            if not is_open(patient):
                erase(patient, by=None, because="retention", now=now)
                erased += 1
    return erased
