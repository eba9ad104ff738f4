"""What was put on the nurses' list by itself, in the audit trail: a moment later, and many at once.

Whoever raises a concern is in the middle of other rows, often hundreds, and the trail has one writer at a time: an
entry there and then would keep everybody waiting, and two could wait for each other forever.
"""

from django.db import transaction

from procedures.audit.acts import Act
from procedures.audit.recording import Noted, record_all
from procedures.checklists.models import WorkItem

BATCH = 500
SYSTEM = "system"


def put_all_in_trail() -> int:
    """The same, until nothing is left."""
    done = 0
    while some := put_in_trail():
        done += some
    return done


@transaction.atomic
def put_in_trail() -> int:
    """Write down what was raised and is not in the trail yet; how many that were. Each is there once."""
    waiting = WorkItem.objects.filter(is_in_trail=False).order_by("pk")
    found = list(
        waiting.select_for_update(skip_locked=True, of=("self",), no_key=True).select_related("surgery")[:BATCH]
    )
    WorkItem.objects.filter(pk__in=[one.pk for one in found]).update(is_in_trail=True)
    record_all([_noted(one) for one in found])
    return len(found)


def _noted(concern: WorkItem) -> Noted:
    facts: dict[str, str | int] = {"concern": concern.pk, "kind": concern.kind}
    if concern.reminder_id:
        facts["reminder"] = concern.reminder_id
    surgery = concern.surgery
    return Noted(Act.CONCERN_RAISED, surgery.patient_id, surgery.unit_id, concern.raised_at, SYSTEM, facts)
