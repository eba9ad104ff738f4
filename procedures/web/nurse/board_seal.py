"""A short word that changes with whatever the board shows: while it stays, nothing is drawn, sent or moved."""

import hashlib
from collections.abc import Sequence

from django.db import models

from procedures.checklists.models import Surgery
from procedures.web.nurse.board_rows import BoardRow


def seal_of(rows: Sequence[BoardRow], apart: Sequence[Surgery], *others: object) -> str:
    """Of every field of every row that was loaded, so that nothing shown can be forgotten here, and of the words that
    the clock alone changes.
    """
    told = hashlib.sha256()
    for entry in rows:
        row = entry.row
        for one in (row.surgery, row.surgery.patient, row.surgery.procedure, row.surgery.owner, entry.last_message):
            told.update(_fields(one))
        for concern in row.work_items:
            told.update(_fields(concern) + _fields(concern.owner))
        shown = (row.missing, row.ticked, row.total, row.next_reminder_at, entry.countdown, entry.is_reminder_late)
        told.update(repr((*shown, entry.may_act)).encode())
    for surgery in apart:
        told.update(_fields(surgery) + _fields(surgery.patient))
    told.update(repr(others).encode())
    return told.hexdigest()[:20]


def _fields(row: models.Model | None) -> bytes:
    return repr([value for name, value in vars(row).items() if name != "_state"] if row else None).encode()
