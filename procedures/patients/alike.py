"""Whether who is about to be written down may be a patient already: the same name and birth, number or telephone."""

from dataclasses import dataclass

from procedures.hospitals.models import Hospital
from procedures.patients.finding import numbered, reached_by
from procedures.patients.models import Patient
from procedures.patients.registering import PatientDetails, of_this_name_and_birth

MOST = 5  # a family, or a home for the old, may share one telephone


@dataclass(frozen=True, slots=True)
class Alike:
    """Patients of the hospital, each kind in the order in which they came."""

    same_name: list[Patient]
    same_number: list[Patient]
    same_phone: list[Patient]


def alike(details: PatientDetails, *, hospital: Hospital) -> Alike:
    """Whom `details` may mean. `same_phone` leaves out whoever has the same name and birth date as well."""
    there = Patient.objects.filter(hospital=hospital, death_recorded_at=None).order_by("pk")
    same_name = of_this_name_and_birth(details, hospital=hospital)
    known = {one.pk for one in same_name}
    by_number = there.filter(numbered(details.record_number)) if details.record_number.strip() else there.none()
    by_phone = there.filter(reached_by([details.phone])) if details.phone else there.none()
    return Alike(
        same_name,
        [one for one in by_number if one.pk not in known],
        list(by_phone.exclude(pk__in=known)[:MOST]),
    )
