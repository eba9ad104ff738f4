"""Every address of the web pages."""

from django.urls import URLPattern

from procedures.web import (
    assigning,
    board,
    cancelling,
    documents,
    front,
    health,
    outbox,
    patient_acts,
    patient_link,
    patient_list,
    rescheduling,
    reviewing,
    staff_sign_in,
    surgeries,
    task_editing,
    task_settling,
    visits,
    webhooks,
    work_list,
)

urlpatterns: list[URLPattern] = [
    *assigning.urlpatterns,
    *board.urlpatterns,
    *cancelling.urlpatterns,
    *documents.urlpatterns,
    *front.urlpatterns,
    *health.urlpatterns,
    *outbox.urlpatterns,
    *patient_acts.urlpatterns,
    *patient_link.urlpatterns,
    *patient_list.urlpatterns,
    *rescheduling.urlpatterns,
    *reviewing.urlpatterns,
    *staff_sign_in.urlpatterns,
    *surgeries.urlpatterns,
    *visits.urlpatterns,
    *task_editing.urlpatterns,
    *task_settling.urlpatterns,
    *webhooks.urlpatterns,
    *work_list.urlpatterns,
]
