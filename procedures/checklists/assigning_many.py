"""Assigning many at once: a day's list, all of it in one transaction or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.beside import Conflict, conflicts_beside, raise_conflicts
from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.writing_down import write_down
from procedures.hospitals.models import Unit, User
from procedures.patients.registering import DetailsNotRight, PatientDetails


class SomeRefused(Refused):
    """Some of the rows were refused, and nothing is saved. `why` says what is wrong by the row's place."""

    def __init__(self, why: Mapping[int, str]) -> None:
        super().__init__("Some rows cannot be assigned. Nothing was saved.")
        self.why = why


@dataclass(frozen=True, slots=True)
class Wanted:
    """One patient and one operation."""

    details: PatientDetails
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of each row, by its place: the operation, what was refused, and what other plans say against it.

    After a rehearsal the operations are gone again; `made` still tells which of them it was that another one is beside.
    """

    made: Mapping[int, Surgery]
    refused: Mapping[int, str]
    conflicts: Mapping[int, list[Conflict]]


@transaction.atomic
def assign_many(wanted: Sequence[Wanted], *, unit: Unit, by: User, now: datetime) -> list[Surgery]:
    """Register and assign each of `wanted`, in order. The same again finds what is there.

    What contradicts another plan of the same patient goes on the nurse's list.

    :raises SomeRefused: nothing is saved; all that is wrong is told at once.
    """
    tried = _try_each(wanted, unit=unit, by=by, now=now)
    if tried.refused:
        raise SomeRefused(tried.refused)
    for place, conflicts in tried.conflicts.items():
        raise_conflicts(tried.made[place], conflicts, now=now)
    return list(tried.made.values())


def rehearse_many(wanted: Sequence[Wanted], *, unit: Unit, by: User, now: datetime) -> Tried:
    """What the very act would bring about. Nothing is kept."""
    with transaction.atomic():
        tried = _try_each(wanted, unit=unit, by=by, now=now)
        transaction.set_rollback(True)
    return tried


def _try_each(wanted: Sequence[Wanted], *, unit: Unit, by: User, now: datetime) -> Tried:
    made: dict[int, Surgery] = {}
    refused: dict[int, str] = {}
    conflicts: dict[int, list[Conflict]] = {}
    for place, one in enumerate(wanted):
        try:
            with transaction.atomic():
                patient = write_down(one.details, unit=unit, by=by, now=now)
                made[place] = assign(one.assignment, patient=patient, unit=unit, by=by, now=now).surgery
        except (DetailsNotRight, Refused) as error:
            refused[place] = str(error)
            continue
        is_new = made[place].created_at == now  # of what was there already, a nurse knows
        if is_new and (found := conflicts_beside(made[place])):
            conflicts[place] = found
    return Tried(made, refused, conflicts)
