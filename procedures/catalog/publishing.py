"""Publishing: a draft without holes becomes the next version, which never changes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from procedures.catalog.models import ChecklistTemplate, Dismissal, Procedure, TaskTemplate, Wording
from procedures.catalog.reviewing.drafts import copy_of, locked_draft
from procedures.catalog.reviewing.holes import Hole, holes
from procedures.catalog.reviewing.meanwhile import refuse_if_draft_changed
from procedures.hospitals.models import User


class OpenHoles(Exception):
    """The draft has holes. `holes` tells which, and what to do about each."""

    def __init__(self, found: tuple[Hole, ...]) -> None:
        self.holes = found
        first = found[0]
        about = f"“{first.task.title}”: " if first.task else ""
        rest = f" And {len(found) - 1} more." if len(found) > 1 else ""
        super().__init__(f"This draft cannot be published yet. {about}{first.words}{rest}")


@transaction.atomic
def publish(template: ChecklistTemplate, *, by: User | None, now: datetime, seen: str = "") -> ChecklistTemplate:
    """Give the draft the next version of its procedure and freeze it.

    `seen` is the `mark_of_draft` of what they were shown, checked where it is given.

    :raises Frozen: when it is published already.
    :raises OpenHoles: while something is left for a person to settle (safety rules 1, 2 and 3).
    :raises ChangedMeanwhile: when a colleague changed a task since.
    """
    # The procedure is the lock under which versions are counted.
    Procedure.objects.select_for_update().get(pk=template.procedure_id)
    draft = locked_draft(template.pk)
    refuse_if_draft_changed(draft, seen, by=by)
    found = holes(draft)
    if found:
        raise OpenHoles(found)
    versions = ChecklistTemplate.objects.filter(procedure_id=draft.procedure_id)
    draft.version = (versions.aggregate(Max("version"))["version__max"] or 0) + 1
    draft.title = Procedure.objects.get(pk=draft.procedure_id).name
    draft.published_at, draft.published_by = now, by
    draft.save()
    return draft


@transaction.atomic
def new_draft_from(template: ChecklistTemplate, *, now: datetime) -> ChecklistTemplate:
    """A draft with the tasks of a version, to be changed and published as the next one.

    Values that a person gave come along, and so do accepted words; a clinician's name does not, since it stands for
    one version. Where such a
    draft of the same document is open already, that one is given.
    """
    Procedure.objects.select_for_update().get(pk=template.procedure_id)
    drafts = ChecklistTemplate.objects.filter(procedure_id=template.procedure_id, published_at__isnull=True)
    known = drafts.filter(document=template.document).order_by("pk").last()
    if known is not None:
        return known
    draft = ChecklistTemplate.objects.create(
        procedure_id=template.procedure_id, document=template.document, based_on=template, created_at=now
    )
    unsigned = {"template_id": draft.pk, "confirmed_by_id": None, "confirmed_at": None, "conflict_note": ""}
    tasks = list(template.tasks.prefetch_related("wordings"))
    copies = TaskTemplate.objects.bulk_create(copy_of(task, **unsigned) for task in tasks)
    Wording.objects.bulk_create(
        copy_of(wording, template_id=draft.pk, task_id=copy.pk, **_unreviewed(task))
        for task, copy in zip(tasks, copies, strict=True)
        for wording in task.wordings.all()
    )
    Dismissal.objects.bulk_create(copy_of(gone, template_id=draft.pk) for gone in template.dismissals.all())
    return draft


def _unreviewed(task: TaskTemplate) -> dict[str, None]:
    """What is about fasting or medicines is reviewed again in every language, as a clinician confirms it again."""
    return {"reviewed_by_id": None, "reviewed_at": None} if task.must_be_confirmed else {}
