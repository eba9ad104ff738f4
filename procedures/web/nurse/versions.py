"""Patients whose list is from an older version: who they are, what would change, and moving one of them, or all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from procedures.audit.acts import Act
from procedures.audit.recording import Noted, record_all
from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.models import Checklist, ChecklistItem, Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.versions import ChangedMeanwhile, Moved, move_to_version, touched
from procedures.hospitals.models import Role, Unit
from procedures.messaging.previewing import rehearse
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.author.editions import KINDS
from procedures.web.nurse.surgery_page import when_words
from procedures.web.nurse.version_results import Result, result_of, told_words

LONGEST_NUMBER = 10  # digits of a key or a generation


@dataclass(frozen=True, slots=True)
class ChangedStep:
    """One step of the preview: how it stands on the list now, and how it will."""

    kind: str
    old: ChecklistItem | None
    old_when: str
    new: ChecklistItem | None
    new_when: str
    is_to_judge: bool


@require_safe
@staff_only(*CARE)
def version_patients(request: StaffRequest, template_id: int) -> HttpResponse:
    """Who has a list from an older version, and what the newer one would change for each."""
    template = _version(request, template_id, *CARE)
    return _page(request, template)


@require_POST
@staff_only(Role.NURSE)
def version_move_all(request: StaffRequest, template_id: int) -> HttpResponse:
    """Move all those that were shown, row by row, and say what became of each: one that fails stops no other."""
    template = _version(request, template_id, Role.NURSE)
    shown = [_number(written) for written in request.POST.getlist("seen")]
    # All are looked up before any is moved: a page of "not found" must not stand for a half-done act.
    lists = [(get_object_or_404(_mine(request, template, Role.NURSE), pk=key), seen) for key, seen in shown]
    results = [result_of(checklist, template, by=request.user, now=clock.now(), seen=seen) for checklist, seen in lists]
    page = _page(request, template, results)
    record_all([_noted(one) for one in results if one.moved], by=request.user)  # last: it holds the trail
    return page


def _noted(done: Result) -> Noted:
    """Each patient whose list was moved, for the trail."""
    surgery = done.checklist.surgery
    facts: dict[str, str | int] = {"page": "version-move-all", "row": done.checklist.pk}
    return Noted(Act.VERSION_MOVED, surgery.patient_id, surgery.unit_id, clock.now(), facts=facts)


def _number(written: str) -> tuple[int, int]:
    """A list's key and its surgery's generation as they were shown: "12:3"."""
    key, _, generation = written.partition(":")
    is_number = all(one.isdecimal() and len(one) < LONGEST_NUMBER for one in (key, generation))
    return (int(key), int(generation)) if is_number else (0, 0)


def _page(request: StaffRequest, template: ChecklistTemplate, results: Sequence[Result] = ()) -> HttpResponse:
    unit = template.procedure.unit
    context = {
        "template": template,
        "zone": unit.hospital.zone,
        "found": list(touched(template, request.user, *CARE, now=clock.now())),
        "results": results,
        "moved": sum(one.moved is not None and one.moved.is_new for one in results),
        "refused": sum(bool(one.refused) for one in results),
        "to_judge": sum(len(one.moved.plan.to_judge) for one in results if one.moved and one.moved.plan),
        "may_act": request.user.holds(Role.NURSE, unit=unit),
    }
    return render(request, "surgeries/version_patients.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def checklist_version(request: StaffRequest, template_id: int, pk: int) -> HttpResponse:
    """What the version would change for one patient; after a POST, move the list to it."""
    template = _version(request, template_id, Role.NURSE)
    checklist = get_object_or_404(_mine(request, template, Role.NURSE), pk=pk)
    surgery = checklist.surgery
    try:
        if request.method == "POST":
            _, seen = _number(f"0:{request.POST.get('generation', '')}")
            done = move_to_version(checklist, template, by=request.user, now=clock.now(), seen_generation=seen)
            _tell(request, template, done, surgery)
            return redirect("surgery", surgery.pk)
        return _preview(request, template, checklist)
    except ChangedMeanwhile as error:
        messages.error(request, str(error))
        return redirect("checklist-version", template.pk, checklist.pk)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("surgery", surgery.pk)


def _preview(request: StaffRequest, template: ChecklistTemplate, checklist: Checklist) -> HttpResponse:
    """Rehearse the very act, and show what it brought about. Nothing is kept."""
    now = clock.now()
    rehearsed: list[Moved] = []
    generation = checklist.surgery.generation
    version = checklist.template.version

    def act() -> Surgery:
        there = Checklist.objects.get(pk=checklist.pk)
        rehearsed.append(move_to_version(there, template, by=request.user, now=now))
        return Surgery.objects.select_related("patient", "unit__hospital", "procedure").get(pk=checklist.surgery_id)

    outlook = rehearse(act, now=now)
    (done,) = rehearsed
    surgery = checklist.surgery
    context = {
        "template": template,
        "checklist": checklist,
        "surgery": surgery,
        "version": version,
        "generation": generation,
        "zone": surgery.zone,
        "done": done,
        "steps": _steps(done, surgery),
        "coming": outlook.coming,
    }
    return render(request, "surgeries/version_preview.html", context)


def _steps(done: Moved, surgery: Surgery) -> list[ChangedStep]:
    """The changes in order, each with its dates."""
    if done.plan is None:
        return []
    added = iter(done.added)
    found: list[ChangedStep] = []
    for change in done.plan.changes:
        new = next(added) if change.task is not None else None
        found.append(
            ChangedStep(
                kind=KINDS[change.kind],
                old=change.item,
                old_when=when_words(change.item, surgery.zone) if change.item else "",
                new=new,
                new_when=when_words(new, surgery.zone) if new else "",
                is_to_judge=change in done.plan.to_judge,
            )
        )
    return found


def _tell(request: StaffRequest, template: ChecklistTemplate, done: Moved, surgery: Surgery) -> None:
    if done.plan is None:
        messages.info(request, f"This list is on version {template.version} already. Nothing more was changed.")
        return
    messages.success(request, f"The list is on version {template.version} now. {told_words(done, surgery)}".strip())
    if done.plan.to_judge or done.plan.visits:
        messages.warning(request, "There is something for you to judge. It is under “For you to do”.")


def _mine(request: StaffRequest, template: ChecklistTemplate, *roles: str) -> QuerySet[Checklist]:
    """The lists of this procedure in the units where the person has one of the roles, on whatever version."""
    rows = Checklist.objects.filter(template__procedure=template.procedure_id)
    rows = rows.filter(surgery__in=Surgery.objects.for_staff(request.user, *roles))
    return rows.select_related("template", "surgery__patient", "surgery__unit__hospital", "surgery__procedure")


def _version(request: StaffRequest, template_id: int, *roles: str) -> ChecklistTemplate:
    """A published version of a unit where the person has one of the roles; else 404."""
    units = Unit.objects.for_staff(request.user, *roles)
    rows = ChecklistTemplate.objects.published().filter(procedure__unit__in=units)
    return get_object_or_404(rows.select_related("procedure__unit__hospital", "document"), pk=template_id)


urlpatterns = [
    path("documents/<int:template_id>/patients/", version_patients, name="version-patients"),
    path("documents/<int:template_id>/patients/move/", version_move_all, name="version-move-all"),
    path("documents/<int:template_id>/patients/<int:pk>/", checklist_version, name="checklist-version"),
]
