"""Every address of the web pages."""

from django.urls import URLPattern

from procedures.web import board, staff_sign_in

urlpatterns: list[URLPattern] = [
    *board.urlpatterns,
    *staff_sign_in.urlpatterns,
]
