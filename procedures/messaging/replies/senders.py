"""Who may have written: every patient and caregiver with that number, and what they were told last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from procedures.checklists.models import Reminder, Surgery
from procedures.messaging.models import Delivery
from procedures.patients.models import Caregiver, Channel, Patient

# An answer to something older is not taken for an answer to it.
ANSWERED_WITHIN = timedelta(days=3)
# The phone has such a text, or may have it.
REACHED = (*Delivery.TAKEN, Delivery.Status.ARMED, Delivery.Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whoever has the number `address`. `surgeries` are the planned ones, soonest first; of a patient who has none of
    those, the latest. `cared_for` are those of patients whose caregiver has the number.
    """

    address: str
    patients: tuple[Patient, ...]
    caregivers: tuple[Caregiver, ...]
    surgeries: tuple[Surgery, ...]
    cared_for: tuple[Surgery, ...]

    @property
    def all_surgeries(self) -> tuple[Surgery, ...]:
        """Everything that the message may be about, the patients' own first."""
        return tuple(dict.fromkeys(self.surgeries + self.cared_for))

    @property
    def certain(self) -> Surgery | None:
        """The one surgery that the message can be about, if there is no other: nothing is guessed."""
        is_one = len(self.patients) == 1 and len(self.all_surgeries) == 1
        return self.surgeries[0] if is_one and self.surgeries else None


def sender_of(address: str) -> Sender:
    """Everyone with that number."""
    patients = tuple(Patient.objects.filter(phone=address).order_by("pk")) if address else ()
    caregivers = tuple(Caregiver.objects.standing().filter(phone=address)) if address else ()
    return Sender(
        address,
        patients,
        caregivers,
        _surgeries_of([patient.pk for patient in patients]),
        _surgeries_of([caregiver.patient_id for caregiver in caregivers]),
    )


def _surgeries_of(patients: list[int]) -> tuple[Surgery, ...]:
    found = Surgery.objects.filter(patient__in=patients).select_related("patient", "unit__hospital", "procedure")
    rows = list(found.order_by("surgery_date", "pk"))
    planned = [row for row in rows if row.status == Surgery.Status.PLANNED]
    with_plans = {row.patient_id for row in planned}
    latest = {row.patient_id: row for row in rows if row.patient_id not in with_plans}
    return (*planned, *latest.values())


def last_told(surgery: Surgery, address: str, *, now: datetime) -> list[Reminder]:
    """What the last text about `surgery` to `address` told; empty where there was none in the last days."""
    told = Reminder.objects.filter(surgery=surgery).exclude(kind__in=[*Reminder.ASKED_FOR, Reminder.Kind.CAREGIVER])
    texts = Delivery.objects.filter(
        reminders__in=told,
        address=address,
        channel=Channel.SMS,
        status__in=REACHED,
        armed_at__gt=now - ANSWERED_WITHIN,
    )
    newest = texts.order_by("-armed_at", "pk").first()
    if newest is None:
        return []
    # In the order in which the text tells them.
    found = told.filter(deliveries=newest).select_related("surgery", "item", "appointment")
    return list(found.order_by("latest_at", "due_at", "pk"))
