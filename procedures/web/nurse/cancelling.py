"""Cancelling a surgery, with a reason."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.form_fields import PageForm
from procedures.web.nurse.surgeries import surgeries_for


class CancelForm(PageForm):
    """Why. The patient does not see it."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        max_length=300,
        widget=forms.TextInput,
        help_text="For the record. The patient does not see it.",
        error_messages={"required": "Write why it is cancelled, in a few words. Nothing was changed."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def cancel_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then stop everything."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    if surgery.status == Surgery.Status.CANCELLED:
        return _is_cancelled_already(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = cancel(surgery, by=request.user, reason=form.cleaned_data["reason"], now=clock.now())
        except Refused as error:
            messages.error(request, str(error))
            return redirect("surgery", pk)
        if not done.is_new:  # the same press, sent twice
            return _is_cancelled_already(request, pk)
        messages.success(request, f"The operation is cancelled. {_stopped_words(done.stopped)}")
        if done.notice is None:
            messages.warning(request, "Its hour is over, so no message goes out. Tell the patient yourself.")
        if done.already_going_out:
            messages.warning(request, "A message was going out at that moment. The word that it is cancelled follows.")
        return redirect("surgery", pk)
    stoppable = Reminder.objects.for_staff(request.user).filter(surgery=surgery).stoppable()
    context = {"surgery": surgery, "form": form, "stops": stoppable.count(), "zone": surgery.zone}
    return render(request, "surgeries/cancel.html", context)


def _is_cancelled_already(request: StaffRequest, pk: int) -> HttpResponse:
    messages.info(request, "This operation is cancelled already.")
    return redirect("surgery", pk)


def _stopped_words(count: int) -> str:
    if count == 0:
        return "No reminder was waiting."
    return f"{count} reminder{'' if count == 1 else 's'} {'was' if count == 1 else 'were'} stopped."


urlpatterns = [path("surgeries/<int:pk>/cancel/", cancel_page, name="surgery-cancel")]
