"""Whom a message for a row would reach as well: another patient, known here or of the same file, at the same address.

In a list of many nobody is asked, as the form of one patient asks; a family may share a telephone. But it is said.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q

from procedures.hospitals.models import Hospital, User
from procedures.patients.alike import MOST
from procedures.patients.models import Patient
from procedures.patients.registering import PatientDetails
from procedures.web.nurse.known_patient import visible
from procedures.web.nurse.theatre_list.plan import Fate, PlannedRow

WAYS: dict[str, Callable[[Patient | PatientDetails], str]] = {
    "phone number": lambda one: str(one.phone or ""),
    "email address": lambda one: one.email.strip().casefold(),
}


def tell_shared(rows: Iterable[PlannedRow], *, hospital: Hospital, asker: User) -> None:
    """Put beside each row who else has its telephone or mail address. Patients of other units are not named.

    What a patient has had before was seen when it was written down, and is not said again.
    """
    readable = [row for row in rows if row.values.details]
    known = _known(readable, hospital)
    mine = visible(known, asker)
    for what, address_of in WAYS.items():
        patients: dict[str, list[Patient]] = defaultdict(list)
        for one in known:
            patients[address_of(one)].append(one)
        in_file: dict[str, list[PlannedRow]] = defaultdict(list)
        for row in readable:
            in_file[_given(row, address_of)].append(row)
        for row in readable:
            address = _given(row, address_of)
            if not address or row.fate is Fate.WRONG:  # what is wrong with it comes first
                continue
            names = [] if _had(row, address, address_of) else _names(patients[address], row, mine)
            names += _rows(in_file[address], row, address, address_of)
            if names:
                row.shared = [*row.shared, f"the same {what} as {' and '.join(names[:MOST])}"]


def _known(rows: Sequence[PlannedRow], hospital: Hospital) -> list[Patient]:
    """Whoever of the hospital has an address that is in the file. One query, however long the file."""
    details = [row.values.details for row in rows if row.values.details]
    phones = {one.phone for one in details if one.phone}
    mails = {one.email.strip() for one in details if one.email.strip()}
    if not phones and not mails:
        return []
    there = Patient.objects.filter(hospital=hospital, death_recorded_at=None)
    return list(there.filter(Q(phone__in=phones) | Q(email__in=mails)).order_by("pk"))


def _given(row: PlannedRow, address_of: Callable[[Patient | PatientDetails], str]) -> str:
    return address_of(row.values.details) if row.values.details else ""


def _had(row: PlannedRow, address: str, address_of: Callable[[Patient | PatientDetails], str]) -> bool:
    return row.known is not None and address_of(row.known) == address


def _names(patients: Iterable[Patient], row: PlannedRow, mine: set[int]) -> list[str]:
    others = [one for one in patients if one != row.known]
    return list(dict.fromkeys(str(one) if one.pk in mine else "a patient of another unit" for one in others))


def _rows(
    rows: Iterable[PlannedRow], row: PlannedRow, address: str, address_of: Callable[[Patient | PatientDetails], str]
) -> list[str]:
    """Other patients of the file who bring this address along; each once, though they have several operations."""
    firsts: dict[str, PlannedRow] = {}
    for other in rows:
        firsts.setdefault(_person(other), other)
    return [
        f"row {other.values.number}, {other.name}"
        for person, other in firsts.items()
        if person != _person(row) and not _had(other, address, address_of)
    ]


def _person(row: PlannedRow) -> str:
    return row.values.cells["record_number"].casefold()
