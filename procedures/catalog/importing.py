"""Importing: a hospital's document becomes a draft of its tasks, each tied to the sentence it came from."""

import hashlib
from datetime import datetime

from django.db import transaction

from procedures.catalog.beginnings import begun
from procedures.catalog.editions import base_of, carry_over
from procedures.catalog.models import (
    ChecklistTemplate,
    Dismissal,
    Procedure,
    Section,
    SourceDocument,
    TaskTemplate,
)
from procedures.catalog.reading_apart import draft_apart
from procedures.catalog.wording import first_instruction, first_title, shortened
from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.linting import lint
from procedures.core.reading import MAX_BYTES, Document, UnreadableDocument
from procedures.core.tasks import NEEDS_CLINICIAN
from procedures.hospitals.models import Unit, User

__all__ = ["MAX_BYTES", "AlreadyImported", "NothingFound", "UnreadableDocument", "import_document"]

_LONGEST_NAME = 300
_LONGEST_WORDS = 200


class NothingFound(Exception):
    """The document can be read but holds none of the parts that tasks come from. The message says what to do."""


class AlreadyImported(Exception):
    """The very same document is here already. `template` is what was made of it."""

    def __init__(self, template: ChecklistTemplate) -> None:
        self.template = template
        super().__init__(
            f"This document was already imported on {template.created_at:%d %B %Y} as “{template}”. "
            "Open that one, or change the document first."
        )


def import_document(
    data: bytes,
    *,
    file_name: str,
    unit: Unit,
    by: User | None,
    now: datetime,
    name: str = "",
    procedure: Procedure | None = None,
) -> ChecklistTemplate:
    """Read the bytes of a document and save a draft of its tasks for `unit`.

    `name` is the procedure's, where the document's own is not wanted. `by` is None at the terminal. With `procedure`,
    one of the unit's, it is a new edition of that one's document; else the draft joins the unit's procedure of the same
    name, or begins one. What was reviewed in an edition before comes along where its sentence is unchanged.

    :raises UnreadableDocument: when it is no document that can be read.
    :raises NothingFound: when it has no part on preparation, recovery or follow-up.
    :raises AlreadyImported: when the unit has it already. In all three cases nothing is saved, and the message is for
        the person who chose the file.
    """
    # A name from a terminal may hold bytes that are no text, and no database keeps those.
    file_name = file_name.encode("utf-8", "replace").decode()
    document, draft = draft_apart(data, filename=file_name)
    if not any(section.kind != "other" for section in draft.sections) or not (draft.tasks or draft.dismissed):
        raise NothingFound(
            "No part on preparation, recovery or follow-up was found in this document. Check that it is the right one. "
            "If it is, put a heading such as “Preparation” above the instructions and import it again."
        )
    sha256 = hashlib.sha256(data).hexdigest()
    return _save(
        document,
        draft,
        file_name=file_name,
        sha256=sha256,
        unit=unit,
        by=by,
        now=now,
        name=name,
        procedure=procedure,
    )


@transaction.atomic
def _save(
    document: Document,
    draft: Draft,
    *,
    file_name: str,
    sha256: str,
    unit: Unit,
    by: User | None,
    now: datetime,
    name: str,
    procedure: Procedure | None,
) -> ChecklistTemplate:
    # One import at a time in a unit, so that two presses of the button make one draft.
    Unit.objects.select_for_update().get(pk=unit.pk)
    known = ChecklistTemplate.objects.filter(document__sha256=sha256, procedure__unit=unit).order_by("-pk").first()
    if known is not None:
        raise AlreadyImported(known)
    if procedure is None:
        procedure, _ = Procedure.objects.get_or_create(
            unit=unit,
            name=shortened(name, _LONGEST_NAME) or shortened(draft.title, _LONGEST_NAME) or shortened(file_name, 255),
            defaults={"created_at": now},
        )
    source = SourceDocument.objects.create(
        procedure=procedure,
        file_name=shortened(file_name, 255) or "document",
        sha256=sha256,
        text=document.text,
        notes=_notes(document, draft),
        imported_by=by,
        imported_at=now,
    )
    template = ChecklistTemplate.objects.create(procedure=procedure, document=source, created_at=now)
    Section.objects.bulk_create(
        Section(
            document=source,
            kind=section.kind,
            heading=shortened(section.heading, _LONGEST_NAME),
            start=section.span.start,
            end=section.span.end,
        )
        for section in draft.sections
    )
    TaskTemplate.objects.bulk_create(
        _task(template, position, task, document.text) for position, task in enumerate(draft.tasks, start=1)
    )
    Dismissal.objects.bulk_create(
        Dismissal(
            template=template, start=gone.span.start, end=gone.span.end, reason=shortened(gone.reason, _LONGEST_WORDS)
        )
        for gone in draft.dismissed
    )
    _continue(template, by=by, now=now)
    return template


def _continue(template: ChecklistTemplate, *, by: User | None, now: datetime) -> None:
    """Where there is an edition before, carry over from it what did not change."""
    base = base_of(template)
    if base is not None:
        template.based_on = base
        template.save(update_fields=["based_on"])
        carry_over(template, base, by=by, now=now)


def _notes(document: Document, draft: Draft) -> list[dict[str, str | int | None]]:
    """What a person should know of the document itself. Its holes are left out: the tasks show them."""
    said = dict.fromkeys([*document.notes, *(problem.message for problem in draft.problems)])
    notes: list[dict[str, str | int | None]] = [{"what": message} for message in said]
    for finding in lint(draft, document.text):
        if finding.code != "hole":
            start = finding.span.start if finding.span else None
            said_of = {"what": finding.what, "why": finding.why, "do": finding.do}
            notes.append({**said_of, "start": start, "severity": finding.severity.value})
    return notes


def _task(template: ChecklistTemplate, position: int, draft: TaskDraft, text: str) -> TaskTemplate:
    begins = begun(draft)
    timing = begins.as_json() if begins else None
    return TaskTemplate(
        template=template,
        position=position,
        phase=draft.phase,
        category=draft.category,
        actor=draft.actor,
        polarity=draft.polarity,
        title=first_title(draft),
        instruction=first_instruction(draft, text),
        condition=shortened(draft.condition, _LONGEST_WORDS),
        is_red_flag=draft.is_red_flag,
        timing=timing,
        stated_timing=timing,
        start=draft.span.start,
        end=draft.span.end,
        details=[[span.start, span.end] for span in draft.details],
        needs_value=shortened(draft.needs_value, _LONGEST_WORDS),
        needs_clinician=draft.needs_clinician or draft.category in NEEDS_CLINICIAN,
    )
