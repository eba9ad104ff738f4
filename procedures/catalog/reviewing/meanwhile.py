"""Whether a row still is what a person was shown: a colleague may have changed it while they were writing.

Every act takes `seen`, the mark of what its page showed, and refuses where something else stands now. What the person
wrote is then in their hands still, beside what stands: nobody's words go over another's unread.
"""

import hashlib
import json

from procedures.catalog.models import ChecklistTemplate, TaskTemplate, Wording
from procedures.catalog.reviewing.values import fingerprint
from procedures.hospitals.models import User

ONCE_MORE = "Yours is not saved yet, and stands below: save it once more to put it in that place."


class ChangedMeanwhile(Exception):
    """What the person was shown is no longer what stands. The message says who changed it, and what it reads now."""


def refuse_if_changed(row: TaskTemplate, seen: str, *, by: User | None, then: str = ONCE_MORE) -> None:
    """Compare a locked task with `seen`, the `fingerprint` of what was shown; without one nothing is checked.

    :raises ChangedMeanwhile: when they differ. `then` is what the person can do now.
    """
    if seen and seen != fingerprint(row):
        who = _sentence(_who(row.changed_by, by))
        raise ChangedMeanwhile(f"{who} changed this task while you were at it. It now reads “{row.title}”. {then}")


def refuse_if_rewritten(wording: Wording | None, seen: str, *, by: User) -> None:
    """The same for the words in another language; `seen` is the `mark_of_wording`.

    :raises ChangedMeanwhile: when they differ.
    """
    if seen and seen != mark_of_wording(wording):
        who = _sentence(_who(wording.written_by if wording else None, by))
        reads = f" They now read “{wording.title}”." if wording else ""
        raise ChangedMeanwhile(f"{who} changed these words while you were at it.{reads} {ONCE_MORE}")


def mark_of_wording(wording: Wording | None) -> str:
    """A short mark of words in another language; one of their own for those that nobody wrote yet."""
    written = [wording.title, wording.instruction] if wording else []
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()[:16]


def refuse_if_draft_changed(draft: ChecklistTemplate, seen: str, *, by: User | None) -> None:
    """The same for a whole draft, which nobody publishes unread; `seen` is the `mark_of_draft`.

    :raises ChangedMeanwhile: when they differ.
    """
    if seen and seen != mark_of_draft(draft):
        last = draft.tasks.filter(changed_at__isnull=False).order_by("changed_at").last()
        who = _who(last.changed_by if last else None, by)
        title = f": “{last.title}”" if last else ""
        raise ChangedMeanwhile(
            f"Not published: {who} changed this draft while you were reading{title}. Look at it again, then publish."
        )


def mark_of_draft(draft: ChecklistTemplate) -> str:
    """A short mark of every task of a draft, in their order."""
    marks = [[task.pk, fingerprint(task)] for task in draft.tasks.all()]
    return hashlib.sha256(json.dumps(marks).encode()).hexdigest()[:16]


def _who(changed_by: User | None, by: User | None) -> str:
    if changed_by is not None and changed_by == by:
        return "you, in another window,"
    return str(changed_by) if changed_by is not None else "someone"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
