"""One patient's list on the staff's pages: add, change or take off a step with a reason; confirm it as a clinician."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.amending import add_step, change_step, confirm_amendment, remove_step, take_back
from procedures.checklists.models import Amendment, Checklist, ChecklistItem, Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, User
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.amending_form import RemoveForm, StepForm
from procedures.web.nurse.amending_page import card_of
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.nurse.surgery_page import when_words
from procedures.web.posted import posted_number

Act = Callable[[], Amendment]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def add_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a step on this patient's list."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    checklist = get_object_or_404(Checklist.objects.order_by("pk").filter(surgery=surgery)[:1])
    checklist.surgery = surgery
    form = StepForm(request.POST or None, language=surgery.patient.language)

    def act() -> Amendment:
        said = {"reason": form.cleaned_data["reason"], "seen_generation": _generation(request)}
        return add_step(checklist, form.words, by=request.user, now=clock.now(), **said)

    return _answer(request, surgery, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def change_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a step other words or another time, for this patient."""
    item = get_object_or_404(_items(request.user, Role.NURSE), pk=pk)
    surgery = item.checklist.surgery
    form = StepForm(request.POST or None, language=surgery.patient.language, item=item)

    def act() -> Amendment:
        said = {"reason": form.cleaned_data["reason"], "seen_generation": _generation(request)}
        return change_step(item, form.words, by=request.user, now=clock.now(), **said)

    return _answer(request, surgery, form, act, item)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def remove_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a step off this patient's list."""
    item = get_object_or_404(_items(request.user, Role.NURSE), pk=pk)
    surgery = item.checklist.surgery
    form = RemoveForm(request.POST or None)

    def act() -> Amendment:
        said = {"reason": form.cleaned_data["reason"], "seen_generation": _generation(request)}
        return remove_step(item, by=request.user, now=clock.now(), **said)

    return _answer(request, surgery, form, act, item)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.CLINICIAN)
def confirm_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a clinician what was and what is asked, then confirm it by name."""
    amendment = get_object_or_404(_amendments(request.user, Role.CLINICIAN), pk=pk)
    surgery = amendment.checklist.surgery
    if request.method == "POST":
        try:
            confirm_amendment(amendment, by=request.user, now=clock.now())
            messages.success(request, f"Confirmed by {request.user}. The patient’s list says so now.")
        except Refused as refused:
            messages.error(request, str(refused))
        return _back(surgery)
    if amendment.status != Amendment.Status.WAITING:
        messages.info(request, "This change is not waiting any more.")
        return _back(surgery)
    card = card_of(amendment, surgery)
    return render(request, "surgeries/amendment_confirm.html", {"surgery": surgery, "card": card})


@require_POST
@staff_only(Role.NURSE)
def take_back_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what waits for a clinician."""
    amendment = get_object_or_404(_amendments(request.user, Role.NURSE), pk=pk)
    try:
        take_back(amendment, by=request.user, now=clock.now())
        messages.success(request, "Taken back. The list says again what it said before.")
    except Refused as refused:
        messages.error(request, str(refused))
    return _back(amendment.checklist.surgery)


def _answer(
    request: StaffRequest, surgery: Surgery, form: Form, act: Act, item: ChecklistItem | None = None
) -> HttpResponse:
    """Carry out what was filled in; or show the form, with everything typed and what to do about it."""
    if request.method == "POST" and form.is_valid():
        try:
            _tell(request, act())
            return _back(surgery)
        except Refused as refused:
            form.add_error(None, str(refused))
            surgery.refresh_from_db(fields=["generation"])  # what is sent once more has seen what is shown now
    context = {
        "surgery": surgery,
        "form": form,
        "item": item,
        "when": when_words(item, surgery.zone) if item else "",
        "is_removing": isinstance(form, RemoveForm),
    }
    return render(request, "surgeries/amend.html", context)


def _tell(request: StaffRequest, done: Amendment) -> None:
    if done.status == Amendment.Status.WAITING:
        messages.warning(
            request,
            "Written down. It is about fasting or medicines, so a clinician must confirm it first: it is on the work "
            "list.",
        )
    else:
        messages.success(request, "The list is changed, and its reminders with it. The patient is told once.")


def _items(user: User, *roles: str) -> QuerySet[ChecklistItem]:
    mine = ChecklistItem.objects.for_staff(user, *roles)
    about = ("unit__hospital", "patient__hospital", "procedure")
    return mine.select_related("amendment", *(f"checklist__surgery__{each}" for each in about))


def _amendments(user: User, *roles: str) -> QuerySet[Amendment]:
    mine = Amendment.objects.for_staff(user, *roles)
    about = ("unit__hospital", "patient__hospital", "procedure")
    return mine.select_related("item", "by", *(f"checklist__surgery__{each}" for each in about))


def _generation(request: StaffRequest) -> int:
    """The state of the list that the page showed; 0, which none has, where the form does not say."""
    return posted_number(request, "generation", default=0)


def _back(surgery: Surgery) -> HttpResponse:
    return redirect(f"{reverse('surgery', args=[surgery.pk])}#steps-heading")


urlpatterns = [
    path("surgeries/<int:pk>/steps/add/", add_page, name="step-add"),
    path("surgery-items/<int:pk>/change/", change_page, name="step-change"),
    path("surgery-items/<int:pk>/remove/", remove_page, name="step-remove"),
    path("amendments/<int:pk>/", confirm_page, name="amendment-confirm"),
    path("amendments/<int:pk>/take-back/", take_back_page, name="amendment-take-back"),
]
