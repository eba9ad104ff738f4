"""Adding a task and editing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path

from procedures.catalog.models import ChecklistTemplate, Intake, TaskTemplate
from procedures.catalog.reviewing import ChangedMeanwhile, accept, add_task, edit_task, faults_of, fingerprint
from procedures.catalog.reviewing.adding import NotInDocument
from procedures.catalog.reviewing.fasting import FASTING_TITLES
from procedures.catalog.reviewing.holes_of_fasting import is_open_fasting
from procedures.catalog.wording import shortened
from procedures.core.span import Span
from procedures.core.tasks import Category, Phase, Polarity
from procedures.web import clock
from procedures.web.access import StaffRequest
from procedures.web.author.reviewing import at_task
from procedures.web.author.task_forms import TaskForm
from procedures.web.author.task_page import answer, meanwhile_answer, place_of, posted, task_of, task_page


@task_page
def task_add(request: StaffRequest, template: ChecklistTemplate) -> HttpResponse:
    """A new task; with `?start=..&end=..` from that sentence of the document, with `?intake=..` a fasting one."""
    span = _span(request, template)
    sentence = span.of(template.document.text) if span and template.document else ""
    initial = {"title": shortened(sentence, 200).rstrip(".")} | _phase(template, span) | _fasting(request)
    form = TaskForm(posted(request), initial=initial, submit="Add the task")
    if request.method == "POST" and form.is_valid():
        try:
            task = add_task(template, words=form.words, span=span, by=request.user, now=clock.now())
        except NotInDocument as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Added “{task.title}”.")
            _accept(request, task)
            if is_open_fasting(task):
                return redirect("task-fasting", template.pk, task.pk)  # its time is what it was added for
            return redirect(at_task(template.pk, task.pk))
    return answer(request, "reviewing/add.html", template, form, span)


@task_page
def task_edit(request: StaffRequest, template: ChecklistTemplate, task_id: int) -> HttpResponse:
    """Change the words and the time of a task."""
    task = task_of(template, task_id)
    form = TaskForm(posted(request), initial=fields_of(task) | {"seen": fingerprint(task)}, timing=task.when)
    if request.method == "POST" and form.is_valid():
        try:
            saved = edit_task(task, words=form.words, by=request.user, now=clock.now(), seen=form.cleaned_data["seen"])
        except ChangedMeanwhile as error:
            return meanwhile_answer(request, "reviewing/edit.html", template, form, task_id, error)
        else:
            messages.success(request, f"Saved “{form.words.title}”.")
            _accept(request, saved)
            return redirect(at_task(template.pk, task.pk))
    return answer(request, "reviewing/edit.html", template, form, place_of(task), task=task)


def fields_of(task: TaskTemplate) -> dict[str, Any]:
    """What a task's form shows of it before anyone writes."""
    names = ("title", "instruction", "phase", "category", "intake", "condition", "actor", "polarity", "is_red_flag")
    return {name: getattr(task, name) for name in names}


def _accept(request: StaffRequest, task: TaskTemplate) -> None:
    """Whoever wrote the words answers for them; what is lost in them is told, and stays open."""
    if lost := faults_of(task):
        messages.warning(
            request,
            f"It cannot be accepted yet. {' '.join(lost)} Edit it once more, and say it in the title or below. "
            "If the document means another time, change the time instead.",
        )
    elif not task.must_be_confirmed:
        accept(task, by=request.user, now=clock.now())


def _fasting(request: StaffRequest) -> dict[str, str]:
    """The words of a fasting task for the intake that the address names; its time is left to a person."""
    intake = request.GET.get("intake", "")
    if intake not in FASTING_TITLES:
        return {}
    fasting = {"category": Category.FASTING.value, "polarity": Polarity.AVOID.value}
    return fasting | {"intake": intake, "title": FASTING_TITLES[Intake(intake)]}


def _phase(template: ChecklistTemplate, span: Span | None) -> dict[str, str]:
    """The phase that a sentence's section stands for."""
    if span is None or template.document is None:
        return {}
    around = template.document.sections.filter(start__lte=span.start, end__gte=span.end, kind__in=list(Phase)).last()
    return {"phase": around.kind} if around else {}


def _span(request: StaffRequest, template: ChecklistTemplate) -> Span | None:
    """The sentence that the address names; None where it names none that is in the document."""
    try:
        span = Span(int(request.GET["start"]), int(request.GET["end"]))
    except (KeyError, ValueError):
        return None
    length = len(template.document.text) if template.document else 0
    return span if span.start < span.end <= length else None


urlpatterns = [
    path("documents/<int:template_id>/tasks/add/", task_add, name="task-add"),
    path("documents/<int:template_id>/tasks/<int:task_id>/edit/", task_edit, name="task-edit"),
]
