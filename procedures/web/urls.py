"""Every address of the web pages."""

from django.urls import URLPattern

from procedures.web import (
    assigning,
    board,
    cancelling,
    front,
    health,
    outbox,
    patient_acts,
    patient_link,
    patient_list,
    rescheduling,
    staff_sign_in,
    surgeries,
    webhooks,
    work_list,
)

urlpatterns: list[URLPattern] = [
    *assigning.urlpatterns,
    *board.urlpatterns,
    *cancelling.urlpatterns,
    *front.urlpatterns,
    *health.urlpatterns,
    *outbox.urlpatterns,
    *patient_acts.urlpatterns,
    *patient_link.urlpatterns,
    *patient_list.urlpatterns,
    *rescheduling.urlpatterns,
    *staff_sign_in.urlpatterns,
    *surgeries.urlpatterns,
    *webhooks.urlpatterns,
    *work_list.urlpatterns,
]
