"""The words that patients read: accepting the English ones, writing and reviewing those in another language."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from procedures.catalog.fixed_wording import fixed_wording
from procedures.catalog.models import ChecklistTemplate, Frozen, TaskTemplate
from procedures.catalog.reviewing import (
    ChangedMeanwhile,
    ConfirmedInstead,
    NotFaithful,
    NotReviewable,
    accept,
    accept_many,
    fingerprint,
    mark_of_wording,
    review_wording,
    write_wording,
)
from procedures.catalog.reviewing.faithful import ENGLISH, english_text
from procedures.core.readability import grade_of, spanish_grade_of
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.author.reviewing import at_task, edited_by
from procedures.web.author.task_page import answer, place_of, posted, task_of, task_page
from procedures.web.author.wording_forms import WordingForm, marks_in
from procedures.web.languages import STAFF_NAMES
from procedures.web.posted import see_anew


@require_POST
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def task_accept(request: StaffRequest, template_id: int, task_id: int) -> HttpResponse:
    """Accept the English words of one task."""
    task = get_object_or_404(edited_by(request, template_id).tasks, pk=task_id)
    try:
        accept(task, by=request.user, now=clock.now(), seen=request.POST.get("seen", ""))
    except (NotFaithful, ConfirmedInstead, ChangedMeanwhile, Frozen) as error:
        messages.error(request, f"Not accepted: “{task.title}”. {error}")
    except TaskTemplate.DoesNotExist as error:  # dismissed at the same moment
        raise Http404 from error
    else:
        messages.success(request, f"Accepted “{task.title}”.")
    return redirect(at_task(template_id, task_id))


@require_POST
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def tasks_accept(request: StaffRequest, template_id: int) -> HttpResponse:
    """Accept the English words of many tasks at once; `seen` holds "key:fingerprint" of each that was shown."""
    template = edited_by(request, template_id)
    seen = marks_in(request.POST.getlist("seen"))
    try:
        done = accept_many(template, seen=seen, by=request.user, now=clock.now())
    except Frozen as error:
        messages.error(request, str(error))
        return redirect("template-review", template_id)
    left = len(seen) - len(done)
    said = f"Accepted {len(done)} task{'' if len(done) == 1 else 's'}."
    messages.success(request, f"{said} {left} changed meanwhile: read them again." if left else said)
    return redirect("template-review", template_id)


@task_page
def task_words(request: StaffRequest, template: ChecklistTemplate, task_id: int, language: str) -> HttpResponse:
    """Write the words of a task in another language, and sign them as reviewed."""
    task = task_of(template, task_id)
    hospital = template.procedure.unit.hospital
    if language == ENGLISH or language not in STAFF_NAMES or language not in hospital.languages:
        raise Http404
    may_review = not task.must_be_confirmed or request.user.holds(Role.CLINICIAN, unit=template.procedure.unit)
    known = task.wordings.filter(language=language).first()
    title, instruction = (known.title, known.instruction) if known else fixed_wording(task, language)
    initial = {"title": title, "instruction": instruction}
    form = WordingForm(posted(request), initial=initial, task=task, language=language, may_review=may_review)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        title, instruction = form.cleaned_data["title"], form.cleaned_data["instruction"]
        now = clock.now()
        try:
            wording = write_wording(
                task,
                language=language,
                title=title,
                instruction=instruction,
                by=request.user,
                now=now,
                seen=form.cleaned_data["seen_words"],
            )
            if "review" in request.POST:
                review_wording(wording, by=request.user, now=now, seen=form.cleaned_data["seen"])
        except NotFaithful as error:
            # What was written is kept; only nobody has signed it.
            for fault in error.faults:
                form.add_error(None, fault)
        except NotReviewable as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile as error:
            meanwhile = error
        else:
            messages.success(request, f"{STAFF_NAMES[language]}: saved “{title}”.")
            return redirect(at_task(template.pk, task.pk))
        task = task_of(template, task_id)
        known = task.wordings.filter(language=language).first()
        see_anew(form, fingerprint(task))
        see_anew(form, mark_of_wording(known), name="seen_words")
    english = f"{task.title}\n{english_text(task)}"
    context = {
        "in_language": STAFF_NAMES[language],  # `language` is the page’s own, in the frame of every page
        "lang": language,
        "english_text": english_text(task),
        "english_grade": grade_of(english),
        "grade": spanish_grade_of(f"{title}\n{instruction}") if title else None,
        "wording": known,
        "is_fixed": known is None and bool(title or instruction),
        "may_review": may_review,
    }
    return answer(
        request, "reviewing/words.html", template, form, place_of(task), task=task, more=context, meanwhile=meanwhile
    )


urlpatterns = [
    path("documents/<int:template_id>/accept/", tasks_accept, name="tasks-accept"),
    path("documents/<int:template_id>/tasks/<int:task_id>/accept/", task_accept, name="task-accept"),
    path("documents/<int:template_id>/tasks/<int:task_id>/words/<str:language>/", task_words, name="task-words"),
]
