"""What needs a nurse: all open work items, and closing one with a note."""

from datetime import date, datetime, time
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from procedures.checklists.escalating import close
from procedures.checklists.models import Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.form_fields import PageForm


class CloseForm(PageForm):
    """What was done about it."""

    note = forms.CharField(
        label="What did you do?",
        max_length=300,
        help_text="In a few words. It stays with the patient’s record.",
        error_messages={"required": "Write what was done, in a few words. It stays open until then."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


@staff_only(*CARE)
def work_list(request: StaffRequest) -> HttpResponse:
    """All open work items: the urgent ones first, among them those of the soonest operation."""
    now = clock.now()
    mine = WorkItem.objects.for_staff(request.user, *CARE)
    found = mine.open().select_related(
        "appointment", "surgery__patient", "surgery__procedure", "surgery__unit__hospital"
    )
    items = sorted(found.order_by("raised_at", "pk"), key=lambda item: (not item.is_urgent, *_soonness(item, now)))
    return render(request, "board/work_list.html", {"items": items, "now": now})


def _soonness(item: WorkItem, now: datetime) -> tuple[bool, date, time]:
    """Sorts by the operation: planned ones still to come, then what is over or cancelled."""
    surgery = item.surgery
    is_over = surgery.status != Surgery.Status.PLANNED or surgery.surgery_date < now.astimezone(surgery.zone).date()
    return is_over, surgery.surgery_date, surgery.start_time or time.min


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def close_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask what was done, and close it."""
    mine = WorkItem.objects.for_staff(request.user, Role.NURSE)
    found = mine.select_related("surgery__patient", "surgery__procedure", "surgery__unit__hospital", "closed_by")
    concern = get_object_or_404(found, pk=pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close(concern, by=request.user, note=form.cleaned_data["note"], now=clock.now())
            messages.success(request, "Closed. Your note is in the patient’s history.")
        except Refused as error:
            messages.info(request, str(error))
        return redirect(_origin(request, concern))
    context = {"concern": concern, "form": form, "zone": concern.surgery.zone, "back": _origin(request, concern)}
    return render(request, "board/close.html", context)


def _origin(request: StaffRequest, concern: WorkItem) -> str:
    """The page that the person came from, to go on there."""
    match request.GET.get("from"):
        case "surgery":
            return reverse("surgery", args=[concern.surgery_id])
        case "work":
            return reverse("work-list")
        case _:
            return reverse("board")


urlpatterns = [
    path("work/", work_list, name="work-list"),
    path("work-items/<int:pk>/close/", close_page, name="work-item-close"),
]
