"""What the pages of one task share: who may, what can no longer be done, and the sentence beside the form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from procedures.catalog.models import ChecklistTemplate, Frozen, TaskTemplate
from procedures.catalog.reviewing import ChangedMeanwhile, NotAClinician, NotAFastingTask, fingerprint
from procedures.catalog.reviewing.values import differs_from_document
from procedures.catalog.timing_words import timing_words
from procedures.core.span import Span
from procedures.hospitals.models import Role
from procedures.web.access import StaffRequest, staff_only
from procedures.web.author.reviewing import edited_by
from procedures.web.posted import see_anew

_AROUND = 240
GONE = "This task is no longer in the draft. A colleague dismissed it, or merged it with another, while you were at it."
TYPED = {
    "title": "Title",
    "instruction": "What the patient reads",
    "condition": "Only if",
    "conflict_note": "Why the list's time is right",
    "hours": "Hours before",
    "clock": "Hour on the clock",
}


def task_page(view: Callable[..., HttpResponse]) -> Any:
    """A page for authors and clinicians. What can no longer be done is told on the review page."""

    @wraps(view)
    def told(request: StaffRequest, /, template_id: int, **kwargs: Any) -> HttpResponse:
        template = edited_by(request, template_id)
        if template.is_published:
            return _too_late(request, template, str(Frozen()), status=409)
        try:
            return view(request, template, **kwargs)
        except (Frozen, NotAFastingTask) as error:
            return _too_late(request, template, str(error), status=409)
        except NotAClinician as error:
            raise PermissionDenied(str(error)) from error
        except (TaskTemplate.DoesNotExist, Http404) as error:
            if request.method == "POST" and "task_id" in kwargs:
                return _too_late(request, template, GONE, status=404)
            raise Http404 from error

    return require_http_methods(["GET", "HEAD", "POST"])(staff_only(Role.AUTHOR, Role.CLINICIAN)(told))


def _too_late(request: StaffRequest, template: ChecklistTemplate, why: str, *, status: int) -> HttpResponse:
    """Say why nothing can be written any more. What was typed is shown, so that it can be used elsewhere."""
    typed = [(_label(name), str(words)) for name, words in request.POST.items() if _label(name) and str(words).strip()]
    if not typed:
        messages.error(request, why)
        return redirect("template-review", template.pk)
    context = {"template": template, "why": why, "typed": typed, "problem": why}
    return render(request, "reviewing/too_late.html", context, status=status)


def _label(name: str) -> str:
    """What a field of words is called, such as "Title"; "" for any other."""
    return TYPED.get(name.rpartition("-")[2], "")


def posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def task_of(template: ChecklistTemplate, task_id: int) -> TaskTemplate:
    """The task, if it is one of this template; else 404."""
    task: TaskTemplate = get_object_or_404(template.tasks, pk=task_id)
    return task


def answer(
    request: StaffRequest,
    page: str,
    template: ChecklistTemplate,
    form: Any,
    span: Span | None,
    task: TaskTemplate | None = None,
    more: dict[str, Any] | None = None,
    meanwhile: ChangedMeanwhile | None = None,
) -> HttpResponse:
    """The page of one task. With `meanwhile` it shows what a colleague made of it, beside what was typed here."""
    context = {"template": template, "form": form, "around": _around(template, span), "task": task} | (more or {})
    context |= {"meanwhile": meanwhile, "problem": meanwhile}
    if task is not None:
        context |= {"when": timing_words(task.when), "stated": timing_words(task.stated)}
        context["is_conflict"] = differs_from_document(task)
        context["states_time"] = task.stated is not None and not task.stated.is_open
    return render(request, page, context, status=422 if request.method == "POST" else 200)


def meanwhile_answer(
    request: StaffRequest, page: str, template: ChecklistTemplate, form: Any, task_id: int, error: ChangedMeanwhile
) -> HttpResponse:
    """The same page once more: what was typed, beside what a colleague made of the task, which counts as seen now."""
    task = task_of(template, task_id)
    see_anew(form, fingerprint(task))
    return answer(request, page, template, form, place_of(task), task=task, meanwhile=error)


def place_of(task: TaskTemplate) -> Span | None:
    return None if task.start is None or task.end is None else Span(task.start, task.end)


def _around(template: ChecklistTemplate, span: Span | None) -> tuple[str, str, str] | None:
    """The sentence with a little of the document before and after it, cut between words."""
    if span is None or template.document is None:
        return None
    text = template.document.text
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    if span.start > _AROUND:
        before = "… " + before.partition(" ")[2].lstrip()
    if span.end + _AROUND < len(text):
        after = after.rpartition(" ")[0].rstrip("-•* \n") + " …"
    return before, span.of(text), after
