"""What patients bring about by text, and what a provider tells of them, in the audit trail.

A message that goes out is no entry: its `Delivery` with the receipts says more than one could, is never changed by
hand, and there are thousands a minute, while the trail has one writer at a time.
"""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db import transaction

from procedures.audit.acts import Act
from procedures.audit.recording import Noted, record_all
from procedures.checklists.models import Surgery
from procedures.core.replies import Meaning
from procedures.messaging.replies.incoming import Incoming
from procedures.messaging.replies.steps import TICKED


def note_reply(incoming: Incoming, acted: str) -> None:
    """Write down what a text brought about, for each patient whom it may be of. Call it last in the transaction.

    What a number wrote that nobody has is kept with the message alone: a stranger must not fill the trail.
    """
    sender, reply = incoming.sender, incoming.reply
    act = Act.ANSWERED
    if reply.meaning is Meaning.STOP or reply.also_stop:
        act = Act.CONSENT_WITHDRAWN
    elif reply.meaning is Meaning.START:
        act = Act.CONSENT_GIVEN
    elif acted.startswith(TICKED):
        act = Act.TICKED
    alone = len(sender.patients) + len(sender.caregivers) == 1
    who = {one.pk: "patient, by text" if alone else "someone, by text" for one in sender.patients}
    for one in sender.caregivers:
        who.setdefault(one.patient_id, f"caregiver {one.pk}, by text" if alone else "someone, by text")
    units = {one.patient_id: one.unit_id for one in reversed(sender.all_surgeries)}
    facts: dict[str, str | int] = {"message": incoming.message.pk, "meaning": reply.meaning.value}
    record_all([Noted(act, key, units.get(key), incoming.now, label, facts) for key, label in sorted(who.items())])


def note_stopped(patients: Collection[int], *, now: datetime) -> None:
    """Write down, once this transaction stands, that a provider told us of a STOP. The engine still goes on to others'
    rows, and must not hold the trail meanwhile.
    """
    transaction.on_commit(partial(_note_stopped, sorted(set(patients)), now))


def _note_stopped(patients: Collection[int], now: datetime) -> None:
    surgeries = Surgery.objects.filter(patient__in=patients).order_by("pk")
    units = dict(surgeries.values_list("patient_id", "unit_id"))
    record_all([Noted(Act.CONSENT_WITHDRAWN, key, units.get(key), now, "provider") for key in patients])
