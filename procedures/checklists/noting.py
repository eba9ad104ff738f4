"""Writing a note about a patient. Nobody changes or deletes one afterwards."""

from datetime import datetime, timedelta

from django.db import transaction

from procedures.checklists.models import Surgery, SurgeryNote
from procedures.checklists.refused import Refused
from procedures.hospitals.models import User

LONGEST_NOTE = 2000
A_MOMENT = timedelta(minutes=10)


class NoWords(Refused):
    """A note without a word in it, or with too many."""


@transaction.atomic
def note(surgery: Surgery, words: str, *, by: User, now: datetime) -> SurgeryNote:
    """Write `words` down. The very same again, as by a second press, is one note.

    :raises NoWords: for an empty one, and for one that is too long to be read.
    """
    said = words.replace("\0", " ").replace("\r\n", "\n").strip()
    if not said:
        raise NoWords("Write the note first, then save it.")
    if len(said) > LONGEST_NOTE:
        raise NoWords(f"This note has {len(said)} characters. Shorten it to {LONGEST_NOTE}, or write two notes.")
    # The words are sealed: they are compared here, where they can be read.
    lately = surgery.notes.filter(by=by, at__gt=now - A_MOMENT)
    same = next((one for one in lately if one.words == said), None)
    if same is not None:
        return same
    return SurgeryNote.objects.create(surgery=surgery, words=said, by=by, at=now)
