"""What needs a nurse: all open work items, and closing one with a note."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.escalating import close
from procedures.checklists.models import WorkItem
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
    """All open work items: the urgent ones first, then the oldest."""
    mine = WorkItem.objects.for_staff(request.user, *CARE)
    items = mine.open().select_related("surgery__patient", "surgery__procedure", "surgery__unit__hospital")
    context = {"items": items.order_by("-is_urgent", "raised_at", "pk"), "now": clock.now()}
    return render(request, "board/work_list.html", context)


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
        return redirect("surgery" if request.GET.get("from") == "surgery" else "board", *_args(request, concern))
    return render(request, "board/close.html", {"concern": concern, "form": form, "zone": concern.surgery.zone})


def _args(request: StaffRequest, concern: WorkItem) -> list[int]:
    return [concern.surgery_id] if request.GET.get("from") == "surgery" else []


urlpatterns = [
    path("work/", work_list, name="work-list"),
    path("work-items/<int:pk>/close/", close_page, name="work-item-close"),
]
