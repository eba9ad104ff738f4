"""Writing an entry, behind the one before. There is one writer at a time, so that the chain never forks."""

import re
from datetime import datetime

from django.db import connection, transaction

from procedures.audit.acts import Act
from procedures.audit.models import NOTHING_BEFORE, AuditEntry
from procedures.hospitals.models import User

# Any number that no other advisory lock of this database uses.
LOCK = 7_702_516_233
_HEAD = "SELECT number, hash FROM procedures_auditentry ORDER BY number DESC LIMIT 1"
# A word or a few codes: no room for what somebody wrote, or for anyone's name.
_SHORT = re.compile(r"[A-Za-z0-9_.:,+/#-]{0,64}")


@transaction.atomic
def record(
    act: str,
    *,
    by: User | None,
    patient_id: int | None = None,
    unit_id: int | None = None,
    by_label: str = "",
    now: datetime,
    **facts: str | int,
) -> AuditEntry:
    """Add an entry to the trail, in the transaction of the act itself where there is one. Two queries.

    Call it last in that transaction: it holds the trail until the commit, and an act that goes on to wait for a row
    would keep everybody else from writing. Name rows by their numbers. `by_label` says who it was where it was no
    user ("patient", "caregiver 7", "worker").

    :raises ValueError: the act is not known, or a fact is more than one short word: sentences and names do not belong
        into what can never be erased.
    """
    for value in (by_label.replace(" ", "-"), *facts.values()):
        if isinstance(value, str) and not _SHORT.fullmatch(value):
            raise ValueError(
                "The trail holds numbers and short words only. Keep texts and names where they can be erased."
            )
    number, previous_hash = _head()
    entry = AuditEntry(
        number=number + 1,
        at=now,
        act=Act(act).value,
        by_id=by.pk if by else None,
        by_label=by_label,
        patient_id=patient_id,
        unit_id=unit_id,
        facts=facts,
        previous_hash=previous_hash,
    )
    entry.hash = entry.reckoned_hash()
    entry.save()
    return entry


def _head() -> tuple[int, str]:
    """The newest entry's number and hash, which stays the newest until this transaction ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # In one round trip. The second statement looks only when the first has got the lock.
            cursor.execute(f"SELECT pg_advisory_xact_lock({LOCK}); {_HEAD}")
            cursor.nextset()
        else:
            # SQLite's transactions are begun as a writer's (see the settings): there is no other until this one ends.
            cursor.execute(_HEAD)
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else (0, NOTHING_BEFORE)
