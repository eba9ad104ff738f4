"""A patient's medicines on the staff's pages: enter, change, ask a clinician, confirm as a clinician, take off."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.medicines.confirming import confirm_medicine
from procedures.checklists.medicines.entering import ask_clinician, change_medicine, enter_medicine, remove_medicine
from procedures.checklists.medicines.rules import MedicineNotRight
from procedures.checklists.models import Medicine, Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, User
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.medicine_form import MedicineForm
from procedures.web.nurse.medicines_page import USUAL_BY_CLASS, general_steps_for, line_of
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.posted import posted_number

# Both may enter a medicine; only a clinician confirms it.
ENTER = (Role.NURSE, Role.CLINICIAN)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ENTER)
def add_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter one more medicine. The very same one, as by a second press, is there already."""
    surgery = get_object_or_404(surgeries_for(request.user, *ENTER), pk=pk)
    form = MedicineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enter_medicine(surgery, form.rule, by=request.user, now=clock.now())
            messages.success(request, "Entered. The patient reads nothing of it until a clinician confirms it.")
            return _back(surgery)
        except MedicineNotRight as refused:
            form.take_refusal(refused)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _show_form(request, surgery, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ENTER)
def edit_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a medicine; it must be confirmed anew."""
    medicine = get_object_or_404(_medicines(request.user, *ENTER), pk=pk)
    surgery = medicine.surgery
    form = MedicineForm(request.POST or None, medicine=medicine)
    if request.method == "POST" and form.is_valid():
        try:
            change_medicine(medicine, form.rule, version=_version(request), by=request.user, now=clock.now())
            messages.success(request, "Changed. A clinician must confirm it; until then the patient reads: ask us.")
            return _back(surgery)
        except MedicineNotRight as refused:
            form.take_refusal(refused)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _show_form(request, surgery, form, medicine)


@require_POST
@staff_only(*ENTER)
def ask_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask a clinician to confirm what waits."""
    surgery = get_object_or_404(surgeries_for(request.user, *ENTER), pk=pk)
    try:
        ask_clinician(surgery, now=clock.now())
        messages.success(request, "It is on the work list: a clinician is asked to confirm.")
    except Refused as refused:
        messages.info(request, str(refused))
    return _back(surgery)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.CLINICIAN)
def confirm_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a clinician all of it, with what is usual and what the list says so far; then confirm it by name."""
    medicine = get_object_or_404(_medicines(request.user, Role.CLINICIAN), pk=pk)
    surgery = medicine.surgery
    if request.method == "POST":
        try:
            confirm_medicine(medicine, version=_version(request), by=request.user, now=clock.now())
            messages.success(request, f"Confirmed by {request.user}. It is on the patient’s list now.")
            return _back(surgery)
        except Refused as refused:
            messages.error(request, str(refused))
            medicine.refresh_from_db()
    if medicine.status != Medicine.Status.DRAFTED:
        messages.info(request, f"This medicine is not waiting: {medicine.get_status_display().lower()}.")
        return _back(surgery)
    context = {
        "surgery": surgery,
        "medicine": medicine,
        "line": line_of(medicine),
        "usual": USUAL_BY_CLASS[medicine.medicine_class],
        "general_steps": general_steps_for(medicine),
    }
    return render(request, "surgeries/medicine_confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ENTER)
def remove_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a medicine off the plan, after asking."""
    medicine = get_object_or_404(_medicines(request.user, *ENTER), pk=pk)
    surgery = medicine.surgery
    if request.method == "POST":
        try:
            remove_medicine(medicine, version=_version(request), by=request.user, now=clock.now())
            messages.success(request, "The medicine is off the plan. What was written of it stays in the history.")
        except Refused as refused:
            messages.error(request, str(refused))
        return _back(surgery)
    context = {"surgery": surgery, "medicine": medicine, "line": line_of(medicine)}
    return render(request, "surgeries/medicine_remove.html", context)


def _medicines(user: User, *roles: str) -> QuerySet[Medicine]:
    mine = Medicine.objects.for_staff(user, *roles).standing()
    return mine.select_related("surgery__unit__hospital", "surgery__patient__hospital", "surgery__procedure")


def _version(request: StaffRequest) -> int:
    """The version that the person read; 0, which none has, where the form does not say."""
    return posted_number(request, "version", default=0)


def _show_form(
    request: StaffRequest, surgery: Surgery, form: MedicineForm, medicine: Medicine | None = None
) -> HttpResponse:
    context = {"surgery": surgery, "form": form, "medicine": medicine, "usual": USUAL_BY_CLASS.values()}
    context["line"] = line_of(medicine) if medicine else None
    return render(request, "surgeries/medicine.html", context)


def _back(surgery: Surgery) -> HttpResponse:
    return redirect(f"{reverse('surgery', args=[surgery.pk])}#medicines")


urlpatterns = [
    path("surgeries/<int:pk>/medicines/", add_page, name="medicine-add"),
    path("surgeries/<int:pk>/medicines/ask/", ask_page, name="medicine-ask"),
    path("medicines/<int:pk>/", edit_page, name="medicine-edit"),
    path("medicines/<int:pk>/confirm/", confirm_page, name="medicine-confirm"),
    path("medicines/<int:pk>/remove/", remove_page, name="medicine-remove"),
]
