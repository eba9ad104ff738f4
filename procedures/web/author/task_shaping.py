"""Splitting a task, merging it with others, taking a merged one apart; and renaming the procedure."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from procedures.catalog.models import ChecklistTemplate, Frozen
from procedures.catalog.renaming import BadName, rename
from procedures.catalog.reviewing import (
    CannotMerge,
    ChangedMeanwhile,
    NotASplit,
    NothingToTakeApart,
    fingerprint,
    merge,
    split,
    take_apart,
)
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.author.reviewing import at_task, edited_by
from procedures.web.author.task_editing import fields_of
from procedures.web.author.task_page import answer, place_of, posted, task_of, task_page
from procedures.web.author.wording_forms import MergeForm, RenameForm, SplitForm
from procedures.web.posted import see_anew


@task_page
def task_split(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Make one task into two of the same sentence."""
    task = task_of(template, task_id)
    form = SplitForm(posted(request), task, fields_of(task) | {"seen": fingerprint(task)})
    if request.method == "POST" and form.is_valid():
        try:
            split(task, parts=form.parts, by=request.user, now=clock.now(), seen=form.seen)
        except NotASplit as error:
            form.forms[1].add_error("title", str(error))
        except ChangedMeanwhile as error:
            task = task_of(template, task_id)
            see_anew(form.forms[0], fingerprint(task))
            return answer(request, "reviewing/split.html", template, form, place_of(task), task=task, meanwhile=error)
        else:
            messages.success(request, f"Split “{task.title}” into 2. Accept each part.")
            return redirect(at_task(template.pk, task.pk))
    return answer(request, "reviewing/split.html", template, form, place_of(task), task=task)


@task_page
def task_merge(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Merge a task with others. Only those that go into one with it can be chosen."""
    task = task_of(template, task_id)
    others = [other for other in template.tasks.all() if other.pk != task.pk]
    form = MergeForm(posted(request), task=task, others=others)
    if request.method == "POST" and form.is_valid():
        chosen = [task, *(other for other in others if other.pk in form.cleaned_data["others"])]
        try:
            title, now = form.cleaned_data["title"], clock.now()
            one = merge(chosen, title=title, by=request.user, now=now, seen=form.seen_marks)
        except CannotMerge as error:
            form.add_error("others", str(error))
        except ChangedMeanwhile as error:
            see_anew(form, form.marks)
            return answer(request, "reviewing/merge.html", template, form, place_of(task), task=task, meanwhile=error)
        else:
            messages.success(request, f"Merged {len(chosen)} tasks. Read the words of the one they became.")
            return redirect(at_task(template.pk, one.pk))
    return answer(request, "reviewing/merge.html", template, form, place_of(task), task=task)


@require_POST
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def task_apart(request: StaffRequest, template_id: int, task_id: int) -> HttpResponse:
    """Take a merged task apart again."""
    task = get_object_or_404(edited_by(request, template_id).tasks, pk=task_id)
    try:
        back = take_apart(task, by=request.user, now=clock.now(), seen=request.POST.get("seen", ""))
    except (NothingToTakeApart, ChangedMeanwhile, Frozen) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"These are {len(back)} tasks again, as they were before.")
    return redirect(at_task(template_id, task_id))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def procedure_rename(request: StaffRequest, template_id: int) -> HttpResponse:
    """Give the procedure of a template another name."""
    template = edited_by(request, template_id)
    form = RenameForm(posted(request), initial={"name": template.procedure.name})
    if request.method == "POST" and form.is_valid():
        try:
            procedure = rename(template.procedure, name=form.cleaned_data["name"], by=request.user, now=clock.now())
        except BadName as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"The procedure is now called “{procedure.name}”.")
            return redirect("template-review", template_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "reviewing/rename.html", {"template": template, "form": form}, status=status)


urlpatterns = [
    path("documents/<int:template_id>/name/", procedure_rename, name="procedure-rename"),
    path("documents/<int:template_id>/tasks/<int:task_id>/split/", task_split, name="task-split"),
    path("documents/<int:template_id>/tasks/<int:task_id>/merge/", task_merge, name="task-merge"),
    path("documents/<int:template_id>/tasks/<int:task_id>/apart/", task_apart, name="task-apart"),
]
