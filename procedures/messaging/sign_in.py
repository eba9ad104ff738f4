"""What someone at the door asked for: a code to open the list, or the link to it once more. Both go at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from procedures.checklists.models import Reminder, Surgery
from procedures.patients.links import Reader
from procedures.patients.models import Caregiver, Channel, Patient, PatientLink, SignInCode, Suppression
from procedures.patients.signing_in import DIGITS, digits_of

# A link that comes later than this is not waited for any more.
LINK_USEFUL = timedelta(hours=2)
MOST_LINKS = 3
LINKS_WITHIN = timedelta(hours=1)
_HIDDEN = "•" * DIGITS


@dataclass(frozen=True, slots=True)
class Door:
    """One way to whoever stands before the door. `hint` is as much of the address as a stranger may see."""

    channel: str
    address: str
    hint: str


def doors_of(link: PatientLink) -> tuple[Door, ...]:
    """How a code can reach whoever `link` is for, texts first; none to a number that said STOP.

    A consent to reminders is not asked for: this goes out because they themselves ask for it.
    """
    return _doors(link.caregiver or link.patient)


def send_code(code: SignInCode, door: Door, *, now: datetime) -> Reminder | None:
    """Plan the message with the digits of `code`. None when the patient has no operation, and so no list."""
    link = code.link
    return _plan(
        Reminder.Kind.CODE, link.patient, link.caregiver, door, until=code.expires_at, step=code.nonce, now=now
    )


def send_link_to(address: str, *, now: datetime) -> int:
    """Send each patient and caregiver who is reached at `address` their link; returns to how many.

    The caller says the same to everyone, however many that were: nobody learns whose number this is.
    """
    people: list[Patient | Caregiver] = [*Patient.objects.reached_at(address), *Caregiver.objects.reached_at(address)]
    return sum(send_link(person, to=address, now=now) for person in people)


def send_link(person: Patient | Caregiver, *, to: str = "", now: datetime) -> bool:
    """Send `person` their link, to the address `to` or else over the first way there is; False when it does not go.

    It does not after a death, without an operation or a way, and to nobody more than three times an hour.
    """
    patient, caregiver = (person.patient, person) if isinstance(person, Caregiver) else (person, None)
    door = next((door for door in _doors(person) if not to or door.address.casefold() == to.casefold()), None)
    if door is None or patient.death_recorded_at is not None:
        return False
    lately = Reminder.objects.filter(
        kind=Reminder.Kind.LINK,
        surgery__patient=patient,
        caregiver=caregiver,
        created_at__gt=now - LINKS_WITHIN,
    )
    if lately.count() >= MOST_LINKS:
        return False
    until = now + LINK_USEFUL
    return _plan(Reminder.Kind.LINK, patient, caregiver, door, until=until, step="", now=now) is not None


def reader_of(reminder: Reminder) -> Reader:
    """Whose link belongs into a message: the caregiver's own where they may open the list, else the patient's."""
    caregiver = reminder.caregiver
    return reminder.surgery.patient_id, caregiver.pk if caregiver and caregiver.may_open_list else None


def without_code(words: str, told: Iterable[Reminder]) -> str:
    """`words` as they are kept: who reads a patient's messages must not be able to open the list with one of them."""
    for one in told:
        if one.kind == Reminder.Kind.CODE:
            words = words.replace(digits_of(one.step), _HIDDEN)
    return words


def with_code(words: str, told: Iterable[Reminder]) -> str:
    """`words` as they go out, from those that are kept."""
    for one in told:
        if one.kind == Reminder.Kind.CODE:
            words = words.replace(_HIDDEN, digits_of(one.step))
    return words


def _doors(person: Patient | Caregiver) -> tuple[Door, ...]:
    phone = str(person.phone) if person.phone else ""
    stopped = Suppression.objects.among([phone]) if phone else set()
    found = [Door(Channel.SMS, phone, f"…{phone[-2:]}")] if phone and phone not in stopped else []
    if person.email:
        name, _, host = person.email.partition("@")
        found.append(Door(Channel.EMAIL, person.email, f"{name[:1]}…@{host}"))
    return tuple(found)


def _plan(
    kind: Reminder.Kind,
    patient: Patient,
    caregiver: Caregiver | None,
    door: Door,
    *,
    until: datetime,
    step: str,
    now: datetime,
) -> Reminder | None:
    surgery = Surgery.objects.filter(patient=patient).order_by("surgery_date", "pk").last()
    if surgery is None:
        return None
    return Reminder.objects.create(
        surgery=surgery,
        caregiver=caregiver,
        kind=kind,
        step=step,
        address=door.address,
        channels=door.channel,
        generation=surgery.generation,
        due_at=now,
        latest_at=until,
        next_attempt_at=now,
        created_at=now,
    )
