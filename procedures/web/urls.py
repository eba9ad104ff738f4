"""Every address of the web pages."""

from django.urls import URLPattern

from procedures.web import (
    board,
    front,
    health,
    outbox,
    patient_acts,
    patient_link,
    patient_list,
    staff_sign_in,
    webhooks,
)

urlpatterns: list[URLPattern] = [
    *board.urlpatterns,
    *front.urlpatterns,
    *health.urlpatterns,
    *outbox.urlpatterns,
    *patient_acts.urlpatterns,
    *patient_link.urlpatterns,
    *patient_list.urlpatterns,
    *staff_sign_in.urlpatterns,
    *webhooks.urlpatterns,
]
