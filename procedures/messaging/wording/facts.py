"""What a message may say of a reminder: times on the hospital's clock, and no more than the patient agreed to."""

from datetime import date, datetime

from procedures.catalog.wording import for_whom, says_condition
from procedures.checklists.models import ChecklistItem, Reminder
from procedures.core.wording_of_time import clock_words, day_of, day_words, moment_words, short_day_words
from procedures.messaging.wording.kinds import words_for
from procedures.patients.signing_in import digits_of

ENGLISH = "en"
# How an hour and a day stand together inside a sentence.
AT = {"en": "at {clock} on {day}", "es": "a las {clock} del {day}"}
_AT_MIDNIGHT = {"en": "at {moment}", "es": "a las {moment}"}
LANGUAGES = frozenset(AT)
_ONLY = {"en": "Only if your list says this is for you", "es": "Solo si su lista dice que es para usted"}

Facts = dict[str, object]


def facts_of(reminder: Reminder, language: str, *, is_short: bool = False, tells: bool = True) -> Facts:
    """What the templates may say. What a patient keeps private is empty (safety rule 5), and so is all of it without
    `tells`; `is_short` gives days as a text message does.
    """
    surgery, item, visit = reminder.surgery, reminder.item, reminder.appointment
    unit, zone = surgery.unit, surgery.zone
    tells = tells and surgery.patient.may_name_details
    # A caregiver hears no more than the patient agreed to.
    may_hear = tells and reminder.caregiver is not None and reminder.caregiver.may_name_details
    # What is off the list by now is named to nobody, as where a caregiver hears of it in the morning.
    title, instruction = words_for(item, language) if item and item.withdrawn_at is None else ("", "")

    def at(instant: datetime | None) -> str:
        return _at(instant, reminder, language, is_short=is_short) if instant else ""

    def day(one: date) -> str:
        return short_day_words(one, language) if is_short else day_words(one, language)

    return {
        "language": language,
        "clinic": unit.hospital.text_name,
        "phone": unit.telephone.as_international,
        "emergency": unit.hospital.emergency_number,
        "step": reminder.step,
        "words": reminder.words,
        "code": digits_of(reminder.step) if reminder.kind == Reminder.Kind.CODE else "",
        "given_name": surgery.patient.given_name if may_hear else "",
        "about": title if may_hear else "",
        "is_for_caregiver": reminder.caregiver is not None,
        "surgery_day": day(surgery.surgery_date),
        "arrives": at(surgery.arrives_at),
        "starts": at(surgery.starts_at),
        "place": surgery.place if tells else "",
        "operation": surgery.procedure.name if tells else "",
        "title": title if tells else "",
        "instruction": instruction if tells else "",
        # A dose of the patient's own plan, by its medicine's name.
        "dose": title if item and tells and item.medicine_id and item.withdrawn_at is None else "",
        "only": _only(item, language, title=title, tells=tells),
        "intake": item.intake if item else "",
        "due": at(item.due_at) if item and item.is_exact else "",
        "due_day": day(day_of(item.due_at, zone, is_exact=item.is_exact)) if item and item.due_at else "",
        "is_assumed": item.is_assumed if item else False,
        "visit": at(visit.starts_at) if visit else "",
        "visit_place": visit.place if visit and tells else "",
        "visit_kind": visit.get_kind_display() if visit and tells else "",
    }


def _only(item: ChecklistItem | None, language: str, *, title: str, tells: bool) -> str:
    """For whom it is meant, where the document says that it is not for everyone; else "".

    Safety rule 1: a fast that holds only with sedation never reaches a patient as if it held for all. Safety rule 5:
    the condition can name an illness, so that without `tells` the words only send the patient to the list. So they do
    in another language than the document's, in which the condition stands on the list alone.
    """
    task = item.task if item is not None and item.withdrawn_at is None else None
    return only_words(task.condition, language, title=title, tells=tells) if task is not None else ""


def only_words(condition: str, language: str, *, title: str, tells: bool = True) -> str:
    """What stands before a step with a condition that its title does not say."""
    is_told = tells and language == ENGLISH
    if not condition or (is_told and says_condition(title, condition)):
        return ""
    return for_whom(condition) if is_told else _ONLY[language]


def _at(instant: datetime, reminder: Reminder, language: str, *, is_short: bool) -> str:
    """Say "at 6:00 in the morning on Tuesday 8 December" or "at 12 midnight at the end of Monday 7 December"."""
    surgery = reminder.surgery
    zone = surgery.zone
    wall = instant.astimezone(zone)
    if (wall.hour, wall.minute) == (0, 0):
        eve = None if is_short else surgery.surgery_date
        moment = moment_words(instant, zone, language, surgery_date=eve, is_short=is_short)
        return _AT_MIDNIGHT[language].format(moment=moment)
    day = short_day_words(wall.date(), language) if is_short else day_words(wall.date(), language)
    return AT[language].format(clock=clock_words(instant, zone, language), day=day)
