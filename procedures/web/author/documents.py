"""The documents of a unit, and the page that takes in a new one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from procedures.catalog.importing import AlreadyImported, NothingFound, UnreadableDocument, import_document
from procedures.catalog.models import ChecklistTemplate, Procedure
from procedures.catalog.reviewing import holes
from procedures.hospitals.models import Role, Unit
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.author.document_forms import ImportForm


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft on the list, with how many things are left to settle."""

    template: ChecklistTemplate
    to_settle: int


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure on the list, with its drafts and its versions, newest first."""

    procedure: Procedure
    drafts: list[DraftLine] = field(default_factory=list)
    versions: list[ChecklistTemplate] = field(default_factory=list)


@require_safe
@staff_only()
def documents(request: StaffRequest) -> HttpResponse:
    """Every procedure of the units that the person works in."""
    templates = (
        ChecklistTemplate.objects.for_staff(request.user)
        .select_related("procedure__unit__hospital", "document", "published_by")
        .prefetch_related("tasks")
        .order_by("procedure__name", "procedure_id", "-version", "-pk")
    )
    may_import = Unit.objects.for_staff(request.user, Role.AUTHOR, Role.CLINICIAN).exists()
    context = {"lines": _lines(templates), "may_import": may_import}
    return render(request, "documents/documents.html", context)


def _lines(templates: Iterable[ChecklistTemplate]) -> list[ProcedureLine]:
    lines: dict[int, ProcedureLine] = {}
    for template in templates:
        line = lines.setdefault(template.procedure_id, ProcedureLine(template.procedure))
        if template.is_published:
            line.versions.append(template)
        else:
            line.drafts.append(DraftLine(template, len(holes(template))))
    return list(lines.values())


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.AUTHOR, Role.CLINICIAN)
def document_import(request: StaffRequest) -> HttpResponse:
    """Take in a document. Whatever is wrong with it is told beside the field, and nothing is saved."""
    is_posted = request.method == "POST"
    form = ImportForm(request.POST if is_posted else None, request.FILES if is_posted else None, user=request.user)
    if is_posted and form.is_valid():
        data, file_name = form.document
        cleaned = form.cleaned_data
        try:
            template = import_document(
                data,
                file_name=file_name,
                unit=cleaned["unit"],
                by=request.user,
                now=clock.now(),
                name=cleaned["name"],
            )
        except AlreadyImported as known:
            messages.warning(request, str(known))
            return redirect("template-review", known.template.pk)
        except (UnreadableDocument, NothingFound) as error:
            form.add_error("file" if cleaned.get("file") else "text", str(error))
        else:
            messages.success(request, f"Drafted {template.tasks.count()} tasks. Check each one beside its sentence.")
            return redirect("template-review", template.pk)
    return render(request, "documents/import.html", {"form": form}, status=422 if form.errors else 200)


urlpatterns = [
    path("documents/", documents, name="documents"),
    path("documents/import/", document_import, name="document-import"),
]
