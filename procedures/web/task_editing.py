"""The pages of one task: add it, edit it, fill its hole, confirm it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.catalog.models import ChecklistTemplate, Frozen, Intake, TaskTemplate
from procedures.catalog.reviewing import (
    ChangedMeanwhile,
    NotAClinician,
    NotAFastingTask,
    StillOpen,
    add_task,
    confirm,
    edit_task,
    fill_fasting,
    fill_hole,
)
from procedures.catalog.reviewing.adding import NotInDocument
from procedures.catalog.reviewing.holes import is_open_fasting
from procedures.catalog.reviewing.values import differs_from_document
from procedures.catalog.timing_words import timing_words
from procedures.catalog.wording import shortened
from procedures.core.span import Span
from procedures.core.tasks import Phase
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.fasting_form import FastingForm
from procedures.web.reviewing import at_task, edited_by
from procedures.web.task_forms import ConfirmForm, FillForm, TaskForm

_AROUND = 240


def _page(view: Callable[..., HttpResponse]) -> Any:
    """A page for authors and clinicians. What can no longer be done is told on the review page."""

    @wraps(view)
    def told(request: StaffRequest, /, template_id: int, **kwargs: int) -> HttpResponse:
        template = edited_by(request, template_id)
        if template.is_published:
            messages.error(request, str(Frozen()))
            return redirect("template-review", template_id)
        try:
            return view(request, template, **kwargs)
        except (Frozen, NotAFastingTask) as error:
            messages.error(request, str(error))
            return redirect("template-review", template_id)
        except NotAClinician as error:
            raise PermissionDenied(str(error)) from error
        except TaskTemplate.DoesNotExist as error:
            raise Http404 from error

    return require_http_methods(["GET", "HEAD", "POST"])(staff_only(Role.AUTHOR, Role.CLINICIAN)(told))


@_page
def task_add(request: StaffRequest, template: ChecklistTemplate) -> HttpResponse:
    """A new task; with `?start=..&end=..` from that sentence of the document."""
    span = _span(request, template)
    sentence = span.of(template.document.text) if span and template.document else ""
    initial = {"title": shortened(sentence, 200).rstrip(".")} | _phase(template, span)
    form = TaskForm(_posted(request), initial=initial, submit="Add the task")
    if request.method == "POST" and form.is_valid():
        try:
            task = add_task(template, words=form.words, span=span, by=request.user, now=clock.now())
        except NotInDocument as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Added “{task.title}”.")
            return redirect(at_task(template.pk, task.pk))
    return _answer(request, "reviewing/add.html", template, form, _around(template, span))


@_page
def task_edit(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Change the words and the time of a task."""
    task = _task(template, task_id)
    names = ("title", "instruction", "phase", "category", "intake", "condition", "actor", "polarity", "is_red_flag")
    initial = {name: getattr(task, name) for name in names}
    form = TaskForm(_posted(request), initial=initial, timing=task.when)
    if request.method == "POST" and form.is_valid():
        edit_task(task, words=form.words, by=request.user, now=clock.now())
        messages.success(request, f"Saved “{form.words.title}”.")
        return redirect(at_task(template.pk, task.pk))
    return _answer(request, "reviewing/edit.html", template, form, _around(template, _place(task)), task=task)


