"""Writing an entry, behind the one before. There is one writer at a time, so that the chain never forks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Noted:
    """What an entry is to say, but for who of the staff it was."""

    act: str
    patient_id: int | None
    unit_id: int | None
    at: datetime
    by_label: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


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
    user ("patient", "caregiver 7", "system").

    :raises ValueError: the act is not known, or a fact is more than one short word: sentences and names do not belong
        into what can never be erased.
    """
    noted = Noted(act, patient_id, unit_id, now, by_label, facts)
    entry = _follow([noted], by=by.pk if by else None)[0]
    entry.save()
    return entry


@transaction.atomic
def record_all(noted: Sequence[Noted], *, by: User | None = None) -> None:
    """Add several entries at once, in their order, all of them `by` one user or by none. Two queries, however many.

    :raises ValueError: as `record`; nothing is added.
    """
    if noted:
        AuditEntry.objects.bulk_create(_follow(noted, by=by.pk if by else None))


def _follow(noted: Sequence[Noted], *, by: int | None) -> list[AuditEntry]:
    """Entries behind the newest one. From here on there is no newer one until this transaction ends."""
    for one in noted:
        _check(one)
    number, previous_hash = _head()
    entries = []
    for one in noted:
        number += 1
        entry = AuditEntry(
            number=number,
            at=one.at,
            act=Act(one.act).value,
            by_id=by,
            by_label=one.by_label,
            patient_id=one.patient_id,
            unit_id=one.unit_id,
            facts=dict(one.facts),
            previous_hash=previous_hash,
        )
        entry.hash = previous_hash = entry.reckoned_hash()
        entries.append(entry)
    return entries


def _check(noted: Noted) -> None:
    for value in (noted.by_label.replace(" ", "-"), *noted.facts.values()):
        if isinstance(value, str) and not _SHORT.fullmatch(value):
            raise ValueError(
                "The trail holds numbers and short words only. Keep texts and names where they can be erased."
            )


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
