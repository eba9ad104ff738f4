"""The list on paper: one page in large type, with boxes, and the same numbers as in "DONE 2" by text."""

import qrcode
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from procedures.core.wording_of_time import moment_words
from procedures.patients.links import link_for, url_of
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, language_of, patient_only
from procedures.web.patient.checklist import asked_surgery, context_of


@require_safe
@patient_only
def sheet(request: PatientRequest) -> HttpResponse:
    """The sheet of one operation. Its code leads to the patient's door, which shows nothing of the list by itself."""
    context = context_of(request, surgery_id=asked_surgery(request))
    if context["page"] is None:
        raise Http404
    now = clock.now()
    language = language_of(request, request.reader)
    printed = moment_words(now, request.patient.hospital.zone, language)
    link = url_of(link_for(request.patient, now=now))
    return render(request, "patient/sheet.html", context | {"code": code_of(link), "printed": printed})


def code_of(address: str) -> SafeString:
    """A code to scan, as a drawing that stands in the page itself."""
    code = qrcode.QRCode(border=2, error_correction=ERROR_CORRECT_M)
    code.add_data(address)
    drawn = code.make_image(image_factory=SvgPathImage).to_string(encoding="unicode")
    return mark_safe(str(drawn))  # noqa: S308 - squares and nothing else: the address is not in it as text


urlpatterns = [path("my/print/", sheet, name="my-sheet")]
