"""The words of one row to values, with an error in plain words for each cell that cannot be meant."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.assigning import Assignment
from procedures.checklists.models import Surgery
from procedures.hospitals.models import Hospital
from procedures.patients.finding import dates_of
from procedures.patients.models import Channel
from procedures.patients.registering import PatientDetails
from procedures.web.form_fields import telephone
from procedures.web.nurse.theatre_list.columns import NAMES
from procedures.web.nurse.theatre_list.sheets import RISKY

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2})?\s*(am|pm)?", re.IGNORECASE)
_LISTS = {"am": "morning", "morning": "morning", "pm": "afternoon", "afternoon": "afternoon"}
_YES = frozenset(["yes", "y", "true", "1", "x", "✓", "si", "sí", "agreed", "ok"])
_NO = frozenset(("", *["no", "n", "false", "0", "-", "none", "declined"]))
# Countries that write the month first.
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})
_MAY_BEGIN_SO = {"phone": ("+",), "agrees_to_sms": ("-",), "agrees_to_email": ("-",)}


class NotMeant(Exception):
    """A cell that cannot be meant. The message says what to do."""


@dataclass
class RowValues:
    """One row: its place in the file, what it says, and what is wrong with it by column."""

    number: int
    cells: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    details: PatientDetails | None = None
    assignment: Assignment | None = None
    # What the file does not say stays as it is with a patient who is known.
    given: frozenset[str] = frozenset()


def values_of(
    number: int, cells: Mapping[str, str], *, templates: Mapping[str, ChecklistTemplate], hospital: Hospital, place: str
) -> RowValues:
    """Read one row. `templates` are the unit's by the operation's name; `place` stands where the row gives none."""
    row = RowValues(number, cells, given=frozenset(name for name, words in cells.items() if words))

    def take(name: str, read: Callable[[str], object]) -> object:
        words = cells[name]
        try:
            _refuse_formula(name, words)
            return read(words)
        except NotMeant as error:
            row.errors[name] = str(error)
            return None

    given_name, family_name = _names(cells, row)
    born = take("birth_date", lambda words: _day(words, hospital, what="the date of birth"))
    agreed = {
        Channel.SMS: take("agrees_to_sms", _yes_or_no),
        Channel.EMAIL: take("agrees_to_email", _yes_or_no),
    }
    number_here = take("record_number", _record_number)
    phone, email = take("phone", lambda words: _phone(words, hospital)), take("email", _email)
    language = take("language", _language)
    template = take("operation", lambda words: _template(words, templates))
    day = take("surgery_date", lambda words: _day(words, hospital, what="the date of the operation"))
    start = take("start_time", _clock)
    arrival = take("arrival_time", _clock)
    half = take("theatre_list", _list)
    surgeon, where = take("surgeon", lambda words: words[:120]), take("place", lambda words: words[:200])
    if not row.errors and isinstance(born, date) and isinstance(day, date) and isinstance(template, ChecklistTemplate):
        row.details = PatientDetails(
            given_name,
            family_name,
            born,
            phone=str(phone),
            email=str(email),
            language=str(language),
            channels=frozenset(str(channel) for channel, said in agreed.items() if said),
            record_number=str(number_here),
        )
        row.assignment = Assignment(
            template,
            day,
            start if isinstance(start, time) else None,
            arrival if isinstance(arrival, time) else None,
            place=str(where) or place,
            theatre_list="" if start else str(half),
            surgeon=str(surgeon),
        )
    return row


def _refuse_formula(name: str, words: str) -> None:
    if (words.startswith(RISKY) and not words.startswith(_MAY_BEGIN_SO.get(name, ()))) or words.startswith(("=", "@")):
        raise NotMeant(f"It begins with “{words[0]}”, as a formula does. Write plain words in this cell.")


def _names(cells: Mapping[str, str], row: RowValues) -> tuple[str, str]:
    given, family = cells["given_name"], cells["family_name"]
    if not (given or family) and cells["full_name"]:
        if "," in cells["full_name"]:
            family, _, given = (part.strip() for part in cells["full_name"].partition(","))
        else:
            given, _, family = cells["full_name"].rpartition(" ")
    for name, words in (("given_name", given), ("family_name", family)):
        if not words:
            row.errors[name] = f"Write the {NAMES[name][0].lower()}."
        elif words.startswith(RISKY):
            row.errors[name] = f"It begins with “{words[0]}”, as a formula does. Write the name alone."
        elif len(words) > 100:
            row.errors[name] = "This name is longer than 100 letters. Check the columns."
    return given, family


def _record_number(words: str) -> str:
    if not words:
        raise NotMeant("Give the hospital’s number of this patient: by it the same patient is found again.")
    if len(words) > 32:
        raise NotMeant("This number is longer than 32 signs. Check the columns.")
    return words


def _day(words: str, hospital: Hospital, *, what: str) -> date:
    if not words:
        raise NotMeant(f"Give {what}.")
    days = dates_of(words.partition(" ")[0] if re.match(r"\d{4}-\d", words) else words)
    if not days:
        raise NotMeant(f"“{words}” is not a date. Write it as 2026-12-08, or as 8 December 2026.")
    month_first, day_first = days[0], days[-1]
    return month_first if hospital.country in _MONTH_FIRST else day_first


def _clock(words: str) -> time | None:
    if not words or words.casefold() in ("tbc", "tba", "?", "unknown"):
        return None
    found = _CLOCK.fullmatch(words)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and not found[2] and not found[3]:
        hour = 99  # "8" alone may be a number of anything
    if found and found[3]:
        hour = hour % 12 + 12 * (found[3].lower() == "pm") if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise NotMeant(f"“{words}” is not a time. Write it like 07:30 or 14:15, or leave it empty if it is not known.")
    return time(hour, minute)


def _list(words: str) -> str:
    if not words:
        return ""
    half = _LISTS.get(re.sub(r"\W|list", "", words.casefold()))
    if half is None:
        raise NotMeant(f"“{words}” is no half of the day. Write morning or afternoon, or leave it empty.")
    return str(Surgery.TheatreList(half))


def _phone(words: str, hospital: Hospital) -> str:
    if not words:
        return ""
    try:
        number = telephone(words, country=hospital.country)
    except ValidationError as error:
        raise NotMeant(" ".join(error.messages)) from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(words: str) -> str:
    try:
        if words:
            validate_email(words)
    except ValidationError:
        raise NotMeant(f"“{words}” is not an email address. Write it like name@example.org.") from None
    return words


def _language(words: str) -> str:
    if not words:
        return "en"
    said = words.casefold()
    for code, name in settings.LANGUAGES:
        if said in (code, name.casefold(), {"es": "spanish"}.get(code)):
            return code
    names = " or ".join(str(name) for _, name in settings.LANGUAGES)
    raise NotMeant(f"Messages cannot be written in “{words}”. Write {names}, or leave it empty for English.")


def _yes_or_no(words: str) -> bool:
    said = words.casefold()
    if said not in _YES | _NO:
        raise NotMeant(f"“{words}” is neither yes nor no. Write yes only if the patient agreed to these messages.")
    return said in _YES


def _template(words: str, templates: Mapping[str, ChecklistTemplate]) -> ChecklistTemplate:
    if not words:
        raise NotMeant("Write which operation it is.")
    found = templates.get(words.casefold())
    if found is None:
        near = difflib.get_close_matches(words.casefold(), templates, n=1, cutoff=0.6)
        meant = f" Did you mean “{templates[near[0]].procedure.name}”?" if near else ""
        raise NotMeant(f"No list of this unit is published for “{words}”.{meant}")
    return found
