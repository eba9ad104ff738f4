"""Every address of the web pages."""

from django.urls import URLPattern

from procedures.web import front, health, metrics, staff_sign_in, webhooks
from procedures.web.administrator import records as administrator_records
from procedures.web.auditor import openings
from procedures.web.auditor import patient as audit_patient
from procedures.web.auditor import trail as audit_trail
from procedures.web.author import (
    documents,
    editions,
    reviewing,
    task_editing,
    task_settling,
    task_shaping,
    task_wording,
)
from procedures.web.demo import outbox
from procedures.web.nurse import (
    amending,
    as_patient,
    assigning,
    board,
    cancelling,
    caregivers,
    completing,
    contact,
    deaths,
    emergencies,
    figures,
    medicines,
    messages_ahead,
    notes,
    patient_owner,
    rescheduling,
    saved_views,
    several_visits,
    sign_in_help,
    stays,
    steps,
    surgeries,
    versions,
    visits,
    work_list,
    work_page,
)
from procedures.web.nurse.theatre_list import pages as theatre_list
from procedures.web.patient import acts as patient_acts
from procedures.web.patient import asking_back as patient_asking_back
from procedures.web.patient import calendar as patient_calendar
from procedures.web.patient import check_in as patient_check_in
from procedures.web.patient import checklist as patient_list
from procedures.web.patient import code as patient_code
from procedures.web.patient import comfort as patient_comfort
from procedures.web.patient import coming as patient_coming
from procedures.web.patient import devices as patient_devices
from procedures.web.patient import door as patient_door
from procedures.web.patient import installing as patient_installing
from procedures.web.patient import kept as patient_kept
from procedures.web.patient import missing as patient_missing
from procedures.web.patient import new_link as patient_new_link
from procedures.web.patient import printing as patient_printing
from procedures.web.patient import record as patient_record
from procedures.web.patient import visits as patient_visits
from procedures.web.signing import mine, second_factor, sso

urlpatterns: list[URLPattern] = [
    *administrator_records.urlpatterns,
    *amending.urlpatterns,
    *as_patient.urlpatterns,
    *assigning.urlpatterns,
    *audit_patient.urlpatterns,
    *audit_trail.urlpatterns,
    *board.urlpatterns,
    *cancelling.urlpatterns,
    *caregivers.urlpatterns,
    *completing.urlpatterns,
    *deaths.urlpatterns,
    *emergencies.urlpatterns,
    *documents.urlpatterns,
    *editions.urlpatterns,
    *figures.urlpatterns,
    *front.urlpatterns,
    *health.urlpatterns,
    *metrics.urlpatterns,
    *medicines.urlpatterns,
    *mine.urlpatterns,
    *messages_ahead.urlpatterns,
    *openings.urlpatterns,
    *notes.urlpatterns,
    *outbox.urlpatterns,
    *patient_owner.urlpatterns,
    *patient_acts.urlpatterns,
    *patient_missing.urlpatterns,
    *patient_asking_back.urlpatterns,
    *patient_calendar.urlpatterns,
    *patient_check_in.urlpatterns,
    *patient_comfort.urlpatterns,
    *patient_coming.urlpatterns,
    *patient_installing.urlpatterns,
    *patient_kept.urlpatterns,
    *patient_code.urlpatterns,
    *patient_devices.urlpatterns,
    *patient_door.urlpatterns,
    *patient_new_link.urlpatterns,
    *patient_list.urlpatterns,
    *patient_printing.urlpatterns,
    *patient_record.urlpatterns,
    *patient_visits.urlpatterns,
    *rescheduling.urlpatterns,
    *reviewing.urlpatterns,
    *second_factor.urlpatterns,
    *sso.urlpatterns,
    *saved_views.urlpatterns,
    *staff_sign_in.urlpatterns,
    *stays.urlpatterns,
    *contact.urlpatterns,
    *steps.urlpatterns,
    *several_visits.urlpatterns,
    *sign_in_help.urlpatterns,
    *surgeries.urlpatterns,
    *theatre_list.urlpatterns,
    *versions.urlpatterns,
    *visits.urlpatterns,
    *task_editing.urlpatterns,
    *task_settling.urlpatterns,
    *task_shaping.urlpatterns,
    *task_wording.urlpatterns,
    *webhooks.urlpatterns,
    *work_list.urlpatterns,
    *work_page.urlpatterns,
]
