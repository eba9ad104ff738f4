"""From the demo's documents to published lists, by the same acts that an author and a clinician use on the pages."""

from datetime import datetime

from django.db import transaction

from procedures.catalog.fixed_wording import fixed_wording
from procedures.catalog.importing import import_document
from procedures.catalog.models import ChecklistTemplate, SourceDocument, TaskTemplate
from procedures.catalog.publishing import publish
from procedures.catalog.reviewing import (
    FastingLimit,
    Hole,
    HoleKind,
    TaskWords,
    accept,
    confirm,
    dismiss,
    edit_task,
    fill_fasting,
    fill_hole,
    holes,
    review_wording,
    write_wording,
)
from procedures.catalog.reviewing.faithful import english_text
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Actor, Category, Phase, Polarity
from procedures.hospitals.models import User
from procedures.management.demo.places import unit_of, user_of
from procedures.management.demo.sheets import Sheet
from procedures.management.demo.spanish import SPANISH

ANSWERS = {
    Category.MEDICATION: ASK_ABOUT_MEDICINES,
    Category.HOSPITAL_STAY: "Your team tells you when you can go home.",
    Category.APPOINTMENT: "The clinic gives you the date before you go home.",
}
ANSWER = "Your team tells you the exact time. If they have not, ask them before you go home."
REASON_FOR_TIME = "These are the hours of our anesthesia team; the document is to be changed."


@transaction.atomic
def author(sheet: Sheet, *, now: datetime) -> None:
    """Import the document of `sheet`, and, where it has an author, answer its holes and publish it: all or nothing.

    A unit that has a document of that name already keeps it as it is.
    """
    unit = unit_of(sheet.place)
    if SourceDocument.objects.filter(procedure__unit=unit, file_name=sheet.file_name).exists():
        return
    by = user_of(sheet.author) if sheet.author else None
    template = import_document(sheet.data, file_name=sheet.file_name, unit=unit, by=by, now=now)
    if by is not None:
        _mark_warning_signs(template, by=by, now=now)
        _answer(template, sheet, by=by, now=now)
        _translate(template, by=by, now=now)
        publish(template, by=by, now=now)


def list_of(sheet: Sheet) -> ChecklistTemplate:
    """The newest published version of what `sheet` became."""
    versions = ChecklistTemplate.objects.published().filter(
        procedure__unit=unit_of(sheet.place), procedure__documents__file_name=sheet.file_name
    )
    return versions.order_by("version").distinct().latest("version")


def _mark_warning_signs(template: ChecklistTemplate, *, by: User, now: datetime) -> None:
    """Whatever says when to call after the operation stays in sight and is never ticked (safety rule 4)."""
    for task in template.tasks.filter(phase=Phase.RECOVERY, is_red_flag=False):
        if task.source_text.startswith(("Call ", "Ring ")) and " if " in task.source_text:
            words = TaskWords(
                title=task.title,
                phase=Phase(task.phase),
                category=Category.MONITORING,
                instruction=task.instruction,
                timing=task.when,
                actor=Actor(task.actor),
                polarity=Polarity(task.polarity),
                condition=task.condition,
                is_red_flag=True,
            )
            edit_task(task, words=words, by=by, now=now)


def _answer(template: ChecklistTemplate, sheet: Sheet, *, by: User, now: datetime) -> None:
    """Settle hole after hole: one answered may show the next, as a time that has to be confirmed.

    Words stand each for itself, so they are settled together: looking again after each would take minutes.
    """
    while found := holes(template):
        for hole in [one for one in found if one.kind is HoleKind.WORDS] or found[:1]:
            _settle(hole, sheet, by=by, now=now)


def _translate(template: ChecklistTemplate, *, by: User, now: datetime) -> None:
    """Write and review Spanish words where the demo has some, in a hospital that speaks it."""
    if "es" not in template.procedure.unit.hospital.languages:
        return
    for task in template.tasks.select_related("template__document"):
        title, text = fixed_wording(task, "es")
        if sentence := SPANISH.get(task.source_text):
            title, text = sentence, sentence if english_text(task) else ""
        if title:
            wording = write_wording(task, language="es", title=title, instruction=text, by=by, now=now)
            review_wording(wording, by=by, now=now)


def _settle(hole: Hole, sheet: Sheet, *, by: User, now: datetime) -> None:
    task = hole.task
    if task is None:
        raise RuntimeError(f"{sheet.file_name}: {hole.words}")
    match hole.kind:
        case HoleKind.FASTING if _is_said_before(task):
            dismiss(task, reason="The times for food and clear fluids are given above.", by=by, now=now)
        case HoleKind.FASTING:
            food = FastingLimit.hours_before(sheet.hours_without_food, sheet.fasting_from)
            clear_fluids = FastingLimit.hours_before(sheet.hours_without_fluids, sheet.fasting_from)
            fill_fasting(task, food=food, clear_fluids=clear_fluids, by=by, now=now)
        case HoleKind.VALUE:
            fill_hole(task, instruction=ANSWERS.get(Category(task.category), ANSWER), by=by, now=now)
        case HoleKind.CONFLICT:
            confirm(task, conflict_note=REASON_FOR_TIME, by=by, now=now)
        case HoleKind.WORDS:
            accept(task, by=by, now=now)
        case _:
            confirm(task, by=by, now=now)


def _is_said_before(task: TaskTemplate) -> bool:
    return task.template.tasks.filter(category=Category.FASTING).exclude(intake="").exists()
