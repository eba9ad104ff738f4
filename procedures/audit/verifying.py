"""Reckoning the whole chain again, to find the first entry that is not what it was."""

from collections.abc import Mapping

from procedures.audit.models import NOTHING_BEFORE, AuditEntry


class TrailBroken(Exception):
    """The trail is not as it was written. `number` is the first entry at which it shows."""

    def __init__(self, number: int, what: str) -> None:
        self.number = number
        super().__init__(f"The audit trail is broken at entry {number}: {what}")


def verify(known: Mapping[int, str] | None = None) -> tuple[int, str]:
    """Return the number and the hash of the newest entry, after all of them were found whole.

    `known` are hashes that were written down elsewhere, by number. A chain cannot tell by itself that its end was cut
    off, or that all of it was written anew; they can.

    :raises TrailBroken: at the first entry that is missing, changed or out of place.
    """
    known = known or {}
    number, previous_hash = 0, NOTHING_BEFORE
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            raise TrailBroken(number, "it is missing.")
        if entry.previous_hash != previous_hash:
            raise TrailBroken(number, "it does not follow the one before.")
        if entry.hash != entry.reckoned_hash():
            raise TrailBroken(number, "its content was changed.")
        if known.get(number, entry.hash) != entry.hash:
            raise TrailBroken(number, "its hash is not the one that was written down.")
        previous_hash = entry.hash
    last = max(known, default=0)
    if last > number:
        raise TrailBroken(number + 1, f"the trail ends here, and entry {last} was written down.")
    return number, previous_hash
