"""Writing a note about a patient. Nobody changes or deletes one afterwards."""

from datetime import datetime, timedelta

from django.db import transaction

from procedures.audit.acts import Act
from procedures.audit.recording import record
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
    same = surgery.notes.filter(by=by, words=said, at__gt=now - A_MOMENT).first()
    if same is not None:
        return same
    written = SurgeryNote.objects.create(surgery=surgery, words=said, by=by, at=now)
    record(
        Act.NOTE_WRITTEN,
        by=by,
        patient_id=surgery.patient_id,
        unit_id=surgery.unit_id,
        now=now,
        surgery=surgery.pk,
        note=written.pk,
    )
    return written
