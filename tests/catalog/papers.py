"""Documents and drafts for the tests of the catalog, written for them."""

from procedures.catalog.models import ChecklistTemplate, Dismissal, TaskTemplate
from procedures.hospitals.models import Unit
from tests.cast import LONG_AGO, make_document, make_procedure

HIP = """\
Hip replacement
Name of the Procedure:
Total hip replacement
Preparation
You may need to:
- Fast for a certain number of hours before the operation.
- Adjust or stop certain medicines as directed by your doctor.
- Have an X-ray of the hip.
Procedure Description
- The worn joint is taken out.
Recovery
- Physical therapy begins on the day after surgery.
- No driving for 6 weeks.
Follow-up
- See the surgeon 6 weeks after surgery.
"""


def make_draft(unit: Unit, text: str = HIP, name: str = "Total hip replacement") -> ChecklistTemplate:
    """A draft of `text` without a task, as bare rows."""
    procedure = make_procedure(unit, name)
    document = make_document(procedure, text)
    return ChecklistTemplate.objects.create(procedure=procedure, document=document, created_at=LONG_AGO)


def make_task(draft: ChecklistTemplate, sentence: str = "", **fields: object) -> TaskTemplate:
    """A task tied to `sentence` of the draft's document; without one, as if added by hand."""
    values = {"phase": "preparation", "category": "other", "title": sentence or "Bring your papers"}
    values |= {"reviewed_at": LONG_AGO} | fields
    if sentence:
        assert draft.document is not None
        start = draft.document.text.index(sentence)
        values |= {"start": start, "end": start + len(sentence)}
    return TaskTemplate.objects.create(template=draft, position=draft.tasks.count() + 1, **values)


def make_fasting(draft: ChecklistTemplate, **fields: object) -> TaskTemplate:
    """The fasting task whose hours the document leaves open."""
    values = {"category": "fasting", "needs_value": "hours of fasting", "needs_clinician": True} | fields
    return make_task(draft, "Fast for a certain number of hours before the operation.", **values)


def make_medicine(draft: ChecklistTemplate, **fields: object) -> TaskTemplate:
    """The medicine task that only a clinician may let through."""
    values = {"category": "medication", "needs_clinician": True} | fields
    return make_task(draft, "Adjust or stop certain medicines as directed by your doctor.", **values)


def make_dismissal(draft: ChecklistTemplate, sentence: str, reason: str = "lead-in") -> Dismissal:
    """A sentence that reading dismissed."""
    assert draft.document is not None
    start = draft.document.text.index(sentence)
    return Dismissal.objects.create(template=draft, start=start, end=start + len(sentence), reason=reason)
