"""What follows when a number asks for no more texts: other channels go on, and a nurse knows whom to phone."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Surgery, WorkItem
from procedures.messaging.channels import ways_to
from procedures.messaging.models import Delivery
from procedures.messaging.trail import note_stopped
from procedures.patients.models import Caregiver, CaregiverConsent, Channel, Consent, Patient
from procedures.patients.stopping import TOLD_THE_PROVIDER, stop_texts


def stop_number(address: str, *, because: str, wrote: str = "", now: datetime) -> bool:
    """End texts to `address`, and put whoever they were for on the nurse's list. False if they were ended already.

    What waits needs no moving: it goes over the channels that stand when it is armed.
    """
    if not stop_texts(address, because=because, now=now):
        return False
    surgeries = Surgery.objects.planned().select_related("patient", "unit__hospital")
    for surgery in surgeries.filter(patient__phone=address).order_by("pk"):
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.PHONE_PATIENT,
            summary=_summary(surgery, wrote),
            words=wrote,
            is_urgent=not ways_to([surgery.patient_id]),
            now=now,
        )
    for caregiver in Caregiver.objects.standing().filter(phone=address).order_by("pk"):
        for surgery in surgeries.filter(patient=caregiver.patient_id).order_by("pk"):
            said = f"The caregiver {caregiver} wants no more texts. Ask the patient whom else we may tell."
            raise_work_item(surgery, kind=WorkItem.Kind.PHONE_PATIENT, summary=said, words=wrote, now=now)
    return True


def _summary(surgery: Surgery, wrote: str) -> str:
    """What the nurse is to do. "Cancel" may have been meant for the operation: only a person can ask."""
    other = ways_to([surgery.patient_id]).get(surgery.patient_id)
    said = "The patient wants no more texts. "
    said += "Reminders now go by email only." if other else "No other way is agreed, so no reminder reaches them."
    if "cancel" in wrote.casefold():
        return f"{said} They wrote “{wrote.strip()[:40]}”: ask whether they mean the texts or the operation."
    return f"{said} Phone them, and ask how to stay in touch."


def stop_channel(reference: UUID, *, now: datetime) -> None:
    """The provider says that whoever got it told it to stop: nothing more goes to that address, whoever shares it."""
    delivery = Delivery.objects.get(pk=reference)
    if delivery.channel == Channel.SMS:
        if stop_number(delivery.address, because=TOLD_THE_PROVIDER, now=now):
            note_stopped(Patient.objects.reached_at(delivery.address).values_list("pk", flat=True), now=now)
        return
    ended = {"withdrawn_at": now, "withdrawn_because": TOLD_THE_PROVIDER}
    of_patients = Consent.objects.standing().filter(channel=delivery.channel, patient__email=delivery.address)
    patients = list(of_patients.values_list("patient", flat=True))
    of_patients.update(**ended)
    CaregiverConsent.objects.standing().filter(channel=delivery.channel, caregiver__email=delivery.address).update(
        **ended
    )
    note_stopped(patients, now=now)
    _ask_who_has_no_way_left(patients, now=now)


def _ask_who_has_no_way_left(patients: Collection[int], *, now: datetime) -> None:
    """Said now, and not only when the next reminder fails: that may be weeks away."""
    left = ways_to(patients)
    unheard = [key for key in patients if not left.get(key)]
    for surgery in (
        Surgery.objects.planned().filter(patient__in=unheard).select_related("unit__hospital").order_by("pk")
    ):
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.PHONE_PATIENT,
            summary="The patient wants no more emails. No other way is agreed, so no reminder reaches them. "
            "Phone them, and ask how to stay in touch.",
            is_urgent=True,
            now=now,
        )
