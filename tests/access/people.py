"""Everyone who might ask, each signed in as they would be."""

from datetime import datetime

from django.test import Client

from procedures.hospitals.models import Role, Unit
from procedures.patients.models import Caregiver, Patient
from tests.cast import LONG_AGO, make_patient, make_procedure, make_staff, make_template, make_unit
from tests.signed_in import mark
from tests.web.patient_cast import open_list_of

OUT = ("who left", "whose time has ended", "half signed in")
# Nothing of the patient may reach these, on whatever page they may open.
# Named by the patient, but without the word that they read the list; and taken back by the patient.
SHUT_OUT = ("caregiver without the list", "caregiver taken back")
STRANGERS = frozenset({"nobody", "another patient", "another caregiver", "author", "elsewhere", *OUT, *SHUT_OUT})
PEOPLE = (
    "nobody",
    "patient",
    "another patient",
    "caregiver",
    "another caregiver",
    *SHUT_OUT,
    "nurse",
    "clinician",
    "author",
    "auditor",
    "administrator",
    "elsewhere",
    "who left",
)


def make_people(unit: Unit, patient: Patient, *, now: datetime) -> dict[str, Client]:
    """A browser of each of `PEOPLE`."""
    other = make_patient(unit, "Nina", "Berg", phone="+12125550199", email="nina@example.org")
    administrator = make_staff(unit, Role.ADMINISTRATOR, username="ada")
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    elsewhere = make_unit(unit.hospital, "Day surgery")
    make_template(make_procedure(elsewhere))
    ended = make_staff(unit, *Role, username="ed")
    ended.memberships.update(ends_at=LONG_AGO)
    gone = make_staff(unit, *Role, username="gus")
    people = {
        "nobody": Client(),
        "patient": _patients(patient, now),
        "another patient": _patients(other, now),
        "caregiver": _caregivers(patient, now),
        "another caregiver": _caregivers(other, now),
        "caregiver without the list": _caregivers(patient, now, may_see_list=False),
        "caregiver taken back": _caregivers(patient, now, withdrawn_at=now),
        "nurse": _staff(unit, Role.NURSE),
        "clinician": _staff(unit, Role.CLINICIAN),
        "author": _staff(unit, Role.AUTHOR),
        "auditor": _staff(unit, Role.AUDITOR),
        "administrator": Client(),
        # Of the same hospital, and whatever one can be: but not in this unit.
        "elsewhere": _staff(elsewhere, *Role, name="otto"),
        "who left": Client(),
        "whose time has ended": Client(),
        "half signed in": _staff(unit, *Role, name="hal"),  # the password was given, the second step was not
    }
    people["whose time has ended"].force_login(ended)
    mark(people["half signed in"], second=False)
    people["administrator"].force_login(administrator)
    people["who left"].force_login(gone)
    gone.is_active = False
    gone.save()
    return people


def _staff(unit: Unit, *roles: str, name: str = "") -> Client:
    client = Client()
    client.force_login(make_staff(unit, *roles, username=name or roles[0]))
    return client


def _patients(patient: Patient, now: datetime) -> Client:
    client = Client()
    open_list_of(client, patient, now=now)
    return client


def _caregivers(patient: Patient, now: datetime, **later: object) -> Client:
    """Opened the list on a device that nobody closed, whatever became `later` of the patient's word."""
    values = {"name": "Ivo", "wording_version": "test", "named_at": LONG_AGO, "may_see_list": True}
    caregiver = Caregiver.objects.create(patient=patient, **values)
    client = Client()
    open_list_of(client, patient, caregiver=caregiver, now=now)
    Caregiver.objects.filter(pk=caregiver.pk).update(**{"may_see_list": True} | later)
    return client
