"""What will be sent, as a nurse reads it: each message with its hours and its words, in the order of its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from procedures.checklists.models import Reminder
from procedures.core.sms import is_gsm7, segments
from procedures.hospitals.models import Asker, Unit
from procedures.messaging.channels import Way
from procedures.messaging.previewing import Coming, Outlook
from procedures.messaging.wording import Message
from procedures.patients.links import sample_url
from procedures.patients.models import Channel, Patient
from procedures.web.nurse.times import wall
from procedures.web.nurse.zone_choices import zone_words

# Stands for a link that is nobody's but the patient's.
LINK = "[the patient’s own link]"


@dataclass(frozen=True, slots=True)
class Part:
    """One message over one channel. `length` is what a text costs: "2 segments"."""

    channel: str
    address: str
    subject: str
    words: str
    length: str


@dataclass(frozen=True, slots=True)
class Sending:
    """All that goes out at one time: by the patient's clock, and by the hospital's where that shows another hour."""

    at: str
    hospital_at: str
    about: tuple[str, ...]
    must_not_be_missed: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Untold:
    """What the patient is not told, when it would have been, and why."""

    at: str
    about: str
    because: str


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """What the page shows. `others` counts messages of units that the reader does not work in."""

    patient_zone: str
    language: str
    language_code: str
    sendings: tuple[Sending, ...]
    untold: tuple[Untold, ...]
    others: int


def outlook_page(found: Outlook, patient: Patient, *, zone: ZoneInfo, asker: Asker) -> OutlookPage:
    """`found` as `asker` may see it; `zone` is the hospital's."""
    units = set(Unit.objects.for_staff(asker).values_list("pk", flat=True))
    mine = [coming for coming in found.coming if coming.reminders[0].surgery.unit_id in units]
    return OutlookPage(
        patient_zone=zone_words(patient.zone_name),
        language=patient.get_language_display(),
        language_code=patient.language,
        sendings=tuple(_sending(coming, patient.zone, zone) for coming in mine),
        untold=tuple(
            Untold(wall(one.due_at, patient.zone), _about(one), because)
            for one, because in found.untold
            if one.surgery.unit_id in units
        ),
        others=len(found.coming) - len(mine),
    )


def _sending(coming: Coming, home: ZoneInfo, zone: ZoneInfo) -> Sending:
    there, here = wall(coming.at, home), wall(coming.at, zone)
    return Sending(
        at=there,
        hospital_at="" if there == here else here,
        about=tuple(dict.fromkeys(_about(one) for one in coming.reminders)),
        must_not_be_missed=any(one.is_critical for one in coming.reminders),
        parts=tuple(_parts(coming.words)),
    )


def _parts(words: Iterable[tuple[Way, Message]]) -> Iterable[Part]:
    for way, message in words:
        is_text = way.channel == Channel.SMS and is_gsm7(message.text)
        count = segments(message.text) if is_text else 0
        length = f"{count} segment{'s' * (count > 1)}" if is_text else ""
        shown = message.text.replace(sample_url(), LINK)
        yield Part(str(Channel(way.channel).label), way.address, message.subject, shown, length)


def _about(reminder: Reminder) -> str:
    kind = str(reminder.get_kind_display())
    if reminder.appointment:
        return f"{kind}: {reminder.appointment.get_kind_display()}"
    return f"{kind}: {reminder.item.title}" if reminder.item else kind
