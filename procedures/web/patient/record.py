"""A patient's own copy of all that is held on them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.messaging.records.exporting import as_json, gather
from procedures.messaging.records.paper import as_pdf
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, patient_only

FORMS = {"json": (as_json, "application/json"), "pdf": (as_pdf, "application/pdf")}


@require_POST
@patient_only
def own_record(request: PatientRequest, form: str) -> HttpResponse:
    """A file to keep. A caregiver gets none: it is the whole record, and theirs is one list."""
    if getattr(request, "caregiver", None) is not None:
        raise PermissionDenied("Only the patient can take a copy of the record.")
    now = clock.now()
    write, kind = FORMS[form]
    content = write(gather(request.patient, now=now))
    unit = request.patient.units.order_by("pk").first()
    record(
        Act.EXPORTED,
        by=None,
        by_label="patient",
        patient_id=request.patient.pk,
        unit_id=unit.pk if unit else None,
        now=now,
        form=form,
    )
    headers = {"Content-Disposition": f'attachment; filename="my-record.{form}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


urlpatterns = [
    path("my/record/json/", own_record, {"form": "json"}, name="my-record-json"),
    path("my/record/pdf/", own_record, {"form": "pdf"}, name="my-record-pdf"),
]
