"""Over which channels a patient may be told something: agreed to, not withdrawn, and with an address."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from procedures.messaging.models import Delivery
from procedures.patients.models import Channel, Consent


@dataclass(frozen=True, slots=True)
class Way:
    """One channel and the address on it."""

    channel: str
    address: str


def ways_to(patients: Collection[int]) -> dict[int, tuple[Way, ...]]:
    """By patient, the ways that stand now, texts first. All of them carry every kind of reminder."""
    ways: dict[int, list[Way]] = defaultdict(list)
    standing = Consent.objects.standing().filter(patient__in=patients).select_related("patient")
    for consent in standing:
        address = str(consent.patient.phone) if consent.channel == Channel.SMS else consent.patient.email
        if address:
            ways[consent.patient_id].append(Way(consent.channel, address))
    return {patient: tuple(sorted(found, key=_texts_first)) for patient, found in ways.items()}


def _texts_first(way: Way) -> bool:
    return way.channel != Channel.SMS


def stop_channel(reference: UUID, *, now: datetime) -> None:
    """Write down that the patient told the provider to stop: nothing more goes over that channel."""
    delivery = Delivery.objects.select_related("reminder__surgery").get(pk=reference)
    Consent.objects.standing().filter(patient=delivery.reminder.surgery.patient_id, channel=delivery.channel).update(
        withdrawn_at=now, withdrawn_because="the patient told the provider to stop"
    )
