"""Whether a patient on a form may be written down already: what the form would change, and what to ask the nurse.

A family may share a telephone, and two people a name; so nothing is refused that a person can answer for. But nobody is
written down twice by accident, and no message goes to somebody else's phone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import phonenumbers

from procedures.hospitals.models import Hospital, Role, User
from procedures.patients.alike import Alike, alike
from procedures.patients.models import Channel, Patient
from procedures.patients.registering import DetailsNotRight, PatientDetails, known_patient
from procedures.web.nurse.times import full_day

OF_OTHERS = "how to reach them, or what they agreed to, differs from what another unit wrote down"
TAKE = "patient-"  # and a key: leave the form's words about the patient, and take what is known


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can answer: under which field of the form it stands, why it is asked, and the answers."""

    field: str
    why: str
    answers: list[tuple[str, str]]


def questions_about(
    details: PatientDetails, said: dict[str, str], *, hospital: Hospital, asker: User
) -> list[Question]:
    """What is to be asked before `details` are written down. `said` is what was answered, by the name of the field.

    An answer holds for whom, and for which number, it was given. Patients of other units are not named.
    """
    found = alike(details, hospital=hospital)
    mine = visible([*found.same_name, *found.same_number, *found.same_phone], asker)
    asked = [_who(details, found, mine, said.get("who", ""), hospital, asker), _whose(details, found, mine, said)]
    return [one for one in asked if one]


def question_about_phone(details: PatientDetails, said: str, *, hospital: Hospital, asker: User) -> Question | None:
    """What is to be asked where a patient who is known gets a number that others have. `said` is what was answered."""
    found = alike(details, hospital=hospital)
    asked = _whose(details, found, visible(found.same_phone, asker), {"whose_phone": said})
    shared = [answer for answer in asked.answers if not answer[0].startswith(TAKE)] if asked else []
    return replace(asked, answers=shared) if asked else None


def is_another(details: PatientDetails, said: str, *, hospital: Hospital) -> bool:
    """True where a person said that this is not whoever has the same names and birth date here."""
    return said.startswith("another-") and said in {
        f"another-{one.pk}" for one in alike(details, hospital=hospital).same_name
    }


def _who(
    details: PatientDetails, found: Alike, mine: set[int], said: str, hospital: Hospital, asker: User
) -> Question | None:
    if found.same_number and not found.same_name:
        return _of_the_number(found.same_number, mine)
    if not found.same_name or said in {f"{word}-{one.pk}" for one in found.same_name for word in ("same", "another")}:
        return None
    first = found.same_name[0]
    try:
        changes = changes_to_known(details, hospital=hospital, asker=asker)
    except DetailsNotRight:
        why = f"{first}, with this date of birth, is known here already, and has another record number."
        answers = _take(found.same_name, mine)
    else:
        if not changes:
            return None
        why = (
            f"{first}, with this date of birth, is known here already. This form says otherwise: {'; '.join(changes)}."
        )
        answers = [(f"same-{first.pk}", "It is the same person, and these changes are right."), *_take([first], mine)]
    another = "It is another person with the same name and date of birth, and another record number."
    return Question("who", why, [*answers, (f"another-{first.pk}", another)])


def _of_the_number(others: list[Patient], mine: set[int]) -> Question:
    why = "This record number belongs to a patient with another name or date of birth. Check all three."
    taken = _take(others, mine)
    return Question(
        "who" if taken else "record_number", why, [*taken, ("", "The number is not right: I correct it above.")]
    )


def _whose(details: PatientDetails, found: Alike, mine: set[int], said: dict[str, str]) -> Question | None:
    shared = f"shared {details.phone}"
    if not found.same_phone or said.get("whose_phone") == shared:
        return None
    if any(str(one.phone) == details.phone for one in found.same_name):
        return None  # it was asked when it was written down
    named = [str(one) for one in found.same_phone if one.pk in mine]
    who = " and ".join(named) or "a patient of another unit"
    why = f"{written(details.phone)} is the number of {who} already. Messages would go to the same phone."
    answer = "It is another person, who shares this number, as in a family."
    return Question("whose_phone", why, [*_take(found.same_phone, mine), (shared, answer)])


def written(number: str) -> str:
    """A number in E.164 form, as people write it."""
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _take(patients: Iterable[Patient], mine: set[int]) -> list[tuple[str, str]]:
    return [(f"{TAKE}{one.pk}", f"It is {described(one)}. Take what is known.") for one in patients if one.pk in mine]


def described(patient: Patient) -> str:
    """Name, birth date and record number: what tells a patient from others."""
    number = f", record number {patient.record_number}" if patient.record_number else ""
    return f"{patient}, born {full_day(patient.birth_date)}{number}"


def visible(patients: Iterable[Patient], asker: User) -> set[int]:
    """The keys of those whom `asker` may know of."""
    keys = [one.pk for one in patients]
    if not keys:
        return set()
    return set(Patient.objects.for_staff(asker, Role.NURSE).filter(pk__in=keys).values_list("pk", flat=True))


def changes_to_known(details: PatientDetails, *, hospital: Hospital, asker: User) -> list[str]:
    """In words, what registering would change about the person who has these names and this birth date.

    Empty for someone new, and where nothing changes. A patient must not lose a phone number, or a consent, because a
    nurse left a field empty. Of a patient of other units it is said that something changes, and nothing of what it is:
    whoever knows a name and a birth date would learn how to reach that person.
    """
    known = known_patient(details, hospital=hospital)
    if known is None:
        return []
    found = _changes(details, known)
    return found if not found or visible([known], asker) else [OF_OTHERS]


def _changes(details: PatientDetails, known: Patient) -> list[str]:
    agreed = set(known.consents.standing().values_list("channel", flat=True))
    found = [
        *_changed("the phone number", str(known.phone), details.phone),
        *_changed("the email address", known.email, details.email),
        *_changed("the language", known.language, details.language),
        *_changed("the time zone", known.zone_name, details.zone_name),
    ]
    for channel, what in ((Channel.SMS, "text messages"), (Channel.EMAIL, "emails")):
        if channel in agreed and channel not in details.channels:
            found.append(f"no more {what}")
    if known.may_name_details and not details.may_name_details:
        found.append("messages no longer name the operation or the medicines")
    return found


def _changed(what: str, old: str, new: str) -> list[str]:
    if not old or old == new:
        return []
    return [f"{what} changes from {old} to {new}" if new else f"{what} {old} is taken away"]
