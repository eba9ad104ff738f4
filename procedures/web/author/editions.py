"""A procedure's versions, taking in a new edition of its document, and what changed between two versions."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from procedures.catalog.editions import Change, TaskChange, compare
from procedures.catalog.importing import AlreadyImported, NothingFound, UnreadableDocument, import_document
from procedures.catalog.models import ChecklistTemplate, Procedure, ReviewEvent
from procedures.catalog.timing_words import timing_words
from procedures.checklists.versions.touched import lists_on_older
from procedures.core.editions import Run, marked
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.author.document_forms import EditionForm

KINDS = {
    Change.RETIMED: "Another time",
    Change.CHANGED: "Changed",
    Change.ADDED: "New",
    Change.GONE: "Gone",
    Change.UNCHANGED: "Unchanged",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One task on the page, with its words in runs; `before` and `now` are its times where they differ."""

    change: TaskChange
    old: tuple[Run, ...]
    new: tuple[Run, ...]
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The tasks with which the same happened."""

    kind: Change
    name: str
    lines: list[ChangeLine]


@require_safe
@staff_only()
def procedure_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Every version of a procedure, newest first, and its drafts."""
    procedure = _procedure(request, pk)
    rows = procedure.templates.select_related("document", "published_by", "based_on").order_by("-version", "-pk")
    versions = [row for row in rows if row.is_published]
    newest = versions[0] if versions else None
    context = {
        "procedure": procedure,
        "zone": procedure.unit.hospital.zone,
        "drafts": [row for row in rows if not row.is_published],
        "versions": versions,
        "newest": newest,
        "on_older": lists_on_older(newest, request.user, *CARE).count() if newest else 0,
        "renames": procedure.renames.select_related("by").order_by("-at", "-pk"),
        "may_import": request.user.holds(Role.AUTHOR, Role.CLINICIAN, unit=procedure.unit),
    }
    return render(request, "documents/procedure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def edition_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Take in a new edition of the procedure's document. What is wrong with it is told beside the field."""
    procedure = _procedure(request, pk)
    if not request.user.holds(Role.AUTHOR, Role.CLINICIAN, unit=procedure.unit):
        raise PermissionDenied("Only a template author or a clinician of this unit can change this.")
    is_posted = request.method == "POST"
    form = EditionForm(request.POST if is_posted else None, request.FILES if is_posted else None)
    if is_posted and form.is_valid():
        data, file_name = form.document
        try:
            template = import_document(
                data, file_name=file_name, unit=procedure.unit, by=request.user, now=clock.now(), procedure=procedure
            )
        except AlreadyImported as known:
            messages.warning(request, str(known))
            return redirect("template-review", known.template.pk)
        except (UnreadableDocument, NothingFound) as error:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(error))
        else:
            messages.success(request, _said(template))
            return redirect("template-changes" if template.based_on_id else "template-review", template.pk)
    context = {"form": form, "procedure": procedure}
    return render(request, "documents/edition.html", context, status=422 if form.errors else 200)


def _said(template: ChecklistTemplate) -> str:
    carried = template.events.filter(act=ReviewEvent.Act.CARRIED).first()
    return f"Drafted {template.tasks.count()} tasks. " + (f"Carried over: {carried.note}" if carried else "")


@require_safe
@staff_only()
def template_changes(request: StaffRequest, template_id: int) -> HttpResponse:
    """What differs between a template and the one that it continues, old and new side by side."""
    rows = ChecklistTemplate.objects.for_staff(request.user)
    rows = rows.select_related("document", "procedure__unit__hospital", "based_on__document")
    template = get_object_or_404(rows, pk=template_id, based_on__isnull=False)
    assert template.based_on is not None  # noqa: S101  # for the type checker
    lines = [_line(change) for change in compare(template.based_on, template)]
    groups = [
        ChangeGroup(kind, name, [one for one in lines if one.change.kind is kind]) for kind, name in KINDS.items()
    ]
    context = {
        "template": template,
        "base": template.based_on,
        "groups": [group for group in groups if group.lines],
        "carried": template.events.filter(act=ReviewEvent.Act.CARRIED).select_related("by").first(),
        "zone": template.procedure.unit.hospital.zone,
    }
    return render(request, "documents/changes.html", context)


def _line(change: TaskChange) -> ChangeLine:
    old, new = marked(change.old_words, change.new_words)
    if change.old is None or change.new is None:  # all of it is new, or gone: nothing to mark
        old, new = ((Run(words, is_different=False),) for words in (change.old_words, change.new_words))
    before = timing_words(change.old.when) if change.old else ""
    now = timing_words(change.new.when) if change.new else ""
    return ChangeLine(change, old, new, before, now)


def _procedure(request: StaffRequest, pk: int) -> Procedure:
    return get_object_or_404(Procedure.objects.for_staff(request.user).select_related("unit__hospital"), pk=pk)


urlpatterns = [
    path("documents/procedures/<int:pk>/", procedure_page, name="procedure"),
    path("documents/procedures/<int:pk>/import/", edition_import, name="edition-import"),
    path("documents/<int:template_id>/changes/", template_changes, name="template-changes"),
]
