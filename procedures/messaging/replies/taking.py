"""Taking a reply in: stored once, and in one transaction with what it brought about."""

from datetime import datetime

from django.db import transaction

from procedures.messaging.models import IncomingMessage


@transaction.atomic
def take_reply(provider: str, *, event: str, from_address: str, to_address: str, body: str, now: datetime) -> bool:
    """Take in what `from_address` (a number in E.164 form) wrote to our `to_address`, and do what it says.

    `event` is the provider's own name for it: told again, it changes nothing, and False is returned.
    """
    _, is_new = IncomingMessage.objects.get_or_create(
        provider=provider,
        event=event[:200],
        defaults={
            "from_address": from_address,
            "to_address": to_address,
            "body": body.replace("\0", " "),
            "received_at": now,
            "meaning": IncomingMessage.Meaning.WORDS,
        },
    )
    return is_new
