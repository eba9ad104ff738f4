"""What is decided of one medicine, as a person enters it, and the checks it must pass."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from procedures.checklists.models import Medicine, Surgery
from procedures.checklists.refused import Refused
from procedures.core.wall_clock import day_start, is_missing, wall_instant
from procedures.core.wording_of_time import clock_words, day_words

# Nobody stops a medicine longer before an operation, or starts it again later; a date beyond is a slip of the pen.
LONGEST = timedelta(days=365)


class MedicineNotRight(Refused):
    """Something in it cannot be meant. `fields` holds by field what to do; "" stands for all of it."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


@dataclass(frozen=True, slots=True)
class MedicineRule:
    """What a patient is to do with one medicine. Dates and the hour are the hospital's wall clock.

    Either it `is_continued`, or it has a last dose, and a restart: a date, or an event in words.
    """

    name: str
    medicine_class: str
    is_continued: bool = False
    last_dose_date: date | None = None
    last_dose_time: time | None = None
    restart_date: date | None = None
    restart_event: str = ""
    note: str = ""
    decided_by: str = ""

    @classmethod
    def of(cls, medicine: Medicine) -> Self:
        """What stands written of `medicine`."""
        return cls(**{name: getattr(medicine, name) for name in cls.__slots__})

    def write_to(self, medicine: Medicine) -> None:
        """Put it into the row, unsaved."""
        for name, value in asdict(self).items():
            setattr(medicine, name, value)

    @property
    def tidy(self) -> Self:
        """The same, with single spaces, and without what a kept medicine does not have."""
        values: dict[str, Any] = {
            name: " ".join(value.replace("\0", " ").split()) if isinstance(value, str) else value
            for name, value in asdict(self).items()
        }
        if self.is_continued:
            values |= {"last_dose_date": None, "last_dose_time": None, "restart_date": None, "restart_event": ""}
        return type(self)(**values)


def check(rule: MedicineRule, surgery: Surgery) -> None:
    """Refuse what cannot be meant.

    :raises MedicineNotRight: naming each field.
    """
    wrong: dict[str, str] = {}
    if not rule.name:
        wrong["name"] = "Give the name of the medicine."
    if not rule.is_continued:
        wrong |= _wrong_dates(rule, surgery)
    if wrong:
        raise MedicineNotRight(wrong)


def _wrong_dates(rule: MedicineRule, surgery: Surgery) -> dict[str, str]:
    wrong: dict[str, str] = {}
    last, restart, planned = rule.last_dose_date, rule.restart_date, surgery.surgery_date
    if last is None:
        wrong["last_dose_date"] = "Give the day of the last dose, or choose that it is kept on."
    elif last > planned or _is_after_start(rule, surgery):
        wrong["last_dose_date"] = "This last dose comes after the operation begins. Check it."
    elif planned - last > LONGEST:
        wrong["last_dose_date"] = "This is more than a year before the operation. Check the year."
    elif rule.last_dose_time and is_missing(last, rule.last_dose_time, surgery.zone):
        wrong["last_dose_time"] = "The clocks go forward on that day, and this hour does not come."
    if restart is None and not rule.restart_event:
        wrong["restart_date"] = "Say when it starts again: a date, or what has to happen first."
    elif restart is not None and restart < planned:
        wrong["restart_date"] = "It would start again before the operation. Check the date."
    elif restart is not None and restart - planned > LONGEST:
        wrong["restart_date"] = "This is more than a year after the operation. Check the year."
    return wrong


def _is_after_start(rule: MedicineRule, surgery: Surgery) -> bool:
    at = last_dose_at(rule, surgery)
    return at is not None and surgery.starts_at is not None and at >= surgery.starts_at


def last_dose_at(rule: MedicineRule | Medicine, surgery: Surgery) -> datetime | None:
    """The instant of the last dose, in UTC, where an hour was given."""
    if rule.last_dose_date is None or rule.last_dose_time is None:
        return None
    return wall_instant(rule.last_dose_date, rule.last_dose_time, surgery.zone)


def has_begun(rule: MedicineRule | Medicine, surgery: Surgery, now: datetime) -> bool:
    """True when the last dose lies behind, or is today's: then the patient may have changed the medicine already."""
    if rule.is_continued or rule.last_dose_date is None:
        return False
    return now >= (last_dose_at(rule, surgery) or day_start(rule.last_dose_date, surgery.zone))


def lines_of(rule: MedicineRule | Medicine, surgery: Surgery) -> list[str]:
    """The rule in plain sentences, as the patient reads them once it is confirmed."""
    if rule.is_continued:
        return [f"Keep taking {rule.name}.", *_note(rule)]
    lines = [f"Take your last dose on {_last_words(rule, surgery)}. Then stop."]
    if rule.restart_date is not None:
        lines.append(f"Start again on {day_words(rule.restart_date)}.")
    if rule.restart_event:
        lines.append(f"Start again: {rule.restart_event.rstrip('.')}.")
    return [*lines, *_note(rule)]


def said(rule: MedicineRule | Medicine, surgery: Surgery) -> str:
    """The whole rule in one line, for staff and for the record."""
    decided = f" Decided by {rule.decided_by}." if rule.decided_by else ""
    return f"{rule.name}: {' '.join(lines_of(rule, surgery))}{decided}"


def _note(rule: MedicineRule | Medicine) -> list[str]:
    return [f"{rule.note.rstrip('.')}."] if rule.note else []


def _last_words(rule: MedicineRule | Medicine, surgery: Surgery) -> str:
    day = day_words(rule.last_dose_date) if rule.last_dose_date else ""
    at = last_dose_at(rule, surgery)
    return f"{day}, {clock_words(at, surgery.zone)}" if at else day
