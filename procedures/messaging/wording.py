"""What a message says: what to do and by when, and no more of the patient than they agreed to (safety rule 5)."""

from dataclasses import dataclass
from datetime import datetime

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from procedures.checklists.models import Reminder
from procedures.core.sms import to_gsm7
from procedures.core.wording_of_time import clock_words, day_of, day_words, moment_words
from procedures.patients.models import Channel

ENGLISH = "en"
# How an hour and a day stand together inside a sentence.
_AT = {"en": "at {clock} on {day}", "es": "a las {clock} del {day}"}
_AT_MIDNIGHT = {"en": "at {moment}", "es": "a las {moment}"}


@dataclass(frozen=True, slots=True)
class Message:
    """Ready words. `text` fits one or two text segments and is also a mail's plain part; `html` is for mails."""

    subject: str
    text: str
    html: str


def write(reminder: Reminder, channel: str, *, link: str) -> Message:
    """The message of `reminder` for `channel`, in the patient's language, or else in English.

    `link` leads to the patient's list. No query is made if surgery, patient, unit, hospital, procedure, item and
    appointment are loaded.
    """
    language = _language_of(reminder)
    facts = _facts(reminder, language) | {"link": link}
    text = _one_line(_render(reminder.kind, language, "txt", facts))
    if channel == Channel.SMS:
        return Message(subject="", text=to_gsm7(text), html="")
    subject = _one_line(_render(reminder.kind, language, "subject", facts))
    return Message(subject=subject[:200], text=text, html=_render(reminder.kind, language, "html", facts))


def _facts(reminder: Reminder, language: str) -> dict[str, object]:
    """What the templates may say. Times are on the hospital's clock; what a patient keeps private is empty."""
    surgery, item, visit = reminder.surgery, reminder.item, reminder.appointment
    patient, unit, zone = surgery.patient, surgery.unit, surgery.zone
    tells = patient.may_name_details
    may_hear = tells and reminder.caregiver is not None and reminder.caregiver.may_name_details

    def at(instant: datetime | None) -> str:
        return _at(instant, reminder, language) if instant else ""

    return {
        "language": language,
        "words": reminder.words,
        # A caregiver hears no more than the patient agreed to.
        "given_name": patient.given_name if may_hear else "",
        "about": item.title if item and may_hear else "",
        "clinic": unit.hospital.text_name,
        "phone": unit.telephone.as_international,
        "emergency": unit.hospital.emergency_number,
        "surgery_day": day_words(surgery.surgery_date, language),
        "arrives": at(surgery.arrives_at),
        "starts": at(surgery.starts_at),
        "place": surgery.place if tells else "",
        "operation": surgery.procedure.name if tells else "",
        "title": item.title if item and tells else "",
        "instruction": item.instruction if item and tells else "",
        "intake": item.intake if item else "",
        "due": at(item.due_at) if item and item.is_exact else "",
        "due_day": (
            day_words(day_of(item.due_at, zone, is_exact=item.is_exact), language) if item and item.due_at else ""
        ),
        "is_assumed": item.is_assumed if item else False,
        "visit": at(visit.starts_at) if visit else "",
        "visit_place": visit.place if visit and tells else "",
        "visit_kind": visit.get_kind_display() if visit and tells else "",
    }


def _at(instant: datetime, reminder: Reminder, language: str) -> str:
    """Say "at 6:00 in the morning on Tuesday 8 December" or "at 12 midnight at the end of Monday 7 December"."""
    surgery = reminder.surgery
    zone = surgery.zone
    wall = instant.astimezone(zone)
    if (wall.hour, wall.minute) == (0, 0):
        moment = moment_words(instant, zone, language, surgery_date=surgery.surgery_date)
        return _AT_MIDNIGHT[language].format(moment=moment)
    return _AT[language].format(clock=clock_words(instant, zone, language), day=day_words(wall.date(), language))


def _language_of(reminder: Reminder) -> str:
    """The language of whoever gets it, where this kind is written in it."""
    wanted = (reminder.caregiver or reminder.surgery.patient).language
    try:
        get_template(f"messages/{reminder.kind}.{wanted}.txt")
    except TemplateDoesNotExist:
        return ENGLISH
    return wanted if wanted in _AT else ENGLISH


def _render(kind: str, language: str, ending: str, facts: dict[str, object]) -> str:
    return get_template(f"messages/{kind}.{language}.{ending}").render(facts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
