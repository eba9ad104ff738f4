"""The review page of a template, and what is done from it with one press: dismiss, restore, publish, draft anew."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from procedures.catalog.models import ChecklistTemplate, Dismissal, Frozen, ReviewEvent, TaskTemplate, Wording
from procedures.catalog.publishing import OpenHoles, new_draft_from, publish
from procedures.catalog.reviewing import ChangedMeanwhile, NoReason, dismiss, restore
from procedures.checklists.versions.touched import lists_on_older
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.author.review_page import review_page


@dataclass(frozen=True, slots=True)
class NotDismissed:
    """A task that was not dismissed, with the reason that was typed, and in `words` why not."""

    task_id: int
    reason: str
    words: str


def seen_by(request: StaffRequest, template_id: int) -> ChecklistTemplate:
    """The template with all that the pages show, if the person works in its unit; else 404."""
    rows = ChecklistTemplate.objects.for_staff(request.user).select_related(
        "document", "published_by", "procedure__unit__hospital"
    )
    tasks = TaskTemplate.objects.select_related("confirmed_by", "value_given_by", "changed_by", "reviewed_by")
    tasks = tasks.prefetch_related(Prefetch("wordings", Wording.objects.select_related("reviewed_by")))
    events = ReviewEvent.objects.select_related("by")
    gone = Dismissal.objects.select_related("dismissed_by")
    rows = rows.prefetch_related(
        "document__sections", Prefetch("tasks", tasks), Prefetch("dismissals", gone), Prefetch("events", events)
    )
    return get_object_or_404(rows, pk=template_id)


def edited_by(request: StaffRequest, template_id: int) -> ChecklistTemplate:
    """The same, for an author or a clinician of its unit; 403 for the others who may see it."""
    template = seen_by(request, template_id)
    if not request.user.holds(Role.AUTHOR, Role.CLINICIAN, unit=template.procedure.unit):
        raise PermissionDenied("Only a template author or a clinician of this unit can change this.")
    return template


def at_task(template_id: int, task_id: int | None = None) -> str:
    """The review page's address, at a task's card."""
    return reverse("template-review", args=[template_id]) + (f"#task-{task_id}" if task_id else "")


@require_safe
@staff_only()
def template_review(request: StaffRequest, template_id: int) -> HttpResponse:
    """The document beside its tasks."""
    return _page(request, template_id)


@require_POST
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def template_publish(request: StaffRequest, template_id: int) -> HttpResponse:
    """Publish a draft; with holes it stays a draft, and the page says which."""
    template = edited_by(request, template_id)
    try:
        published = publish(template, by=request.user, now=clock.now(), seen=request.POST.get("seen", ""))
    except (OpenHoles, ChangedMeanwhile) as error:
        messages.error(request, str(error))
        return _page(request, template_id, status=409)
    except Frozen:
        messages.info(request, "This version is published already.")
    else:
        messages.success(request, f"Published as version {published.version}. It can now be assigned to patients.")
        if lists_on_older(published, request.user, *CARE).exists():
            messages.warning(request, "These patients have an older version. Their lists change only if you say so.")
            return redirect("version-patients", template_id)
    return redirect("template-review", template_id)


@require_POST
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def template_draft(request: StaffRequest, template_id: int) -> HttpResponse:
    """Make a draft from a published version, or go to the one that is open already."""
    draft = new_draft_from(edited_by(request, template_id), now=clock.now())
    messages.success(request, "This is a draft. The published version stays as it is.")
    return redirect("template-review", draft.pk)


@require_POST
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def task_dismiss(request: StaffRequest, template_id: int, task_id: int) -> HttpResponse:
    """Dismiss a task with a reason."""
    task = get_object_or_404(edited_by(request, template_id).tasks, pk=task_id)
    reason = request.POST.get("reason", "").replace("\0", "")[:200]  # PostgreSQL takes no NUL
    try:
        gone = dismiss(task, reason=reason, by=request.user, now=clock.now(), seen=request.POST.get("seen", ""))
    except Frozen as error:
        messages.error(request, str(error))
        return redirect(at_task(template_id, task_id))
    except (NoReason, ChangedMeanwhile) as error:
        return _page(request, template_id, status=422, not_dismissed=NotDismissed(task_id, reason, str(error)))
    except TaskTemplate.DoesNotExist as error:  # pressed twice at once
        raise Http404 from error
    messages.success(request, f"Dismissed “{task.title}”. It stays in sight below and can be restored.")
    return redirect(at_task(template_id) + f"#gone-{gone.pk}")


@require_POST
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def task_restore(request: StaffRequest, template_id: int, dismissal_id: int) -> HttpResponse:
    """Bring a dismissed task back."""
    rows = edited_by(request, template_id).dismissals.filter(task__isnull=False)
    try:
        task = restore(get_object_or_404(rows, pk=dismissal_id), by=request.user, now=clock.now())
    except Frozen as error:
        messages.error(request, str(error))
        return redirect("template-review", template_id)
    except Dismissal.DoesNotExist as error:  # pressed twice at once
        raise Http404 from error
    messages.success(request, f"Restored “{task.title}”.")
    return redirect(at_task(template_id, task.pk))


def _page(
    request: StaffRequest, template_id: int, status: int = 200, not_dismissed: NotDismissed | None = None
) -> HttpResponse:
    template = seen_by(request, template_id)
    page = review_page(template, user=request.user)
    context = {"page": page, "template": template, "zone": template.procedure.unit.hospital.zone}
    context["not_dismissed"] = not_dismissed
    return render(request, "reviewing/review.html", context, status=status)


urlpatterns = [
    path("documents/<int:template_id>/", template_review, name="template-review"),
    path("documents/<int:template_id>/publish/", template_publish, name="template-publish"),
    path("documents/<int:template_id>/draft/", template_draft, name="template-draft"),
    path("documents/<int:template_id>/tasks/<int:task_id>/dismiss/", task_dismiss, name="task-dismiss"),
    path("documents/<int:template_id>/dismissed/<int:dismissal_id>/restore/", task_restore, name="task-restore"),
]
