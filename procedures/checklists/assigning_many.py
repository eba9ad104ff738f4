"""Assigning many at once: a day's list, all of it in one transaction or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.beside import look_beside
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


@transaction.atomic
def assign_many(wanted: Sequence[Wanted], *, unit: Unit, by: User, now: datetime) -> list[Surgery]:
    """Register and assign each of `wanted`, in order. The same again finds what is there.

    :raises SomeRefused: nothing is saved; all that is wrong is told at once.
    """
    done: list[Surgery] = []
    why: dict[int, str] = {}
    for place, one in enumerate(wanted):
        try:
            with transaction.atomic():
                patient = write_down(one.details, unit=unit, by=by, now=now)
                done.append(assign(one.assignment, patient=patient, unit=unit, by=by, now=now).surgery)
                if done[-1].created_at == now:  # of what was there already, a nurse knows
                    look_beside(done[-1], now=now)
        except (DetailsNotRight, Refused) as error:
            why[place] = str(error)
    if why:
        raise SomeRefused(why)
    return done


def refused_among(wanted: Sequence[Wanted], *, unit: Unit, by: User, now: datetime) -> Mapping[int, str]:
    """What the very act would refuse, by place. Nothing is kept."""
    with transaction.atomic():
        try:
            assign_many(wanted, unit=unit, by=by, now=now)
        except SomeRefused as refused:
            return refused.why
        finally:
            transaction.set_rollback(True)
    return {}
