"""Renaming a procedure. What is published already keeps the name it was published under."""

from datetime import datetime

from django.db import transaction

from procedures.catalog.models import Procedure, ProcedureRename
from procedures.catalog.wording import one_line
from procedures.hospitals.models import Unit, User

LONGEST_NAME = 300


class BadName(Exception):
    """The name is empty, too long, or another procedure of the unit has it. The message says what to do."""


@transaction.atomic
def rename(procedure: Procedure, *, name: str, by: User | None, now: datetime) -> Procedure:
    """Give the procedure another name, and note who did and what it was called before. The same name changes nothing.

    :raises BadName: nothing is changed.
    """
    # The unit is the lock under which names are given, as it is for an import.
    Unit.objects.select_for_update().get(pk=procedure.unit_id)
    row = Procedure.objects.get(pk=procedure.pk)
    new = one_line(name.replace("\0", ""))
    if not new:
        raise BadName("Write the name of the procedure, as patients know it.")
    if len(new) > LONGEST_NAME:
        raise BadName(f"This name has {len(new)} letters. Write {LONGEST_NAME} at most.")
    if new == row.name:
        return row
    if Procedure.objects.filter(unit_id=row.unit_id, name=new).exclude(pk=row.pk).exists():
        raise BadName(f"Your unit has another procedure called “{new}”. Choose a name that tells them apart.")
    ProcedureRename.objects.create(procedure=row, old_name=row.name, new_name=new, by=by, at=now)
    row.name = new
    row.save(update_fields=["name"])
    return row
