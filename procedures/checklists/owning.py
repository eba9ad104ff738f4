"""Who sees to it that a patient is ready: one nurse, named on the board."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.escalating import NotOnTheUnit
from procedures.checklists.models import Surgery, SurgeryEvent
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, User

NOTE_LENGTH = 300


class SomeoneElseHasIt(Refused):
    """A colleague took the patient first, or has handed the patient on."""


@transaction.atomic
def give_to(
    surgery: Surgery, *, to: User | None, by: User, note: str = "", seen: int | None = None, now: datetime
) -> bool:
    """`to` sees to the patient from here; None for nobody. Returns False if that was so already.

    `seen` is the key of whom `by` saw as the owner, so that two nurses at once do not take the same patient.

    :raises NotOnTheUnit: for someone who is no nurse of the unit.
    :raises SomeoneElseHasIt: when the owner is no more the one `by` saw; nothing is changed.
    """
    if to is not None and not to.holds(Role.NURSE, unit=surgery.unit):
        raise NotOnTheUnit(f"{to} is no nurse of {surgery.unit.name}. Choose someone who is.")
    held = Surgery.objects.select_for_update(no_key=True, of=("self",)).select_related("owner").get(pk=surgery.pk)
    if held.owner_id == (to.pk if to else None):
        return False
    if held.owner_id != seen:
        raise SomeoneElseHasIt(f"{held.owner or 'Nobody'} has this patient now. Look again before you change it.")
    Surgery.objects.filter(pk=held.pk).update(owner=to)
    said = " ".join(note.replace("\0", " ").split())
    words = f"{to or 'nobody'} sees to this patient{': ' if said else ''}{said}"
    SurgeryEvent.objects.create(surgery=held, act="given to", at=now, by=by, note=words[:NOTE_LENGTH])
    surgery.owner = to
    return True
