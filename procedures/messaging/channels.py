"""Over which channels someone may be told something: agreed to, not withdrawn, with an address, and not stopped."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from procedures.checklists.models import Reminder
from procedures.messaging.limits import CHOSEN_ALONE
from procedures.messaging.models import Delivery
from procedures.patients.models import Caregiver, CaregiverConsent, Channel, Consent, Patient, Suppression

Kind = Reminder.Kind
Tried = Mapping[int, Mapping[str, Delivery]]
# Asked for from the page: these go where whoever asked wanted them, whatever else was agreed to.
FOR_SIGNING_IN = (Kind.CODE, Kind.LINK)

# The one answer that still goes to a number that said STOP: that it was heard; and whom to call, if that was said too.
STOPPED, STOPPED_ALARM = "stopped", "stopped_alarm"
STILL_SENT = (STOPPED, STOPPED_ALARM)


@dataclass(frozen=True, slots=True)
class Way:
    """One channel and the address on it."""

    channel: str
    address: str


def ways_of(
    reminders: Sequence[Reminder], tried: Tried = MappingProxyType({}), *, now: datetime
) -> dict[int, tuple[Way, ...]]:
    """By reminder, the ways that stand now to whoever is to get it, texts first. At most three queries.

    `tried` holds, by reminder and channel, the latest delivery.
    """
    to_patients = ways_to({r.surgery.patient_id for r in reminders if _is_for_the_patient(r)})
    to_caregivers = ways_to_caregivers({r.caregiver_id for r in reminders if r.caregiver_id and not _is_asked(r)})
    stated = {r.address for r in reminders if r.kind in Reminder.ASKED_FOR}
    stopped = Suppression.objects.among(stated) if stated else set()
    ways: dict[int, tuple[Way, ...]] = {}
    for reminder in reminders:
        if reminder.kind == Reminder.Kind.ANSWER:
            may_go = reminder.address not in stopped or reminder.step in STILL_SENT
            ways[reminder.pk] = (Way(Channel.SMS, reminder.address),) if may_go else ()
        elif reminder.kind in FOR_SIGNING_IN:
            way = Way(reminder.channels, reminder.address)
            ways[reminder.pk] = () if way.address in stopped else (way,)
        elif reminder.caregiver_id:
            ways[reminder.pk] = to_caregivers.get(reminder.caregiver_id, ())
        else:
            agreed = to_patients.get(reminder.surgery.patient_id, ())
            ways[reminder.pk] = _as_chosen(reminder, agreed, tried.get(reminder.pk, {}), now)
    return ways


def _as_chosen(
    reminder: Reminder, ways: tuple[Way, ...], tried: Mapping[str, Delivery], now: datetime
) -> tuple[Way, ...]:
    """Those of `ways` that the hospital's policy chose; all of them where it chose none that stands, or where that one
    has failed, or its provider has put it off for too long: told is told.
    """
    chosen = tried.get(reminder.channels)
    if chosen is not None and chosen.status in Delivery.FAILED:
        return ways
    if is_put_off(chosen) and now >= another_way_from(reminder):
        return ways
    return tuple(way for way in ways if way.channel == reminder.channels) or ways


def is_put_off(chosen: Delivery | None) -> bool:
    """True when a provider could not take what went over the channel that the hospital chose."""
    return chosen is not None and chosen.status == Delivery.Status.DELAYED


def another_way_from(reminder: Reminder) -> datetime:
    """Until when the channel that the hospital chose is tried alone."""
    return reminder.due_at + min(CHOSEN_ALONE, (reminder.latest_at - reminder.due_at) / 4)


def _is_asked(reminder: Reminder) -> bool:
    return reminder.kind in Reminder.ASKED_FOR


def _is_for_the_patient(reminder: Reminder) -> bool:
    return not _is_asked(reminder) and reminder.caregiver_id is None


def ways_to(patients: Collection[int]) -> dict[int, tuple[Way, ...]]:
    """By patient, the ways that stand now, texts first. All of them carry every kind of reminder."""
    if not patients:
        return {}
    standing = Consent.objects.standing().filter(patient__in=patients).select_related("patient")
    standing = standing.only("channel", "patient__phone", "patient__email")
    return _sorted((consent.patient_id, consent.channel, consent.patient) for consent in standing)


def ways_to_caregivers(caregivers: Collection[int]) -> dict[int, tuple[Way, ...]]:
    """By caregiver, the ways that stand now: the patient still wants it, and the caregiver agreed."""
    if not caregivers:
        return {}
    standing = CaregiverConsent.objects.standing().filter(caregiver__in=caregivers).select_related("caregiver")
    standing = standing.only("channel", "caregiver__phone", "caregiver__email")
    return _sorted((consent.caregiver_id, consent.channel, consent.caregiver) for consent in standing)


def _sorted(agreed: Iterable[tuple[int, str, Patient | Caregiver]]) -> dict[int, tuple[Way, ...]]:
    found: dict[int, list[Way]] = defaultdict(list)
    for key, channel, person in agreed:
        address = str(person.phone) if channel == Channel.SMS else person.email
        if address:
            found[key].append(Way(channel, address))
    stopped = Suppression.objects.among({way.address for ways in found.values() for way in ways})
    return {
        key: tuple(sorted((way for way in ways if way.address not in stopped), key=_texts_first))
        for key, ways in found.items()
    }


def _texts_first(way: Way) -> bool:
    return way.channel != Channel.SMS
