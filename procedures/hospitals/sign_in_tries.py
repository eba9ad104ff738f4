"""Slow down the guessing of passwords and codes, in a way that nobody can use to lock someone else out.

A browser in which a person has signed in before is known, by a cookie that only they were given. It has tries of its
own: whatever strangers do under that person's name, the person gets in there. Everyone else shares three counts: of the
name at this address, of the name anywhere, and of the address under any name. So neither one machine nor a thousand can
guess at length, and who guesses holds back only whoever is as unknown as they are.

The counts are rows of the database, not of the broker: they hold when the broker is away.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from procedures.hospitals.models import SignInTries

LIMIT = 5
OF_A_NAME = 20
OF_AN_ADDRESS = 50
WAIT = timedelta(minutes=15)


class TooManyTries(Exception):
    """The limit is reached. `until` is the UTC instant from which another try counts."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many tries to sign in; the next one counts from {until:%H:%M} UTC")
        self.until = until


@transaction.atomic
def take_try(name: str, address: str, *, now: datetime, device: str = "") -> None:
    """Count a try before the password is looked at, so that many at once cannot slip past the limit.

    `device` is what the cookie of a known browser says, "" for an unknown one.

    :raises TooManyTries: the password must not be looked at, and nothing was counted.
    """
    SignInTries.objects.filter(last_at__lte=now - WAIT).delete()
    # In one order for everyone, so that two at once wait for each other and never for good.
    for key, limit in sorted(_counts(name, address, device)):
        # Locked by the same query that finds it: a right password at the same moment may delete the row in between.
        tries, _ = SignInTries.objects.select_for_update().get_or_create(key=key, defaults={"last_at": now})
        if tries.count >= limit:
            raise TooManyTries(tries.last_at + WAIT)
        tries.count += 1
        tries.last_at = now
        tries.save(update_fields=["count", "last_at"])


def forget_tries(name: str, address: str, *, device: str = "") -> None:
    """Start afresh: the password was right.

    What was counted wide loses this one try and no more, so that nobody clears it with a password of their own.
    """
    narrow, *wide = [key for key, _ in _counts(name, address, device)]
    SignInTries.objects.filter(key=narrow).delete()
    SignInTries.objects.filter(key__in=wide, count__gt=0).update(count=F("count") - 1)


@transaction.atomic
def use_once(what: str, *, now: datetime) -> bool:
    """True the first time within the wait: a code that was seen over a shoulder does not work again."""
    used, is_new = SignInTries.objects.get_or_create(key=_key("used", what), defaults={"last_at": now})
    if not is_new and used.last_at <= now - WAIT:
        is_new = bool(SignInTries.objects.filter(pk=used.pk, last_at=used.last_at).update(last_at=now))
    return is_new


def _counts(name: str, address: str, device: str) -> Iterator[tuple[str, int]]:
    """The keys to count under, the narrowest first, each with its limit."""
    name = name.strip().casefold()
    if device:
        yield _key("device", f"{name}\n{device}"), LIMIT
        return
    yield _key("here", f"{name}\n{address}"), LIMIT
    yield _key("name", name), OF_A_NAME
    yield _key("address", address), OF_AN_ADDRESS


def _key(kind: str, what: str) -> str:
    return salted_hmac(f"sign-in tries: {kind}", what, algorithm="sha256").hexdigest()
