"""Which patient an address, or a row of evidence, is about: what the trail needs to know to name the patient.

A new page under one of these beginnings is in the trail by itself; one under a new beginning needs a line here.
"""

from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote

from procedures.audit.acts import Act

# By the beginning of the route: the row that its number names, and the ways from it to the patient and the unit.
SUBJECTS: dict[str, tuple[str, str, str]] = {
    "surgeries": ("Surgery", "patient_id", "unit_id"),
    "surgery-items": ("ChecklistItem", "checklist__surgery__patient_id", "checklist__surgery__unit_id"),
    "visits": ("Appointment", "surgery__patient_id", "surgery__unit_id"),
    "medicines": ("Medicine", "surgery__patient_id", "surgery__unit_id"),
    "work-items": ("WorkItem", "surgery__patient_id", "surgery__unit_id"),
    "caregivers": ("Caregiver", "patient_id", "patient__units"),
    "documents": ("Checklist", "surgery__patient_id", "surgery__unit_id"),
    "amendments": ("Amendment", "checklist__surgery__patient_id", "checklist__surgery__unit_id"),
    "sign-in-codes": ("SignInCode", "link__patient_id", "link__patient__units"),
}

# The administrator's pages of evidence: by model, the ways to the patient and the unit.
EVIDENCE: dict[str, tuple[str, str]] = {
    "surgery": ("patient_id", "unit_id"),
    "surgeryevent": ("surgery__patient_id", "surgery__unit_id"),
    "itemevent": ("item__checklist__surgery__patient_id", "item__checklist__surgery__unit_id"),
    "appointment": ("surgery__patient_id", "surgery__unit_id"),
    "medicine": ("surgery__patient_id", "surgery__unit_id"),
    "medicineevent": ("medicine__surgery__patient_id", "medicine__surgery__unit_id"),
    "consent": ("patient_id", "patient__units"),
    "reminder": ("surgery__patient_id", "surgery__unit_id"),
    "delivery": ("patient_id", "unit_id"),
    "incomingmessage": ("patients", "patients__units"),
    "caregiverconsent": ("caregiver__patient_id", "caregiver__patient__units"),
    "receipt": ("delivery__patient_id", "delivery__unit_id"),
    "workitem": ("surgery__patient_id", "surgery__unit_id"),
    "workitemevent": ("work_item__surgery__patient_id", "work_item__surgery__unit_id"),
}


# Evidence that names no patient, and is no less to be looked at: the trail itself, and telephones that said STOP.
ABOUT_NOBODY = {"auditentry": Act.TRAIL_READ, "suppression": Act.LIST_READ}


def subject_of(route: str, kwargs: dict[str, Any]) -> tuple[int, int | None] | None:
    """The patient and the unit that an address is about, by number; None for one about no patient. One query."""
    found = SUBJECTS.get(route.partition("/")[0])
    if found is None or "pk" not in kwargs:
        return None
    model, patient, unit = found
    rows = apps.get_model("procedures", model)._default_manager.filter(pk=kwargs["pk"])
    row = rows.values_list(patient, unit).first()
    return (row[0], row[1]) if row else None


def key_of(model: str, row: str) -> str:
    """The key of a row of evidence by which the administrator's pages were asked for it; "" for none."""
    return str(apps.get_model("procedures", model)._meta.pk.to_python(unquote(row))) if row else ""


def patient_of(model: str, way: tuple[str, str], row: str) -> tuple[int, int | None] | None:
    """The patient and the unit of a row of evidence, by number. One query."""
    found = apps.get_model("procedures", model)._default_manager.filter(pk=row).values_list(*way).first()
    return (found[0], found[1]) if found and found[0] else None
