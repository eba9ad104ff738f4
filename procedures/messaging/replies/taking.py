"""Taking a reply in: stored once, and in one transaction with what it brought about."""

import logging
from datetime import datetime

from django.db import transaction

from procedures.core.replies import understand
from procedures.messaging.models import IncomingMessage
from procedures.messaging.replies.acting import act_on
from procedures.messaging.replies.incoming import Incoming, to_the_nurse
from procedures.messaging.replies.senders import sender_of
from procedures.messaging.trail import note_reply

_log = logging.getLogger(__name__)


@transaction.atomic
def take_reply(provider: str, *, event: str, from_address: str, to_address: str, body: str, now: datetime) -> bool:
    """Take in what `from_address` (a number in E.164 form) wrote to our `to_address`, and do what it says.

    `event` is the provider's own name for it: told again, it changes nothing, and False is returned. Whatever goes
    wrong in acting on it, the words are kept and reach a nurse; without a patient they wait for an administrator.
    """
    body = body.replace("\0", " ")
    reply = understand(body)
    values = {"from_address": from_address[:254], "to_address": to_address[:254], "body": body, "received_at": now}
    message, is_new = IncomingMessage.objects.get_or_create(
        provider=provider,
        event=event[:200],
        defaults=values | {"meaning": IncomingMessage.Meaning(reply.meaning.value)},
    )
    if not is_new:
        return False
    sender = sender_of(from_address)
    message.patients.set({*sender.patients, *(caregiver.patient for caregiver in sender.caregivers)})
    incoming = Incoming(message, sender, reply, now)
    message.acted = _act(incoming)
    message.save(update_fields=["acted"])
    note_reply(incoming, message.acted)
    _log.info("incoming message %s: %s", message.pk, message.meaning)
    return True


def _act(incoming: Incoming) -> str:
    try:
        with transaction.atomic():
            acted = act_on(incoming)
    except Exception as error:  # noqa: BLE001 - whatever broke, the patient's words must not be lost with it
        _log.error("incoming message %s could not be acted on: %s", incoming.message.pk, type(error).__name__)
        return to_the_nurse(incoming)
    return acted if incoming.sender.patients or incoming.sender.caregivers else f"{acted}; nobody knows the number"
