"""One step of a patient's list: ticking it on their behalf, and everything that was done with it."""

from typing import Protocol

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.ticking import report_missed, tick, untick
from procedures.hospitals.models import Role, User
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.amending_page import card_of
from procedures.web.nurse.history import said_of
from procedures.web.nurse.surgery_page import when_words

LONGEST_NOTE = 250
# How a nurse came to know what the patient did.
HEARD = {
    "phone": "On the phone",
    "person": "Face to face",
    "other": "From someone who cares for the patient",
    "paper": "On the printed list",
}


class Doing(Protocol):
    def __call__(self, item: ChecklistItem, *, by: User, note: str) -> object: ...


@require_safe
@staff_only(*CARE)
def step_page(request: StaffRequest, pk: int) -> HttpResponse:
    """The step, what was done with it, and what can be done."""
    item = get_object_or_404(_items(request.user, *CARE), pk=pk)
    surgery = item.checklist.surgery
    events = item.events.select_related("item", "by", "caregiver").order_by("-at", "-pk")
    amendments = item.amendments.select_related("item", "by", "confirmed_by", "taken_back_by").order_by("-at", "-pk")
    context = {
        "surgery": surgery,
        "item": item,
        "zone": surgery.zone,
        "when": when_words(item, surgery.zone),
        "events": [(event, said_of(event)) for event in events],
        "amendments": [card_of(one, surgery) for one in amendments],
        "heard": HEARD.items(),
        "may_act": request.user.holds(Role.NURSE, unit=surgery.unit),
        "is_planned": surgery.status == Surgery.Status.PLANNED,
    }
    return render(request, "surgeries/step_page.html", context)


@require_POST
@staff_only(Role.NURSE)
def tick_item(request: StaffRequest, pk: int) -> HttpResponse:
    """Tick for the patient, who said so."""
    return _do(request, pk, lambda item, by, note: tick(item, by=by, note=note, now=clock.now()))


@require_POST
@staff_only(Role.NURSE)
def untick_item(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a tick back."""
    return _do(request, pk, lambda item, by, note: untick(item, by=by, note=note, now=clock.now()))


@require_POST
@staff_only(Role.NURSE)
def miss_item(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down, for the patient, that it was missed or done differently."""
    return _do(request, pk, lambda item, by, note: report_missed(item, by=by, note=note, now=clock.now()))


def _do(request: StaffRequest, pk: int, act: Doing) -> HttpResponse:
    item = get_object_or_404(_items(request.user, Role.NURSE), pk=pk)
    try:
        act(item, by=request.user, note=_noted(request))
    except Refused as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('surgery', args=[item.checklist.surgery_id])}#step-{item.number}")


def _noted(request: StaffRequest) -> str:
    """How it was heard and what was said, in one line: "On the phone: took it at 8"."""
    said = " ".join(request.POST.get("note", "").replace("\0", " ").split())[:LONGEST_NOTE]
    heard = HEARD.get(request.POST.get("heard", ""), "")
    return ": ".join(part for part in (heard, said) if part)


def _items(user: User, *roles: str) -> QuerySet[ChecklistItem]:
    mine = ChecklistItem.objects.for_staff(user, *roles)
    about = ("unit__hospital", "patient__hospital", "procedure")
    return mine.select_related(*(f"checklist__surgery__{each}" for each in about))


urlpatterns = [
    path("surgery-items/<int:pk>/", step_page, name="surgery-item"),
    path("surgery-items/<int:pk>/tick/", tick_item, name="surgery-item-tick"),
    path("surgery-items/<int:pk>/untick/", untick_item, name="surgery-item-untick"),
    path("surgery-items/<int:pk>/missed/", miss_item, name="surgery-item-missed"),
]
