"""Which patient an address is about, and what posting to it does: what the trail needs to know about the pages.

A new page under one of these beginnings is in the trail by itself; one under a new beginning needs a line here.
"""

from typing import Any

from django.apps import apps

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

# Pages that show several patients, none of them in full.
SEVERAL = frozenset({"board", "work-list", "version-patients"})

ACTS = {
    "assign": Act.ASSIGNED,
    "surgery-reschedule": Act.MOVED,
    "surgery-cancel": Act.CANCELLED,
    "surgery-complete": Act.COMPLETED,
    "surgery-reopen": Act.REOPENED,
    "surgery-death": Act.DEATH_RECORDED,
    "surgery-stay": Act.STAY_CHANGED,
    "surgery-link": Act.LINK_MADE,
    "surgery-link-send": Act.LINK_RENEWED,
    "surgery-link-revoke": Act.LINK_REVOKED,
    "surgery-messages": Act.MESSAGE_SENT,
    "surgery-item-tick": Act.TICKED,
    "surgery-item-untick": Act.UNTICKED,
    "surgery-item-missed": Act.ANSWERED,
    "surgery-note": Act.NOTE_WRITTEN,
    "caregiver-link-send": Act.LINK_RENEWED,
    "amendment-confirm": Act.LIST_CHANGED,
    "amendment-take-back": Act.LIST_CHANGED,
    "step-add": Act.LIST_CHANGED,
    "step-change": Act.LIST_CHANGED,
    "step-remove": Act.LIST_CHANGED,
    "give-patient": Act.OWNER_CHANGED,
    "take-patient": Act.OWNER_CHANGED,
    "medicine-add": Act.MEDICINE_ENTERED,
    "medicine-ask": Act.MEDICINE_ENTERED,
    "medicine-edit": Act.MEDICINE_ENTERED,
    "medicine-confirm": Act.MEDICINE_CONFIRMED,
    "medicine-remove": Act.MEDICINE_REMOVED,
    "visit-book": Act.VISIT_BOOKED,
    "visits-book": Act.VISIT_BOOKED,
    "visit-move": Act.VISIT_MOVED,
    "visit-keep": Act.VISIT_KEPT,
    "visit-cancel": Act.VISIT_CANCELLED,
    "caregiver-add": Act.CAREGIVER_ADDED,
    "caregiver-change": Act.CAREGIVER_CHANGED,
    "caregiver-withdraw": Act.CAREGIVER_WITHDRAWN,
    "work-item-take": Act.CONCERN_TAKEN,
    "work-item-hand-over": Act.CONCERN_PASSED_ON,
    "work-item-close": Act.CONCERN_CLOSED,
    "version-move-all": Act.VERSION_MOVED,
    "checklist-version": Act.VERSION_MOVED,
    # The patient's own pages
    "item-tick": Act.TICKED,
    "item-untick": Act.UNTICKED,
    "item-missed": Act.ANSWERED,
    "item-ask": Act.ANSWERED,
    "patient-ask": Act.ANSWERED,
    "my-arrival-confirm": Act.ANSWERED,
    "my-ride": Act.ANSWERED,
    "item-kept": Act.TICKED,
    "item-told-back": Act.ANSWERED,
    "my-check-in": Act.ANSWERED,
    "my-visit-confirm": Act.ANSWERED,
    "patient-devices-close": Act.DEVICE_FORGOTTEN,
    "my-visit-another-time": Act.ANSWERED,
}


def subject_of(route: str, kwargs: dict[str, Any]) -> tuple[int, int | None] | None:
    """The patient and the unit that an address is about, by number; None for one about no patient. One query."""
    found = SUBJECTS.get(route.partition("/")[0])
    if found is None or "pk" not in kwargs:
        return None
    model, patient, unit = found
    rows = apps.get_model("procedures", model)._default_manager.filter(pk=kwargs["pk"])
    row = rows.values_list(patient, unit).first()
    return (row[0], row[1]) if row else None


def patient_of(model: str, way: tuple[str, str], row: str) -> tuple[int, int | None] | None:
    """The patient and the unit of a row of evidence, by number. One query."""
    found = apps.get_model("procedures", model)._default_manager.filter(pk=row).values_list(*way).first()
    return (found[0], found[1]) if found and found[0] else None
