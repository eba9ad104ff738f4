"""Settling what is open in a task: fill its hole, give its fasting times, confirm it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path

from procedures.catalog.models import ChecklistTemplate, Intake
from procedures.catalog.reviewing import (
    ChangedMeanwhile,
    ConflictNotSettled,
    NotAClinician,
    NotFaithful,
    StillOpen,
    confirm,
    fill_fasting,
    fill_hole,
    fingerprint,
)
from procedures.catalog.reviewing.holes_of_fasting import is_open_fasting
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.catalog.reviewing.values import differs_from_document
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest
from procedures.web.author.fasting_form import FastingForm
from procedures.web.author.reviewing import at_task
from procedures.web.author.task_forms import ConfirmForm, FillForm
from procedures.web.author.task_page import answer, meanwhile_answer, place_of, posted, task_of, task_page


@task_page
def task_fill(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Fill what the document leaves open in a task."""
    task = task_of(template, task_id)
    if is_open_fasting(task):
        return redirect("task-fasting", template.pk, task.pk)
    form = FillForm(posted(request), task=task)
    if request.method == "POST" and form.is_valid():
        timing, words = form.cleaned_data["timing"], form.cleaned_data["instruction"]
        try:
            fill_hole(
                task,
                timing=None if timing == task.when else timing,
                instruction=words,
                by=request.user,
                now=clock.now(),
                seen=form.cleaned_data["seen"],
            )
        except StillOpen as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile as error:
            return meanwhile_answer(request, "reviewing/fill.html", template, form, task_id, error)
        else:
            messages.success(request, f"Filled in “{task.title}”.")
            return redirect(at_task(template.pk, task.pk))
    return answer(request, "reviewing/fill.html", template, form, place_of(task), task=task)


@task_page
def task_fasting(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Give a fasting task its limits for food and for clear fluids."""
    task = task_of(template, task_id)
    form = FastingForm(posted(request), task)
    try:
        # Before anything else: with a colleague's time in it, the form may ask for other values.
        refuse_if_changed(task, form.seen, by=request.user)
        if request.method != "POST" or not form.is_valid():
            return answer(request, "reviewing/fasting.html", template, form, place_of(task), task=task)
        filled = fill_fasting(
            task,
            food=form.limit(Intake.FOOD),
            clear_fluids=form.limit(Intake.CLEAR_FLUIDS),
            by=request.user,
            now=clock.now(),
            seen=form.seen,
        )
    except ChangedMeanwhile as error:
        task = task_of(template, task_id)
        form = FastingForm(posted(request), task, seen=fingerprint(task))
        return answer(request, "reviewing/fasting.html", template, form, place_of(task), task=task, meanwhile=error)
    if any(differs_from_document(row) for row in filled):
        messages.warning(request, "The document says another time. Both are shown; a clinician has to choose.")
    else:
        messages.success(request, "Filled in. A clinician has to confirm each time by name.")
    return redirect(at_task(template.pk, task.pk))


@task_page
def task_confirm(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """One clinician confirms one task."""
    task = task_of(template, task_id)
    if not request.user.holds(Role.CLINICIAN, unit=template.procedure.unit):
        raise NotAClinician
    form = ConfirmForm(posted(request), task=task, name=str(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            confirm(
                task,
                by=request.user,
                now=clock.now(),
                instruction=form.cleaned_data["instruction"],
                conflict_note=form.cleaned_data.get("conflict_note", ""),
                seen=form.cleaned_data["seen"],
            )
        except NotFaithful as error:
            for fault in error.faults:
                form.add_error("instruction", fault)
        except (StillOpen, ConflictNotSettled) as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile as error:
            return meanwhile_answer(request, "reviewing/confirm.html", template, form, task_id, error)
        else:
            messages.success(request, f"Confirmed “{task.title}”.")
            return redirect(at_task(template.pk, task.pk))
    return answer(request, "reviewing/confirm.html", template, form, place_of(task), task=task)


urlpatterns = [
    path("documents/<int:template_id>/tasks/<int:task_id>/fill/", task_fill, name="task-fill"),
    path("documents/<int:template_id>/tasks/<int:task_id>/fasting/", task_fasting, name="task-fasting"),
    path("documents/<int:template_id>/tasks/<int:task_id>/confirm/", task_confirm, name="task-confirm"),
]
