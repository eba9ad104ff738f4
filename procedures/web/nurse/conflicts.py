"""What contradicts another plan of the patient, as a nurse reads it before assigning or moving an operation."""

from collections.abc import Iterable

from procedures.checklists.beside import Conflict
from procedures.hospitals.models import Unit, User
from procedures.web.access import CARE
from procedures.web.nurse.surgery_page import when_words


def shown_to(user: User, conflicts: Iterable[Conflict]) -> list[tuple[Conflict, bool, str, str]]:
    """Each with whether `user` may open the other plan, and by when each of the two says it."""
    units = set(Unit.objects.for_staff(user, *CARE).values_list("pk", flat=True))
    return [
        (
            one,
            one.other.unit_id in units,
            when_words(one.here, one.other.zone) if one.here else "",
            when_words(one.there, one.other.zone) if one.there else "",
        )
        for one in conflicts
    ]
