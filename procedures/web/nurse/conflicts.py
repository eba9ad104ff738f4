"""What contradicts another plan of the patient, as a nurse reads it before assigning or moving an operation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procedures.checklists.beside import Conflict
from procedures.hospitals.models import Unit, User
from procedures.web.access import CARE
from procedures.web.nurse.surgery_page import when_words


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """One conflict, by when each of the two plans says it, and whether the reader may open the other one.

    `row` is the other one's in a file of many, where it is in that file itself; else 0.
    """

    one: Conflict
    may_open: bool
    here: str
    there: str
    row: int = 0


def shown_to(
    user: User, conflicts: Iterable[Conflict], *, rows: Mapping[int, int] | None = None
) -> list[ShownConflict]:
    """The conflicts as `user` may read them. `rows` are those of a file by the key of the operation they would make."""
    units = set(Unit.objects.for_staff(user, *CARE).values_list("pk", flat=True))
    return [
        ShownConflict(
            one,
            one.other.unit_id in units,
            when_words(one.here, one.other.zone) if one.here else "",
            when_words(one.there, one.other.zone) if one.there else "",
            (rows or {}).get(one.other.pk, 0),
        )
        for one in conflicts
    ]