@_page
def task_fill(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Fill what the document leaves open in a task."""
    task = _task(template, task_id)
    if is_open_fasting(task):
        return redirect("task-fasting", template.pk, task.pk)
    form = FillForm(_posted(request), initial={"instruction": task.instruction}, timing=task.when)
    if request.method == "POST" and form.is_valid():
        timing, words = form.cleaned_data["timing"], form.cleaned_data["instruction"]
        try:
            fill_hole(
                task,
                timing=None if timing == task.when else timing,
                instruction=words,
                by=request.user,
                now=clock.now(),
            )
        except StillOpen as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Filled in “{task.title}”.")
            return redirect(at_task(template.pk, task.pk))
    return _answer(request, "reviewing/fill.html", template, form, _around(template, _place(task)), task=task)


@_page
def task_fasting(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Give a fasting task its limits for food and for clear fluids."""
    task = _task(template, task_id)
    form = FastingForm(_posted(request), task)
    if request.method == "POST" and form.is_valid():
        filled = fill_fasting(
            task,
            food=form.limit(Intake.FOOD),
            clear_fluids=form.limit(Intake.CLEAR_FLUIDS),
            by=request.user,
            now=clock.now(),
        )
        if any(differs_from_document(row) for row in filled):
            messages.warning(request, "The document says another time. Both are shown; a clinician has to choose.")
        else:
            messages.success(request, "Filled in. A clinician has to confirm each time by name.")
        return redirect(at_task(template.pk, task.pk))
    return _answer(request, "reviewing/fasting.html", template, form, _around(template, _place(task)), task=task)


@_page
def task_confirm(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """One clinician confirms one task."""
    task = _task(template, task_id)
    if not request.user.holds(Role.CLINICIAN, unit=template.procedure.unit):
        raise NotAClinician
    form = ConfirmForm(_posted(request), task=task, name=str(request.user))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["instruction"]
        note = form.cleaned_data.get("conflict_note", "")
        try:
            confirm(
                task,
                by=request.user,
                now=clock.now(),
                instruction=words,
                conflict_note=note,
                seen=form.cleaned_data["seen"],
            )
        except (StillOpen, ChangedMeanwhile) as error:
            messages.error(request, str(error))
            return redirect("task-confirm", template.pk, task.pk)
        messages.success(request, f"Confirmed “{task.title}”.")
        return redirect(at_task(template.pk, task.pk))
    return _answer(request, "reviewing/confirm.html", template, form, _around(template, _place(task)), task=task)


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _phase(template: ChecklistTemplate, span: Span | None) -> dict[str, str]:
    """The phase that a sentence's section stands for."""
    if span is None or template.document is None:
        return {}
    around = template.document.sections.filter(start__lte=span.start, end__gte=span.end, kind__in=list(Phase)).last()
    return {"phase": around.kind} if around else {}


def _task(template: ChecklistTemplate, task_id: int) -> TaskTemplate:
    task: TaskTemplate = get_object_or_404(template.tasks, pk=task_id)
    return task


def _answer(
    request: StaffRequest,
    page: str,
    template: ChecklistTemplate,
    form: Any,
    around: tuple[str, str, str] | None,
    task: TaskTemplate | None = None,
) -> HttpResponse:
    context = {"template": template, "form": form, "around": around, "task": task}
    if task is not None:
        context |= {"when": timing_words(task.when), "stated": timing_words(task.stated)}
        context["is_conflict"] = differs_from_document(task)
        context["states_time"] = task.stated is not None and not task.stated.is_open
    return render(request, page, context, status=422 if request.method == "POST" else 200)


def _place(task: TaskTemplate) -> Span | None:
    return None if task.start is None or task.end is None else Span(task.start, task.end)


def _span(request: StaffRequest, template: ChecklistTemplate) -> Span | None:
    """The sentence that the address names; None where it names none that is in the document."""
    try:
        span = Span(int(request.GET["start"]), int(request.GET["end"]))
    except (KeyError, ValueError):
        return None
    length = len(template.document.text) if template.document else 0
    return span if span.start < span.end <= length else None


def _around(template: ChecklistTemplate, span: Span | None) -> tuple[str, str, str] | None:
    """The sentence with a little of the document before and after it."""
    if span is None or template.document is None:
        return None
    text = template.document.text
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return before, span.of(text), after


urlpatterns = [
    path("documents/<int:template_id>/tasks/add/", task_add, name="task-add"),
    path("documents/<int:template_id>/tasks/<int:task_id>/edit/", task_edit, name="task-edit"),
    path("documents/<int:template_id>/tasks/<int:task_id>/fill/", task_fill, name="task-fill"),
    path("documents/<int:template_id>/tasks/<int:task_id>/fasting/", task_fasting, name="task-fasting"),
    path("documents/<int:template_id>/tasks/<int:task_id>/confirm/", task_confirm, name="task-confirm"),
]
