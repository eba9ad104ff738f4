"""Slow down the guessing of passwords, without locking anyone else out.

A name is held back only at the address it was tried from: whoever guesses from elsewhere cannot keep a nurse out, and
one who forgot a password does not hold back the colleague beside her.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from procedures.hospitals.models import SignInTries

LIMIT = 5
WAIT = timedelta(minutes=15)


class TooManyTries(Exception):
    """The limit is reached. `until` is the UTC instant from which another try counts."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many tries to sign in; the next one counts from {until:%H:%M} UTC")
        self.until = until


@transaction.atomic
def take_try(name: str, address: str, *, now: datetime) -> None:
    """Count a try before the password is looked at, so that many at once cannot slip past the limit.

    :raises TooManyTries: the password must not be looked at.
    """
    SignInTries.objects.filter(last_at__lte=now - WAIT).delete()
    # Locked by the same query that finds it: a right password at the same moment may delete the row in between.
    tries, _ = SignInTries.objects.select_for_update().get_or_create(key=_key(name, address), defaults={"last_at": now})
    if tries.count >= LIMIT:
        raise TooManyTries(tries.last_at + WAIT)
    tries.count += 1
    tries.last_at = now
    tries.save(update_fields=["count", "last_at"])


def forget_tries(name: str, address: str) -> None:
    """Start afresh: the password was right."""
    SignInTries.objects.filter(key=_key(name, address)).delete()


def _key(name: str, address: str) -> str:
    return salted_hmac("sign-in tries", f"{name.strip().casefold()}\n{address}", algorithm="sha256").hexdigest()
