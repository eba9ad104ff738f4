"""What is held on one patient: handed out on request, or erased. Both ask first who is there."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from procedures.audit.acts import Act
from procedures.audit.recording import Noted, record, record_all
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, Unit
from procedures.messaging.records.erasing import WHAT_STAYS, erase, is_open
from procedures.messaging.records.exporting import as_json, gather
from procedures.messaging.records.paper import as_pdf
from procedures.patients.finding import named, numbered
from procedures.patients.models import Patient
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.form_fields import PageForm
from procedures.web.searches import keep_search, kept_search
from procedures.web.signing.fresh import fresh_sign_in_required

SHOWN = 50
FORMS = {"json": (as_json, "application/json"), "pdf": (as_pdf, "application/pdf")}


class EraseForm(PageForm):
    """A word that nobody types by mistake."""

    sure = forms.RegexField(
        r"^(?i:erase)$",
        label="Write ERASE to go on",
        error_messages={"required": "Write ERASE to go on.", "invalid": "Write ERASE to go on. Nothing was erased."},
    )


@require_safe
@staff_only(Role.ADMINISTRATOR)
def find(request: StaffRequest) -> HttpResponse:
    """A patient of one's own units, by record number or the whole name. Nothing is listed unasked."""
    words = kept_search(request, "records")
    found: list[Patient] = []
    if words:
        mine = Patient.objects.for_staff(request.user, Role.ADMINISTRATOR)
        by_words = mine.filter(numbered(words) | named(words)).order_by("family_name", "given_name", "pk")
        # The trail names patients by our own number, and auditors come with that.
        by_key = mine.filter(pk=int(words)) if words.isascii() and words.isdigit() and len(words) < 19 else mine.none()
        found = list(by_words[:SHOWN]) or list(by_key)
        record(Act.LIST_READ, by=request.user, now=clock.now(), page="records", found=len(found))
    return render(request, "records/find.html", {"found": found, "search": words})


@require_POST
@staff_only(Role.ADMINISTRATOR)
def search(request: StaffRequest) -> HttpResponse:
    """Look for a patient."""
    words = keep_search(request, "records")
    return redirect(f"{reverse('records')}{'?searched=1' if words else ''}")


@require_safe
@staff_only(Role.ADMINISTRATOR)
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """What can be done, and what would stay."""
    return _page(request, _mine(request, pk), EraseForm())


@require_POST
@staff_only(Role.ADMINISTRATOR)
@fresh_sign_in_required
def export(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """All that is held, as a file."""
    patient = _mine(request, pk)
    now = clock.now()
    write, kind = FORMS[form]
    content = write(gather(patient, now=now))
    # Each unit that knows the patient reads in its own trail that a copy went out.
    units: list[int | None] = [*patient.units.order_by("pk").values_list("pk", flat=True)]
    record_all([Noted(Act.EXPORTED, pk, unit, now, facts={"form": form}) for unit in units or [None]], by=request.user)
    return file_of(content, kind, f"record-{pk}.{form}")


@require_POST
@staff_only(Role.ADMINISTRATOR)
@fresh_sign_in_required
def erase_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Erase it, or say why not."""
    patient = _mine(request, pk)
    form = EraseForm(request.POST)
    if not form.is_valid():
        return _page(request, patient, form)
    try:
        erased = erase(patient, by=request.user, because="request", now=clock.now())
    except Refused as error:
        messages.error(request, str(error))
        return redirect("record", pk)
    messages.success(request, f"Erased: {erased.rows} rows. The audit trail keeps number {pk} and who saw it.")
    return redirect("records")


def file_of(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved, and never shown inside a page."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def _mine(request: StaffRequest, pk: int) -> Patient:
    mine = Patient.objects.for_staff(request.user, Role.ADMINISTRATOR)
    return get_object_or_404(mine.select_related("hospital"), pk=pk)


def _page(request: StaffRequest, patient: Patient, form: EraseForm) -> HttpResponse:
    unit = patient.units.order_by("pk").first()
    record(
        Act.PAGE_READ,
        by=request.user,
        patient_id=patient.pk,
        unit_id=unit.pk if unit else None,
        now=clock.now(),
        page="record",
    )
    context = {
        "patient": patient,
        "form": form,
        "stays": WHAT_STAYS,
        "elsewhere": patient.units.difference(Unit.objects.for_staff(request.user, Role.ADMINISTRATOR)),
        "is_open": is_open(patient),
        "may_audit": Unit.objects.for_staff(request.user, Role.AUDITOR).filter(patients=patient).exists(),
    }
    return render(request, "records/record.html", context)


urlpatterns = [
    path("records/", find, name="records"),
    path("records/search/", search, name="records-search"),
    path("records/<int:pk>/", show, name="record"),
    path("records/<int:pk>/json/", export, {"form": "json"}, name="record-json"),
    path("records/<int:pk>/pdf/", export, {"form": "pdf"}, name="record-pdf"),
    path("records/<int:pk>/erase/", erase_page, name="record-erase"),
]
